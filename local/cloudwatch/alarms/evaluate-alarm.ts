import type { StateValue, TreatMissingData } from '../../../monitoring/cloudwatch.ts';
import type { EvaluationRule, StaticOperator } from './alarm-definition.ts';

/** One period of the evaluation range; `value` is undefined where data is missing. */
export type AlarmDatapoint = {
  readonly timestamp: number;
  readonly value: number | undefined;
  readonly sampleCount?: number;
};

/** A datapoint with data. */
export type RealDatapoint = AlarmDatapoint & { readonly value: number };

/** On what a decision rests: real datapoints, those and filled ones, or nothing known. */
export type Because =
  | { readonly kind: 'datapoints'; readonly counted: readonly RealDatapoint[]; readonly outOf: number }
  | {
      readonly kind: 'filled';
      readonly real: number;
      readonly filled: number;
      readonly as: 'breaching' | 'notBreaching';
    }
  | { readonly kind: 'unknown'; readonly count: number };

/** What one evaluation gives: a state and its grounds, or the order to keep the state as it is. */
export type Decision =
  | { readonly kind: 'retain' }
  | {
      readonly kind: 'state';
      readonly state: StateValue;
      readonly because: Because;
      /** The datapoints looked at, newest first. */
      readonly evaluated: readonly AlarmDatapoint[];
    };

/** How many periods are fetched beyond the evaluation periods; AWS says only "more than"; its example for N = 3 is 5. */
const EXTRA_PERIODS = 2;

/** How many of the newest periods an evaluation looks at: the evaluation range. */
export function evaluationRange(evaluationPeriods: number): number {
  return evaluationPeriods + EXTRA_PERIODS;
}

/**
 * Decides an alarm's state from its evaluation range, newest datapoint first (User Guide "Configuring how CloudWatch alarms
 * treat missing data"). With at least N real datapoints the last N real ones decide and the setting does not matter;
 * with fewer the missing ones are treated as the setting says. Where only too young breaching datapoints exist, AWS
 * documents that the alarm does not go to ALARM but not what it does: `missing` gives INSUFFICIENT_DATA here, `ignore` keeps the state.
 */
export function evaluateAlarm(rule: EvaluationRule, datapoints: readonly AlarmDatapoint[]): Decision {
  const range = datapoints.slice(0, evaluationRange(rule.evaluationPeriods));
  const real = range.filter(isReal);
  if (real.length >= rule.evaluationPeriods) return byDatapoints(rule, real.slice(0, rule.evaluationPeriods));
  const treat = rule.treatMissingData;
  switch (treat) {
    case 'breaching':
    case 'notBreaching':
      return byFilling(rule, range, real, treat);
    case 'missing':
    case 'ignore':
      return bySparseDatapoints(rule, range, real, treat);
    default:
      return treat satisfies never;
  }
}

/** Whether a value breaches the threshold. */
export function breaches(operator: StaticOperator, value: number, threshold: number): boolean {
  switch (operator) {
    case 'GreaterThanOrEqualToThreshold':
      return value >= threshold;
    case 'GreaterThanThreshold':
      return value > threshold;
    case 'LessThanThreshold':
      return value < threshold;
    case 'LessThanOrEqualToThreshold':
      return value <= threshold;
    default:
      return operator satisfies never;
  }
}

function isReal(datapoint: AlarmDatapoint): datapoint is RealDatapoint {
  return datapoint.value !== undefined;
}

/** M of the given real datapoints breach, or they do not. */
function byDatapoints(rule: EvaluationRule, real: readonly RealDatapoint[]): Decision {
  const breaching = real.filter(({ value }) => breaches(rule.comparisonOperator, value, rule.threshold));
  const alarming = breaching.length >= rule.datapointsToAlarm;
  const counted = alarming ? breaching : real.filter((datapoint) => !breaching.includes(datapoint));
  return {
    kind: 'state',
    state: alarming ? 'ALARM' : 'OK',
    because: { kind: 'datapoints', counted, outOf: real.length },
    evaluated: real,
  };
}

/** Too few real datapoints: each missing one of the N counts as breaching or as not breaching. */
function byFilling(
  rule: EvaluationRule,
  range: readonly AlarmDatapoint[],
  real: readonly RealDatapoint[],
  as: 'breaching' | 'notBreaching',
): Decision {
  const filled = rule.evaluationPeriods - real.length;
  const breaching = countBreaching(rule, real) + (as === 'breaching' ? filled : 0);
  return {
    kind: 'state',
    state: breaching >= rule.datapointsToAlarm ? 'ALARM' : 'OK',
    because: { kind: 'filled', real: real.length, filled, as },
    evaluated: withNewestMissing(range, filled),
  };
}

/** Too few real datapoints and no value for the missing ones: the premature-alarm rule. */
function bySparseDatapoints(
  rule: EvaluationRule,
  range: readonly AlarmDatapoint[],
  real: readonly RealDatapoint[],
  treat: Extract<TreatMissingData, 'missing' | 'ignore'>,
): Decision {
  const breaching = countBreaching(rule, real);
  const onlyBreaching = breaching === real.length;
  if (breaching < rule.datapointsToAlarm && onlyBreaching) {
    if (treat === 'ignore') return { kind: 'retain' };
    if (!hasBreachOfAge(range, rule.datapointsToAlarm)) return unknown(rule, range, real);
  }
  const alarming = breaching >= rule.datapointsToAlarm || onlyBreaching;
  const counted = real.filter(({ value }) => breaches(rule.comparisonOperator, value, rule.threshold) === alarming);
  return {
    kind: 'state',
    state: alarming ? 'ALARM' : 'OK',
    because: { kind: 'datapoints', counted, outOf: real.length },
    evaluated: withNewestMissing(range, rule.evaluationPeriods - real.length),
  };
}

function unknown(rule: EvaluationRule, range: readonly AlarmDatapoint[], real: readonly RealDatapoint[]): Decision {
  const count = rule.evaluationPeriods - real.length;
  return {
    kind: 'state',
    state: 'INSUFFICIENT_DATA',
    because: { kind: 'unknown', count },
    evaluated: withNewestMissing(range, count),
  };
}

function countBreaching(rule: EvaluationRule, real: readonly RealDatapoint[]): number {
  return real.filter(({ value }) => breaches(rule.comparisonOperator, value, rule.threshold)).length;
}

/** Whether the oldest real datapoint is at least `age` periods old, the newest period having age 1. */
function hasBreachOfAge(range: readonly AlarmDatapoint[], age: number): boolean {
  return range.findLastIndex(isReal) + 1 >= age;
}

/** The real datapoints of the range and its newest missing ones, as many as are filled. */
function withNewestMissing(range: readonly AlarmDatapoint[], filled: number): AlarmDatapoint[] {
  let left = filled;
  return range.filter((datapoint) => isReal(datapoint) || left-- > 0);
}
