import type { StateValue } from '../../../monitoring/cloudwatch.ts';
import type { EvaluationRule } from './alarm-definition.ts';

/** The values between which an anomaly detection band lies. */
export type Bounds = { readonly lower: number; readonly upper: number };

/** One period of the evaluation range; `value` is undefined where data is missing. */
export type AlarmDatapoint = {
  readonly timestamp: number;
  readonly value: number | undefined;
  readonly sampleCount?: number;
  /** The band at this period, for an alarm that compares with one. */
  readonly band?: Bounds;
};

/** A datapoint with data. */
export type RealDatapoint = AlarmDatapoint & { readonly value: number };

/** What one evaluation gives: a state, or the order to keep the state as it is. */
export type Decision = StateValue | 'retain';

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
export function decideState(rule: EvaluationRule, datapoints: readonly AlarmDatapoint[]): Decision {
  const { evaluationPeriods, datapointsToAlarm, treatMissingData } = rule;
  const range = Math.min(datapoints.length, evaluationRange(evaluationPeriods));
  let real = 0;
  let breaching = 0;
  let oldestAge = 0;
  for (let index = 0; index < range && real < evaluationPeriods; index++) {
    const datapoint = datapoints[index];
    if (datapoint === undefined || !isReal(datapoint)) continue;
    real++;
    oldestAge = index + 1;
    if (breaches(rule, datapoint)) breaching++;
  }
  const missing = evaluationPeriods - real;
  const filled = treatMissingData === 'breaching' ? missing : 0;
  if (breaching + filled >= datapointsToAlarm) return 'ALARM';
  const open = missing > 0 && breaching === real && (treatMissingData === 'missing' || treatMissingData === 'ignore');
  if (!open) return 'OK';
  if (treatMissingData === 'ignore') return 'retain';
  return real > 0 && oldestAge >= datapointsToAlarm ? 'ALARM' : 'INSUFFICIENT_DATA';
}

/** Whether a datapoint breaches the threshold, or lies outside its band on the side that the alarm watches. */
export function breaches(rule: EvaluationRule, { value, band }: RealDatapoint): boolean {
  switch (rule.comparisonOperator) {
    case 'GreaterThanOrEqualToThreshold':
      return value >= rule.threshold;
    case 'GreaterThanThreshold':
      return value > rule.threshold;
    case 'LessThanThreshold':
      return value < rule.threshold;
    case 'LessThanOrEqualToThreshold':
      return value <= rule.threshold;
    case 'LessThanLowerOrGreaterThanUpperThreshold':
      return band !== undefined && (value < band.lower || value > band.upper);
    case 'LessThanLowerThreshold':
      return band !== undefined && value < band.lower;
    case 'GreaterThanUpperThreshold':
      return band !== undefined && value > band.upper;
    default:
      return rule satisfies never;
  }
}

/** The datapoints that an evaluation rests on, newest first: the last N real ones, and the newest missing ones when they are fewer. */
export function grounds(
  { evaluationPeriods }: EvaluationRule,
  datapoints: readonly AlarmDatapoint[],
): { readonly real: readonly RealDatapoint[]; readonly missing: readonly AlarmDatapoint[] } {
  const range = datapoints.slice(0, evaluationRange(evaluationPeriods));
  const real = range.filter(isReal).slice(0, evaluationPeriods);
  const missing = range.filter((datapoint) => !isReal(datapoint)).slice(0, evaluationPeriods - real.length);
  return { real, missing };
}

function isReal(datapoint: AlarmDatapoint): datapoint is RealDatapoint {
  return datapoint.value !== undefined;
}
