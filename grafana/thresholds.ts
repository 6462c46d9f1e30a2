import { type Threshold, ThresholdsConfigBuilder, ThresholdsMode } from '@grafana/grafana-foundation-sdk/dashboard';
import type { Panel } from '../monitoring/dashboards/panel.ts';
import { panelThresholds } from '../monitoring/dashboards/panel-thresholds.ts';

const WELL = 'green';
const RAISED = 'red';

/** Where the alarms of a panel are raised, from the lowest up: each step holds as far as the next one. */
function stepsOf(panel: Panel): Threshold[] {
  const thresholds = panelThresholds(panel);
  const values = [...new Set(thresholds.map(({ value }) => value))].toSorted((one, other) => one - other);
  const isRaised = (from: number) =>
    thresholds.some(({ value, breaches }) => (breaches === 'above' ? value <= from : value > from));
  return [null, ...values].map((value) => ({ value, color: isRaised(value ?? -Infinity) ? RAISED : WELL }));
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
