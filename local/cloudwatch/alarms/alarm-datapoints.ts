import type { MetricStore } from '../metric-store.ts';
import { visitPeriods } from '../metrics/read-statistic.ts';
import { computeStatistic, sampleCount } from '../metrics/statistic.ts';
import { evaluatePlan } from '../queries/evaluate-plan.ts';
import type { MetricSource } from '../queries/metric-data-query.ts';
import type { QuerySource } from '../queries/query-source.ts';
import type { AlarmDefinition } from './alarm-definition.ts';
import { type AlarmDatapoint, evaluationRange } from './evaluate-alarm.ts';

type Sample = { readonly value: number; readonly sampleCount?: number };

/** The evaluation range at tick T, newest first: the newest period is [T − period, T), the window slides with T. */
export function alarmDatapoints(definition: AlarmDefinition, source: QuerySource, tick: number): AlarmDatapoint[] {
  const { period, rule } = definition;
  const range = evaluationRange(rule.evaluationPeriods);
  const samples = readSamples(definition, source, tick - range * period, tick);
  return Array.from({ length: range }, (_, index) => {
    const timestamp = tick - (index + 1) * period;
    return { timestamp, value: undefined, ...samples.get(timestamp) };
  });
}

/**
 * Whether the evaluation periods hold too few samples for the alarm's percentile and the alarm says to ignore that
 * (PutMetricAlarm `EvaluateLowSampleCountPercentile`): fewer than 10 / (1 − p) samples, for p below one half 10 / p.
 */
export function hasTooFewSamples(definition: AlarmDefinition, datapoints: readonly AlarmDatapoint[]): boolean {
  const { subject, ignoreLowSamples, rule } = definition;
  if (!ignoreLowSamples || subject.kind !== 'metric' || subject.metric.statistic.kind !== 'percentile') return false;
  const fraction = subject.metric.statistic.percent / 100;
  const needed = 10 / (fraction >= 0.5 ? 1 - fraction : fraction);
  const held = datapoints.slice(0, rule.evaluationPeriods).reduce((sum, each) => sum + (each.sampleCount ?? 0), 0);
  return held < needed - 1e-9;
}

function readSamples(
  definition: AlarmDefinition,
  source: QuerySource,
  start: number,
  end: number,
): Map<number, Sample> {
  const { subject } = definition;
  if (subject.kind === 'metric') return metricSamples(subject.metric, source.metrics, start, end);
  const value = evaluatePlan(subject.plan, source, { start, end })(subject.returned);
  const samples = new Map<number, Sample>();
  if (value.type !== 'series') return samples;
  value.series.timestamps.forEach((timestamp, index) => {
    const each = value.series.values[index];
    if (each !== undefined) samples.set(timestamp, { value: each });
  });
  return samples;
}

function metricSamples(source: MetricSource, store: MetricStore, start: number, end: number): Map<number, Sample> {
  const samples = new Map<number, Sample>();
  const metric = store.find(source.namespace, source.name, source.dimensions);
  if (metric === undefined) return samples;
  visitPeriods(metric, source.unit, { start, end, period: source.period }, (timestamp, parts) => {
    const value = computeStatistic(source.statistic, parts);
    if (value !== undefined) samples.set(timestamp, { value, sampleCount: sampleCount(parts) });
  });
  return samples;
}
