import type { CompositeAlarm, MetricAlarm } from '@aws-sdk/client-cloudwatch';
import type { Evidence, EvidencePoint } from './alarm-responses.ts';
import { alarmState } from './alarms.ts';
import { readReasonData } from './state-reason-data.ts';

const WORDS: Readonly<Record<string, string>> = {
  GreaterThanThreshold: 'above',
  GreaterThanOrEqualToThreshold: 'at or above',
  LessThanThreshold: 'below',
  LessThanOrEqualToThreshold: 'at or below',
  GreaterThanUpperThreshold: 'above the band',
  LessThanLowerThreshold: 'below the band',
  LessThanLowerOrGreaterThanUpperThreshold: 'outside the band',
};

const rounded = (value: number): string => String(Math.round(value * 1000) / 1000);
const were = (count: number): string => (count === 1 ? '1 was' : `${count === 0 ? 'none' : count} were`);

/** Where the datapoints that raise the alarm are, such as `above 5`. */
function side({ ComparisonOperator, Threshold }: MetricAlarm): string {
  const word = WORDS[ComparisonOperator ?? ''] ?? String(ComparisonOperator);
  return Threshold === undefined ? word : `${word} ${rounded(Threshold)}`;
}

function foundOne(alarm: MetricAlarm, { value, breaching }: EvidencePoint): string {
  if (value === undefined) return 'The last datapoint was missing';
  return `The last datapoint, ${rounded(value)}, was ${breaching ? '' : 'not '}${side(alarm)}`;
}

function foundMany(alarm: MetricAlarm, points: readonly EvidencePoint[]): string {
  const missing = points.filter(({ value }) => value === undefined).length;
  const breaching = points.filter((point) => point.breaching && point.value !== undefined).length;
  const gaps = missing === 0 ? '' : ` and ${were(missing)} missing`;
  return `Of the last ${points.length} datapoints, ${were(breaching)} ${side(alarm)}${gaps}`;
}

/** What a metric alarm found, and what it takes to raise it. */
function found(alarm: MetricAlarm, points: readonly EvidencePoint[]): string {
  const { EvaluationPeriods = 1, DatapointsToAlarm = EvaluationPeriods } = alarm;
  const [first] = points;
  const what = points.length === 1 && first !== undefined ? foundOne(alarm, first) : foundMany(alarm, points);
  return `${what}; it takes ${DatapointsToAlarm} of ${EvaluationPeriods} to raise the alarm.`;
}

/** What decided about the state of a metric alarm, with the datapoints. */
export function metricEvidence(alarm: MetricAlarm): Evidence {
  const { StateReasonData: data, ComparisonOperator, TreatMissingData, StateReason: reason = '' } = alarm;
  const { queriedAt, points } = readReasonData(data, ComparisonOperator, TreatMissingData);
  const words = points.length === 0 ? reason : found(alarm, points);
  return { words, ...(queriedAt !== undefined && { queriedAt }), points: [...points], triggers: [] };
}

/** What decided about the state of a composite alarm: which of its alarms. */
export function compositeEvidence({ StateReasonData: data, StateReason: reason = '' }: CompositeAlarm): Evidence {
  const triggers = readReasonData(data).triggers.flatMap(({ arn, state, at }) => {
    const known = alarmState(state);
    return known === undefined ? [] : [{ name: arn.replace(/^arn:.*:alarm:/, ''), state: known, at }];
  });
  const told = triggers.map(({ name, state }) => `${name} went into ${state}.`).join(' ');
  return { words: told === '' ? reason : told, points: [], triggers };
}
