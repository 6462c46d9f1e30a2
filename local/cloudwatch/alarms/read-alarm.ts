import { COMPARISON_OPERATORS, type StateValue, TREAT_MISSING_DATA } from '../../../monitoring/cloudwatch.ts';
import type { JsonObject } from '../../aws/json.ts';
import type { Members } from '../../aws/members.ts';
import { invalidCombination, invalidValue, missingParameter, validationError } from '../errors.ts';
import { parseStatistic } from '../metrics/statistic.ts';
import { type MetricSource, readMetricDataQuery } from '../queries/metric-data-query.ts';
import { planQueries } from '../queries/query-plan.ts';
import { read, readDimensions, readEnum, readUnit, text } from '../read-input.ts';
import type { AlarmDefinition, AlarmSubject, EvaluationRule, StaticOperator } from './alarm-definition.ts';

const MAX_ACTIONS = 5;
const MAX_METRICS = 10;
const HIGH_RESOLUTION_PERIODS = [10, 20, 30];
const DAY_SECONDS = 86_400;
const WEEK_SECONDS = 7 * DAY_SECONDS;
const BASIC_STATISTICS = ['SampleCount', 'Average', 'Sum', 'Minimum', 'Maximum'];
const METRIC_MEMBERS = ['MetricName', 'Namespace', 'Statistic', 'ExtendedStatistic', 'Dimensions', 'Period', 'Unit'];
const UNSERVED = [
  'ThresholdMetricId',
  'EvaluationCriteria',
  'EvaluationWindow',
  'WarmUpConfiguration',
  'EvaluationInterval',
];

/** Reads PutMetricAlarm's input; an AwsError in AWS's words where it breaks a rule of the API. */
export function readAlarm(input: JsonObject): AlarmDefinition {
  const members = read(input);
  for (const member of UNSERVED) {
    if (input[member] !== undefined)
      throw validationError(`The parameter ${member} is not served by SmallCart's embedded cloud.`);
  }
  const description = members.string('AlarmDescription');
  if (description !== undefined && description.length > 1024) {
    throw invalidValue('The parameter AlarmDescription must be shorter than 1025 characters.');
  }
  const subject = readSubject(input, members);
  const period = subject.kind === 'metric' ? subject.metric.period : subject.plan.period;
  const rule = readRule(members);
  checkSpan(rule.evaluationPeriods, period / 1000);
  return {
    name: text(members.requiredString('AlarmName'), 'AlarmName', 255),
    ...(description === undefined ? {} : { description }),
    actionsEnabled: members.boolean('ActionsEnabled') ?? true,
    actions: readActions(members),
    subject,
    period,
    rule,
    ignoreLowSamples: readLowSamples(members) === 'ignore',
  };
}

function readRule(members: Members): EvaluationRule {
  const evaluationPeriods = positive(members, 'EvaluationPeriods') ?? missing('EvaluationPeriods');
  const datapointsToAlarm = positive(members, 'DatapointsToAlarm');
  if (datapointsToAlarm !== undefined && datapointsToAlarm > evaluationPeriods) {
    throw validationError('DatapointsToAlarm must be less than or equal to EvaluationPeriods.');
  }
  return {
    evaluationPeriods,
    datapointsToAlarm: datapointsToAlarm ?? evaluationPeriods,
    namesDatapointsToAlarm: datapointsToAlarm !== undefined,
    comparisonOperator: readOperator(members),
    threshold: members.requiredNumber('Threshold'),
    treatMissingData: readTreatMissingData(members.string('TreatMissingData')),
  };
}

function readOperator(members: Members): StaticOperator {
  const operator = readEnum(members.requiredString('ComparisonOperator'), COMPARISON_OPERATORS, 'comparisonOperator');
  switch (operator) {
    case 'GreaterThanOrEqualToThreshold':
    case 'GreaterThanThreshold':
    case 'LessThanThreshold':
    case 'LessThanOrEqualToThreshold':
      return operator;
    case 'LessThanLowerOrGreaterThanUpperThreshold':
    case 'LessThanLowerThreshold':
    case 'GreaterThanUpperThreshold':
      throw validationError(`ComparisonOperator ${operator} needs an anomaly detection band (ThresholdMetricId).`);
    case undefined:
      return missing('ComparisonOperator');
    default:
      return operator satisfies never;
  }
}

function readTreatMissingData(value = 'missing'): EvaluationRule['treatMissingData'] {
  const known = TREAT_MISSING_DATA.find((setting) => setting === value);
  if (known !== undefined) return known;
  throw validationError(
    `Option ${value} is not supported for parameter TreatMissingData. Supported options: [${TREAT_MISSING_DATA.join(', ')}]`,
  );
}

