import { COMPARISON_OPERATORS, TREAT_MISSING_DATA } from '../../../monitoring/cloudwatch.ts';
import type { JsonObject } from '../../aws/json.ts';
import type { Members } from '../../aws/members.ts';
import { METRIC_ALARM_VENDORS, readActions } from '../actions/read-actions.ts';
import { invalidValue, validationError } from '../errors.ts';
import { read, readEnum, text } from '../read-input.ts';
import type { AlarmDefinition, AlarmSubject, EvaluationRule } from './alarm-definition.ts';
import { readAlarmSubject, subjectPeriod } from './read-alarm-subject.ts';
import { readEvaluationWindow, readWarmUp } from './read-evaluation-window.ts';

const HOUR_SECONDS = 3600;
const DAY_SECONDS = 86_400;
const WEEK_SECONDS = 7 * DAY_SECONDS;

/** Reads PutMetricAlarm's input; an AwsError in AWS's words where it breaks a rule of the API. */
export function readAlarm(input: JsonObject): AlarmDefinition {
  const members = read(input);
  const name = text(members.requiredString('AlarmName'), 'AlarmName', 255);
  checkCriteria(input);
  const description = readDescription(members);
  const subject = readAlarmSubject(input, members);
  const period = subjectPeriod(subject);
  const rule = readRule(members, subject);
  checkSpan(rule.evaluationPeriods, period / 1000);
  const actions = readActions(members, METRIC_ALARM_VENDORS);
  checkActions(actions, subject);
  const warmUp = readWarmUp(members);
  return {
    name,
    ...(description === undefined ? {} : { description }),
    actionsEnabled: members.boolean('ActionsEnabled') ?? true,
    actions,
    subject,
    period,
    rule,
    window: readEvaluationWindow(members, period / 1000),
    ...(warmUp === undefined ? {} : { warmUp }),
    ignoreLowSamples: readLowSamples(members, subject) === 'ignore',
  };
}

/** Refuses what is not served; how an alarm's tags look in a notification (ActionConfiguration) is not documented. */
function checkCriteria({ ActionConfiguration, EvaluationCriteria, EvaluationInterval }: JsonObject): void {
  if (ActionConfiguration !== undefined)
    throw validationError("The parameter ActionConfiguration is not served by SmallCart's embedded cloud.");
  if (EvaluationCriteria !== undefined)
    throw validationError("PromQL alarms (EvaluationCriteria) are not served by SmallCart's embedded cloud.");
  if (EvaluationInterval !== undefined)
    throw validationError('EvaluationInterval should not be set if MetricName or list of Metrics is set.');
}

function readDescription(members: Members): string | undefined {
  const description = members.string('AlarmDescription');
  if (description !== undefined && description.length > 1024)
    throw invalidValue('The parameter AlarmDescription must be shorter than 1025 characters.');
  return description;
}

function readRule(members: Members, subject: AlarmSubject): EvaluationRule {
  const evaluationPeriods = positive(members, 'EvaluationPeriods');
  if (evaluationPeriods === undefined)
    throw validationError('PutMetricAlarm request should have an EvaluationPeriods parameter');
  const datapointsToAlarm = positive(members, 'DatapointsToAlarm');
  if (datapointsToAlarm !== undefined && datapointsToAlarm > evaluationPeriods)
    throw validationError('DatapointsToAlarm must be less than or equal to EvaluationPeriods');
  return {
    evaluationPeriods,
    datapointsToAlarm: datapointsToAlarm ?? evaluationPeriods,
    namesDatapointsToAlarm: datapointsToAlarm !== undefined,
    treatMissingData: readTreatMissingData(members.string('TreatMissingData'), subject),
    ...readComparison(members),
  };
}

type Comparison =
  | Pick<Extract<EvaluationRule, { threshold: number }>, 'comparisonOperator' | 'threshold'>
  | Pick<Exclude<EvaluationRule, { threshold: number }>, 'comparisonOperator'>;

