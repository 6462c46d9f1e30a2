import type { MathValue, TimeSeries } from '../math/value.ts';
import { visitPeriods } from '../metrics/read-statistic.ts';
import { computeStatistic, sampleCount } from '../metrics/statistic.ts';
import { evaluatePlan } from '../queries/evaluate-plan.ts';
import type { MetricSource } from '../queries/metric-data-query.ts';
import type { QueryPlan } from '../queries/query-plan.ts';
import type { QuerySource } from '../queries/query-source.ts';
import type { Range } from '../queries/range.ts';
import type { AlarmDefinition, AlarmSubject } from './alarm-definition.ts';
import { type AlarmDatapoint, evaluationRange } from './decide-state.ts';
import { wallClockBoundaries } from './evaluation-window.ts';
import type { TimeZone } from './time-zone.ts';

type Watching = Pick<AlarmDefinition, 'subject' | 'period' | 'rule' | 'window'>;
type Found = (timestamp: number, datapoint: Omit<AlarmDatapoint, 'timestamp'>) => void;

/**
 * The evaluation range of an alarm at the tick, newest datapoint first. With a wall clock window it is the evaluation periods
 * alone: AWS says that each of them is evaluated independently, so an older day never stands in for one without data.
 */
export function alarmDatapoints(watching: Watching, source: QuerySource, tick: number): AlarmDatapoint[] {
  const { subject, period, rule, window } = watching;
  if (window.kind === 'wallClock') return wallClockDatapoints(watching, window.timeZone, source, tick);
  const start = tick - evaluationRange(rule.evaluationPeriods) * period;
  return evenDatapoints(subject, source, { start, end: tick }, period);
}

/** Days and weeks on which clocks are changed are asked for one by one: their lengths differ. */
function wallClockDatapoints(
  { subject, period, rule: { evaluationPeriods } }: Watching,
  timeZone: TimeZone,
  source: QuerySource,
  tick: number,
): AlarmDatapoint[] {
  const boundaries = wallClockBoundaries(timeZone, period, evaluationPeriods, tick);
  const end = boundaries[0] ?? tick;
  const start = boundaries.at(-1) ?? tick;
  if (end - start === evaluationPeriods * period) return evenDatapoints(subject, source, { start, end }, period);
  return boundaries.slice(1).map((from, index) => {
    const to = boundaries[index] ?? from;
    return evenDatapoints(ofPeriod(subject, to - from), source, { start: from, end: to }, to - from)[0] ?? gap(from);
  });
}

/** The datapoints of a range that holds whole periods of one length. */
function evenDatapoints(subject: AlarmSubject, source: QuerySource, range: Range, period: number): AlarmDatapoint[] {
  const { start, end } = range;
  const datapoints: AlarmDatapoint[] = [];
  for (let timestamp = end - period; timestamp >= start; timestamp -= period) datapoints.push(gap(timestamp));
  visitDatapoints(subject, source, range, (timestamp, datapoint) => {
    const index = (end - timestamp) / period - 1;
    if (datapoints[index] !== undefined) datapoints[index] = { timestamp, ...datapoint };
  });
  return datapoints;
}

function gap(timestamp: number): AlarmDatapoint {
  return { timestamp, value: undefined };
}

function visitDatapoints(subject: AlarmSubject, source: QuerySource, range: Range, found: Found): void {
  switch (subject.kind) {
    case 'metric':
      visitMetric(subject.metric, source, range, found);
      break;
    case 'math':
      visitSeries(evaluatePlan(subject.plan, source, range)(subject.returned), found);
      break;
    case 'band':
      visitBand(subject, source, range, found);
      break;
    default:
      subject satisfies never;
  }
}

function visitMetric(metric: MetricSource, { metrics }: QuerySource, range: Range, found: Found): void {
  const stored = metrics.find(metric.namespace, metric.name, metric.dimensions);
  if (stored === undefined) return;
  visitPeriods(stored, metric.unit, { ...range, period: metric.period }, (timestamp, parts) => {
    const value = computeStatistic(metric.statistic, parts);
    if (value !== undefined) found(timestamp, { value, sampleCount: sampleCount(parts) });
  });
}

function visitSeries(value: MathValue, found: Found): void {
  for (const [timestamp, each] of pointsOf(value)) found(timestamp, { value: each });
}

/** Where the model gives no band yet, the datapoint counts as missing (AWS: the alarm has insufficient data until the model is trained). */
function visitBand(
  { plan, watched, band }: Extract<AlarmSubject, { kind: 'band' }>,
  source: QuerySource,
  range: Range,
  found: Found,
): void {
  const valueById = evaluatePlan(plan, source, range);
  const bounds = valueById(band);
  if (bounds.type !== 'array') return;
  const [upper, lower] = bounds.members.map((series) => new Map(points(series)));
  for (const [timestamp, value] of pointsOf(valueById(watched))) {
    const above = upper?.get(timestamp);
    const below = lower?.get(timestamp);
    if (above !== undefined && below !== undefined) found(timestamp, { value, band: { lower: below, upper: above } });
  }
}

function pointsOf(value: MathValue): [number, number][] {
  return value.type === 'series' ? points(value.series) : [];
}

function points({ timestamps, values }: TimeSeries): [number, number][] {
  return timestamps.flatMap((timestamp, index) => {
    const value = values[index];
    return value === undefined ? [] : [[timestamp, value]];
  });
}

/** The same subject with another period: a day on which clocks are changed. */
function ofPeriod(subject: AlarmSubject, period: number): AlarmSubject {
  if (subject.kind === 'metric') return { ...subject, metric: { ...subject.metric, period } };
  return { ...subject, plan: planOfPeriod(subject.plan, period) };
}

function planOfPeriod(plan: QueryPlan, period: number): QueryPlan {
  const queries = plan.queries.map((query) =>
    query.source.kind === 'metric' ? { ...query, source: { ...query.source, period } } : query,
  );
  return { ...plan, queries, period };
}
