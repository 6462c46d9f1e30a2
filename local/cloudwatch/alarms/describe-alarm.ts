import type { JsonObject } from '../../aws/json.ts';
import { wireTime } from '../read-input.ts';
import type { MetricAlarm } from './alarm.ts';

const COPIED = [
  'MetricName',
  'Namespace',
  'Statistic',
  'ExtendedStatistic',
  'Period',
  'Unit',
  'EvaluationPeriods',
  'DatapointsToAlarm',
  'Threshold',
  'ComparisonOperator',
  'TreatMissingData',
  'EvaluateLowSampleCountPercentile',
  'Metrics',
];

/** An alarm's configuration in the members of DescribeAlarms. */
export function describeConfiguration({ name, arn, input, definition, configured }: MetricAlarm): JsonObject {
  return {
    AlarmName: name,
    AlarmArn: arn,
    ...(definition.description === undefined ? {} : { AlarmDescription: definition.description }),
    AlarmConfigurationUpdatedTimestamp: wireTime(configured),
    ActionsEnabled: definition.actionsEnabled,
    OKActions: definition.actions.OK,
    AlarmActions: definition.actions.ALARM,
    InsufficientDataActions: definition.actions.INSUFFICIENT_DATA,
    Dimensions: input.Dimensions ?? [],
    ...Object.fromEntries(COPIED.flatMap((member) => (input[member] === undefined ? [] : [[member, input[member]]]))),
  };
}

/** An alarm as DescribeAlarms answers it. */
export function describeAlarm(alarm: MetricAlarm): JsonObject {
  const { state } = alarm;
  return {
    ...describeConfiguration(alarm),
    StateValue: state.value,
    StateReason: state.reason,
    ...(state.reasonData === undefined ? {} : { StateReasonData: state.reasonData }),
    StateUpdatedTimestamp: wireTime(state.updated),
    StateTransitionedTimestamp: wireTime(state.transitioned),
  };
}