function readComparison(members: Members): Comparison {
  const operator = readEnum(members.string('ComparisonOperator'), COMPARISON_OPERATORS, 'comparisonOperator');
  const threshold = members.number('Threshold');
  const thresholdMetricId = members.string('ThresholdMetricId');
  if (threshold !== undefined && thresholdMetricId !== undefined)
    throw validationError('Threshold and ThresholdMetricId cannot both be set');
  switch (operator) {
    case 'GreaterThanOrEqualToThreshold':
    case 'GreaterThanThreshold':
    case 'LessThanThreshold':
    case 'LessThanOrEqualToThreshold':
      if (threshold === undefined || !Number.isFinite(threshold))
        throw validationError('PutMetricAlarm request should have valid Threshold parameter');
      return { comparisonOperator: operator, threshold };
    case 'LessThanLowerOrGreaterThanUpperThreshold':
    case 'LessThanLowerThreshold':
    case 'GreaterThanUpperThreshold':
      if (thresholdMetricId === undefined)
        throw validationError('ComparisonOperators for ranges require ThresholdMetricId to be set');
      return { comparisonOperator: operator };
    case undefined:
      throw validationError('PutMetricAlarm request should have a valid ComparisonOperator parameter');
    default:
      return operator satisfies never;
  }
}

function readTreatMissingData(value: string | undefined, subject: AlarmSubject): EvaluationRule['treatMissingData'] {
  if (value === undefined) return defaultTreatment(subject);
  const known = TREAT_MISSING_DATA.find((setting) => setting === value);
  if (known !== undefined) return known;
  throw validationError(
    `Option ${value} is not supported for parameter TreatMissingData. Supported options: [${TREAT_MISSING_DATA.join(', ')}]`,
  );
}

/**
 * AWS contradicts itself on the metrics of AWS/DynamoDB: by the API reference their alarms always ignore missing data, by the
 * newer User Guide only unless another option is chosen. The User Guide is followed here.
 */
function defaultTreatment(subject: AlarmSubject): EvaluationRule['treatMissingData'] {
  return subject.kind === 'metric' && subject.metric.namespace === 'AWS/DynamoDB' ? 'ignore' : 'missing';
}

function readLowSamples(members: Members, subject: AlarmSubject): 'evaluate' | 'ignore' | undefined {
  const value = members.string('EvaluateLowSampleCountPercentile');
  if (value === undefined) return undefined;
  if (value !== 'evaluate' && value !== 'ignore') {
    throw validationError(
      `Option ${value} is not supported for parameter EvaluateLowSampleCountPercentile. Supported options: [evaluate, ignore]`,
    );
  }
  if (subject.kind === 'metric' && subject.metric.statistic.kind !== 'percentile') {
    throw validationError(
      `Option evaluateLowSampleCountPercentile can not be applied with statistic ${subject.metric.stat}. This option is enabled only for percentile statistics.`,
    );
  }
  return value;
}

/** What alarms of a kind may not do (API reference "PutMetricAlarm"; the texts are ours). */
function checkActions(actions: AlarmDefinition['actions'], { kind }: AlarmSubject): void {
  const arns = Object.values(actions).flat();
  if (kind !== 'metric' && arns.some((arn) => /^arn:[^:]+:(automate|swf):/.test(arn)))
    throw validationError('EC2 actions are not supported on an alarm with a list of Metrics.');
  if (kind === 'band' && arns.some((arn) => /^arn:[^:]+:autoscaling:/.test(arn)))
    throw validationError('Auto Scaling actions are not supported on an alarm with ThresholdMetricId.');
}

/** How far an evaluation may look back: a day, with periods of an hour and more a week. */
function checkSpan(evaluationPeriods: number, periodSeconds: number): void {
  const [limit, span, than] = periodSeconds >= HOUR_SECONDS ? [WEEK_SECONDS, 'week', '>='] : [DAY_SECONDS, 'day', '<'];
  if (evaluationPeriods * periodSeconds <= limit) return;
  throw validationError(
    `Metrics cannot be checked across more than a ${span} (EvaluationPeriods * Period must be <= ${limit}) for alarms using period ${than} ${HOUR_SECONDS}`,
  );
}

function positive(members: Members, member: string): number | undefined {
  const value = members.integer(member);
  if (value !== undefined && value < 1)
    throw modelError(String(value), member, 'have value greater than or equal to 1');
  return value;
}

function modelError(value: string, member: string, constraint: string): Error {
  const at = `${member.charAt(0).toLowerCase()}${member.slice(1)}`;
  return validationError(
    `1 validation error detected: Value '${value}' at '${at}' failed to satisfy constraint: Member must ${constraint}`,
  );
}
