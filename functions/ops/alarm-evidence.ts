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

/** What a metric alarm found, and what it takes to raise it. */
function found(alarm: MetricAlarm, points: readonly EvidencePoint[]): string {
  const { ComparisonOperator = '', Threshold, EvaluationPeriods = 1, DatapointsToAlarm = EvaluationPeriods } = alarm;
  const side = WORDS[ComparisonOperator] ?? ComparisonOperator;
  const missing = points.filter(({ value }) => value === undefined).length;
  const breaching = points.filter((point) => point.breaching && point.value !== undefined).length;
  const limit = Threshold === undefined ? side : `${side} ${rounded(Threshold)}`;
  const gaps = missing === 0 ? '' : ` and ${were(missing)} missing`;
  const looked = points.length === 1 ? 'Of the last datapoint' : `Of the last ${points.length} datapoints`;
  return `${looked}, ${were(breaching)} ${limit}${gaps}; it takes ${DatapointsToAlarm} of ${EvaluationPeriods} to raise the alarm.`;
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
