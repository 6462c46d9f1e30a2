import { type Threshold, ThresholdsConfigBuilder, ThresholdsMode } from '@grafana/grafana-foundation-sdk/dashboard';
import type { Panel } from '../monitoring/dashboards/panel.ts';
import { panelThresholds } from '../monitoring/dashboards/panel-thresholds.ts';

const WELL = 'green';
const RAISED = 'red';

/** Where the alarms of a panel are raised, from the lowest up: what is below the first step counts as its opposite. */
function stepsOf(panel: Panel): Threshold[] {
  const thresholds = panelThresholds(panel).toSorted((one, other) => one.value - other.value);
  const base = thresholds[0]?.breaches === 'below' ? RAISED : WELL;
  const steps = thresholds.map(({ value, breaches }) => ({ value, color: breaches === 'above' ? RAISED : WELL }));
  return [{ value: null, color: base }, ...steps];
}

/** Whether a panel has alarms whose figure it shows. */
export function hasThresholds(panel: Panel): boolean {
  return panelThresholds(panel).length > 0;
}

/** The thresholds of a panel's alarms, drawn and used as its colours. */
export function thresholdsOf(panel: Panel): ThresholdsConfigBuilder {
  return new ThresholdsConfigBuilder().mode(ThresholdsMode.Absolute).steps(stepsOf(panel));
}

/** Of an error budget: none left, hardly any, enough. */
export function budgetThresholds(): ThresholdsConfigBuilder {
  const steps = [
    { value: null, color: 'red' },
    { value: 1, color: 'orange' },
    { value: 25, color: 'green' },
  ];
  return new ThresholdsConfigBuilder().mode(ThresholdsMode.Absolute).steps(steps);
}
