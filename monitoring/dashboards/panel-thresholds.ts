import type { AlarmDefinition } from '../alarms/alarm-definition.ts';
import { ALARMS } from '../alarms/alarms.ts';
import type { Unit } from '../cloudwatch.ts';
import type { MetricDefinition } from '../metric-definition.ts';
import type { MetricQuery } from '../metric-query.ts';
import { METRICS } from '../metrics.ts';
import type { MetricPanel, Panel, PanelUnit } from './panel.ts';

/** Where an alarm's threshold is on a panel's axis, and on which side of it the alarm is raised. */
export type PanelThreshold = {
  /** Id of the alarm. */
  readonly alarm: string;
  readonly label: string;
  readonly value: number;
  readonly breaches: 'above' | 'below';
};

const UNITS: { readonly [U in Unit]?: PanelUnit } = { Milliseconds: 'ms', Seconds: 's', Percent: '%' };
/** What the label of an alarm's metric math ends with, or begins with, when its figure is no number of things. */
const LABELLED: readonly (readonly [RegExp, PanelUnit])[] = [
  [/\(%\)$/, '%'],
  [/\(ms\)$/, 'ms'],
  [/\(US dollars\)$/, 'dollars'],
  [/^Burn rate/, 'burn rate'],
];

/** Whether a figure is a number of things that were counted, which says nothing without the time in which they were. */
function isCounted({ stat }: MetricQuery): boolean {
  return stat === undefined || stat === 'Sum' || stat === 'SampleCount';
}

/** The unit of an alarm's figure; `number` for how many there are of something. */
function unitOf(figure: MetricQuery): PanelUnit | 'number' {
  if (figure.metric === undefined)
    return LABELLED.find(([pattern]) => pattern.test(figure.label ?? ''))?.[1] ?? 'number';
  const { unit }: MetricDefinition = METRICS[figure.metric.key];
  return UNITS[unit] ?? 'number';
}

const MEASURES: readonly PanelUnit[] = ['%', 'ms', 's', 'dollars', 'cents', 'burn rate', 'MB', 'bytes', 'hours'];

const identity = ({ metric }: MetricQuery): string => JSON.stringify(metric);
const statistic = (query: MetricQuery): string => `${query.stat} of ${identity(query)}`;

/** Whether a panel draws all that an alarm looks at, and by a statistic of the alarm's; others are what it waits for. */
function isShownBy(alarm: AlarmDefinition, { queries }: MetricPanel): boolean {
  const looked = alarm.metrics.filter(({ metric }) => metric !== undefined);
  const drawn = new Set(queries.map(identity));
  const statistics = new Set(queries.map(statistic));
  return (
    looked.every((query) => drawn.has(identity(query))) && looked.some((query) => statistics.has(statistic(query)))
  );
}

/** Whether a panel's figure is the alarm's: of the same metrics, in the same unit, and what is counted in the same time. */
function isDrawn(alarm: AlarmDefinition, figure: MetricQuery, panel: MetricPanel): boolean {
  if (!isShownBy(alarm, panel)) return false;
  const unit = unitOf(figure);
  if (unit !== 'number') return unit === panel.unit;
  return !MEASURES.includes(panel.unit) && (!isCounted(figure) || alarm.period === panel.period);
}

function thresholdOf(alarm: AlarmDefinition, panel: MetricPanel): readonly PanelThreshold[] {
  const figure = alarm.metrics.find(({ returnData }) => returnData ?? true);
  if (alarm.threshold === undefined || figure === undefined || !isDrawn(alarm, figure, panel)) return [];
  const breaches = alarm.comparisonOperator.startsWith('GreaterThan') ? 'above' : 'below';
  return [{ alarm: alarm.id, label: alarm.title, value: alarm.threshold, breaches }];
}

function isFigures(panel: Panel): panel is MetricPanel {
  return 'queries' in panel && panel.type !== 'sloBudget';
}

/** The thresholds of the alarms that a panel names, most severe first; only of those whose figure is the panel's. */
export function panelThresholds(panel: Panel): readonly PanelThreshold[] {
  if (!isFigures(panel)) return [];
  const named = (panel.alarms ?? []).flatMap((id) => ALARMS.find((alarm) => alarm.id === id) ?? []);
  return named.flatMap((alarm) => thresholdOf(alarm, panel));
}
