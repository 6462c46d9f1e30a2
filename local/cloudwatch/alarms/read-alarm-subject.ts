import type { JsonObject } from '../../aws/json.ts';
import type { Members } from '../../aws/members.ts';
import { validationError } from '../errors.ts';
import { calledFunctions } from '../math/expression.ts';
import { parseStatistic } from '../metrics/statistic.ts';
import { type MetricDataQuery, type MetricSource, readMetricDataQuery } from '../queries/metric-data-query.ts';
import { planQueries, type QueryPlan } from '../queries/query-plan.ts';
import { readDimensions, readEnum, readUnit, text } from '../read-input.ts';
import type { AlarmSubject } from './alarm-definition.ts';

const MAX_METRICS = 10;
const MAX_EXPRESSIONS = 10;
const HIGH_RESOLUTION_PERIODS = [10, 20, 30];
const MINUTE = 60_000;
const BAND = 'ANOMALY_DETECTION_BAND';
const BASIC_STATISTICS = ['SampleCount', 'Average', 'Sum', 'Minimum', 'Maximum'];
const METRIC_MEMBERS = ['MetricName', 'Namespace', 'Statistic', 'ExtendedStatistic', 'Dimensions', 'Period', 'Unit'];

/** Reads what a PutMetricAlarm input watches: a metric, metric math, or (with ThresholdMetricId) metric math against a band. */
export function readAlarmSubject(input: JsonObject, members: Members): AlarmSubject {
  const queries = members.objects('Metrics');
  const thresholdMetricId = members.string('ThresholdMetricId');
  if (queries === undefined) {
    if (thresholdMetricId !== undefined) throw noThresholdMetric();
    return { kind: 'metric', metric: readMetric(members) };
  }
  const both = METRIC_MEMBERS.find((member) => input[member] !== undefined);
  if (both !== undefined) throw validationError(`${both} should not be set if list of Metrics is set.`);
  const checked = queries.map((query, index) => readMetricDataQuery(query, `Metrics.member.${index + 1}.`));
  checkQueries(checked);
  const plan = planQueries(checked);
  return thresholdMetricId === undefined ? mathSubject(plan) : bandSubject(plan, thresholdMetricId);
}

/** The period of a subject in milliseconds. */
export function subjectPeriod(subject: AlarmSubject): number {
  return subject.kind === 'metric' ? subject.metric.period : subject.plan.period;
}

function mathSubject(plan: QueryPlan): AlarmSubject {
  const [only, second] = returnedIds(plan);
  if (only === undefined || second !== undefined)
    throw validationError('Exactly one element of the metrics list should return data.');
  checkSingleSeries(plan, only);
  return { kind: 'math', plan, returned: only };
}

function bandSubject(plan: QueryPlan, band: string): AlarmSubject {
  const returned = returnedIds(plan);
  if (returned.length !== 2) throw validationError('Exactly two elements of the metrics list should return data.');
  const watched = returned.find((id) => id !== band);
  const query = plan.queries.find(({ id }) => id === band);
  if (watched === undefined || query === undefined || !returned.includes(band)) throw noThresholdMetric();
  if (!isBand(query)) throw validationError(`Threshold metric expression must use ${BAND} function.`);
  if (plan.period < MINUTE) throw validationError(`${BAND} is not supported on high-resolution metrics.`);
  checkSingleSeries(plan, watched);
  return { kind: 'band', plan, watched, band };
}

function isBand({ source }: MetricDataQuery): boolean {
  return source.kind === 'expression' && source.expression.kind === 'call' && source.expression.name === BAND;
}

function noThresholdMetric(): Error {
  return validationError('Metrics list must contain exactly one metric matching the ThresholdMetricId parameter');
}

function returnedIds({ queries }: QueryPlan): string[] {
  return queries.filter(({ returnData }) => returnData).map(({ id }) => id);
}

function checkSingleSeries({ types }: QueryPlan, id: string): void {
  if (types.get(id) === 'series') return;
  throw validationError(
    'Metrics expression that return multi time series are only allowed for MetricsInsights expression with an ORDER BY clause',
  );
}

function checkQueries(queries: readonly MetricDataQuery[]): void {
  const metrics = queries.flatMap(({ source }) => (source.kind === 'metric' ? [source] : []));
  const expressions = queries.flatMap(({ source }) => (source.kind === 'expression' ? [source.expression] : []));
  if (expressions.some((expression) => calledFunctions(expression).includes('SEARCH')))
    throw validationError('SEARCH is not supported on Metric Alarms.');
  if (metrics.length === 0) throw validationError('The metrics list must contain at least one metric.');
  if (metrics.length > MAX_METRICS) throw validationError(`Too many metrics in alarm, maximum is ${MAX_METRICS}`);
  if (expressions.length > MAX_EXPRESSIONS)
    throw validationError(`Too many expressions in alarm, maximum is ${MAX_EXPRESSIONS}`);
  if (new Set(metrics.map(({ period }) => period)).size > 1)
    throw validationError('All metrics of an alarm must have the same period.');
  checkPeriod((metrics[0]?.period ?? 0) / 1000);
}

function readMetric(members: Members): MetricSource {
  const stat = readStat(members);
  const statistic = parseStatistic(stat);
  if (statistic === undefined)
    throw validationError(`The value ${stat} for parameter ExtendedStatistic is not supported.`);
  const period = members.number('Period');
  if (period === undefined) throw validationError('PutMetricAlarm request should have a Period parameter');
  checkPeriod(period);
  return {
    kind: 'metric',
    namespace: text(members.requiredString('Namespace'), 'Namespace', 255),
    name: text(members.requiredString('MetricName'), 'MetricName', 255),
    dimensions: readDimensions(members),
    stat,
    statistic,
    period: period * 1000,
    unit: readUnit(members, 'unit'),
  };
}

function readStat(members: Members): string {
  const statistic = readEnum(members.string('Statistic'), BASIC_STATISTICS, 'statistic');
  const extended = members.string('ExtendedStatistic');
  if (statistic !== undefined && extended !== undefined) {
    throw validationError(
      'PutMetricAlarm request can not be made with both Statistic and ExtendedStatistic parameters. Only one of them should be present',
    );
  }
  if (extended !== undefined && BASIC_STATISTICS.includes(extended))
    throw validationError(`The value ${extended} for parameter ExtendedStatistic is not supported.`);
  const stat = statistic ?? extended;
  if (stat === undefined) throw validationError('PutMetricAlarm request should have a Statistic parameter');
  return stat;
}

function checkPeriod(seconds: number): void {
  const valid = HIGH_RESOLUTION_PERIODS.includes(seconds) || (seconds > 0 && seconds % 60 === 0);
  if (!valid) throw validationError('Period must be 10, 20, 30 or a multiple of 60');
}