function readLowSamples(members: Members): 'evaluate' | 'ignore' | undefined {
  const value = members.string('EvaluateLowSampleCountPercentile');
  if (value === undefined || value === 'evaluate' || value === 'ignore') return value;
  throw validationError(
    `Option ${value} is not supported for parameter EvaluateLowSampleCountPercentile. Supported options: [evaluate, ignore]`,
  );
}

function readActions(members: Members): Record<StateValue, readonly string[]> {
  const list = (member: string): readonly string[] => {
    const actions = members.strings(member) ?? [];
    if (actions.length > MAX_ACTIONS)
      throw invalidValue(`The collection ${member} must not have a size greater than ${MAX_ACTIONS}.`);
    const wrong = actions.find((action) => !action.startsWith('arn:aws:'));
    if (wrong !== undefined) throw validationError(`Invalid arn syntax: ${wrong}`);
    return actions;
  };
  return { ALARM: list('AlarmActions'), OK: list('OKActions'), INSUFFICIENT_DATA: list('InsufficientDataActions') };
}

function readSubject(input: JsonObject, members: Members): AlarmSubject {
  const queries = members.objects('Metrics');
  if (queries === undefined) return { kind: 'metric', metric: readMetric(members) };
  const both = METRIC_MEMBERS.find((member) => input[member] !== undefined);
  if (both !== undefined)
    throw invalidCombination(`The parameters ${both} and Metrics are mutually exclusive and you have specified both.`);
  return readMath(queries);
}

function readMath(inputs: readonly JsonObject[]): AlarmSubject {
  const queries = inputs.map((query, index) => readMetricDataQuery(query, `Metrics.member.${index + 1}.`));
  const returned = queries.filter(({ returnData }) => returnData);
  const [only] = returned;
  if (only === undefined || returned.length > 1)
    throw validationError('Exactly one element of the metrics list should return data.');
  const metrics = queries.flatMap(({ source }) => (source.kind === 'metric' ? [source] : []));
  if (metrics.length === 0) throw validationError('The metrics list must contain at least one metric.');
  if (metrics.length > MAX_METRICS)
    throw validationError(`The metrics list must contain at most ${MAX_METRICS} metrics.`);
  if (new Set(metrics.map(({ period }) => period)).size > 1)
    throw validationError('All metrics of an alarm must have the same period.');
  checkPeriod((metrics[0]?.period ?? 0) / 1000);
  const plan = planQueries(queries);
  if (plan.types.get(only.id) !== 'series') {
    throw validationError(`Error in expression '${only.id}': an alarm needs one time series, not an array`);
  }
  return { kind: 'math', plan, returned: only.id };
}

function readMetric(members: Members): MetricSource {
  const period = members.requiredNumber('Period');
  checkPeriod(period);
  const stat = readStat(members);
  const statistic = parseStatistic(stat);
  if (statistic === undefined)
    throw validationError(`The value ${stat} for parameter ExtendedStatistic is not supported.`);
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
    throw invalidCombination(
      'The parameters Statistic and ExtendedStatistic are mutually exclusive and you have specified both.',
    );
  }
  if (extended !== undefined && BASIC_STATISTICS.includes(extended)) {
    throw validationError(`The value ${extended} for parameter ExtendedStatistic is not supported.`);
  }
  return statistic ?? extended ?? missing('Statistic');
}

function checkPeriod(seconds: number): void {
  const valid = HIGH_RESOLUTION_PERIODS.includes(seconds) || (seconds > 0 && seconds % 60 === 0);
  if (!valid) throw invalidValue('Period must be 10, 20, 30 or a multiple of 60.');
}

/** How far an evaluation may look back: a day, with periods of an hour and more a week. */
function checkSpan(evaluationPeriods: number, periodSeconds: number): void {
  const limit = periodSeconds >= 3600 ? WEEK_SECONDS : DAY_SECONDS;
  if (evaluationPeriods * periodSeconds <= limit) return;
  const span = limit === DAY_SECONDS ? 'a day' : 'seven days';
  throw validationError(
    `Metrics cannot be checked across more than ${span} (EvaluationPeriods * Period must be <= ${limit}).`,
  );
}

function positive(members: Members, member: string): number | undefined {
  const value = members.integer(member);
  if (value !== undefined && value < 1) {
    throw validationError(
      `1 validation error detected: Value '${value}' at '${member.charAt(0).toLowerCase()}${member.slice(1)}' failed to satisfy constraint: Member must have value greater than or equal to 1`,
    );
  }
  return value;
}

function missing(member: string): never {
  throw missingParameter(member);
}
