import { isJsonObject, type JsonObject, type JsonValue } from '../../aws/json.ts';
import type { Alarm } from '../alarms/alarm.ts';
import type { HorizontalAnnotation, WidgetMetric } from './metric-widget.ts';

/** What a widget shows of an alarm: the metrics it watches and its threshold. */
export type AlarmGraph = {
  readonly title: string;
  readonly metrics: readonly WidgetMetric[];
  readonly thresholds: readonly HorizontalAnnotation[];
};

const COMPARISONS: Readonly<Record<string, { readonly sign: string; readonly fill: 'above' | 'below' }>> = {
  GreaterThanOrEqualToThreshold: { sign: '>=', fill: 'above' },
  GreaterThanThreshold: { sign: '>', fill: 'above' },
  LessThanThreshold: { sign: '<', fill: 'below' },
  LessThanOrEqualToThreshold: { sign: '<=', fill: 'below' },
};

/** What the widget shows of an alarm; a composite alarm watches no metric, so there is nothing to draw. */
export function alarmGraph(alarm: Alarm): AlarmGraph {
  if (alarm.kind === 'composite') return { title: alarm.name, metrics: [], thresholds: [] };
  const { input } = alarm;
  const queries = Array.isArray(input.Metrics) ? input.Metrics.filter(isJsonObject) : [metricQuery(input)];
  return {
    title: alarm.name,
    metrics: queries.map((query) => ({ query, yAxis: 'left', visible: query.ReturnData !== false })),
    thresholds: thresholds(input),
  };
}

function metricQuery(input: JsonObject): JsonObject {
  const { Namespace, MetricName, Dimensions = [], Period, Statistic, ExtendedStatistic, Unit } = input;
  const Stat: JsonValue | undefined = Statistic ?? ExtendedStatistic;
  const unit = Unit === undefined ? {} : { Unit };
  return { Id: 'm1', MetricStat: { Metric: { Namespace, MetricName, Dimensions }, Period, Stat, ...unit } };
}

function thresholds({ Threshold, ComparisonOperator, MetricName, EvaluationPeriods, DatapointsToAlarm }: JsonObject) {
  const comparison = COMPARISONS[String(ComparisonOperator)];
  if (typeof Threshold !== 'number' || comparison === undefined) return [];
  const datapoints = `${String(DatapointsToAlarm ?? EvaluationPeriods)} of ${String(EvaluationPeriods)} datapoints`;
  const label = `${typeof MetricName === 'string' ? MetricName : 'Expression'} ${comparison.sign} ${Threshold} for ${datapoints}`;
  const line: HorizontalAnnotation = { bounds: [{ value: Threshold, label }], fill: comparison.fill, yAxis: 'left' };
  return [line];
}
