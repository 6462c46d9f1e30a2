import type { JsonObject } from '../../aws/json.ts';
import { suppressedReason } from '../composite/suppression.ts';
import { wireTime } from '../read-input.ts';
import type { Alarm } from './alarm.ts';

const COPIED = {
  metric: [
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
    'ThresholdMetricId',
    'EvaluationWindow',
    'WarmUpConfiguration',
  ],
  composite: ['AlarmRule', 'ActionsSuppressor', 'ActionsSuppressorWaitPeriod', 'ActionsSuppressorExtensionPeriod'],
} as const;

/** An alarm's configuration in the members of DescribeAlarms. */
export function describeConfiguration({ kind, name, arn, input, definition, configured }: Alarm): JsonObject {
  return {
    AlarmName: name,
    AlarmArn: arn,
    ...(definition.description === undefined ? {} : { AlarmDescription: definition.description }),
    AlarmConfigurationUpdatedTimestamp: wireTime(configured),
    ActionsEnabled: definition.actionsEnabled,
    OKActions: definition.actions.OK,
    AlarmActions: definition.actions.ALARM,
    InsufficientDataActions: definition.actions.INSUFFICIENT_DATA,
    ...(kind === 'metric' && { Dimensions: input.Dimensions ?? [] }),
    ...Object.fromEntries(
      COPIED[kind].flatMap((member) => (input[member] === undefined ? [] : [[member, input[member]]])),
    ),
  };
}

/** An alarm as DescribeAlarms answers it. */
export function describeAlarm(alarm: Alarm): JsonObject {
  const { value, reason, reasonData, evaluationState, updated, transitioned, suppression } = alarm.state;
  return {
    ...describeConfiguration(alarm),
    StateValue: value,
    StateReason: reason,
    ...(reasonData === undefined ? {} : { StateReasonData: reasonData }),
    ...(evaluationState === undefined ? {} : { EvaluationState: evaluationState }),
    StateUpdatedTimestamp: wireTime(updated),
    StateTransitionedTimestamp: wireTime(transitioned),
    ...(suppression && {
      ActionsSuppressedBy: suppression.by,
      ActionsSuppressedReason: suppressedReason(suppression),
    }),
  };
}
