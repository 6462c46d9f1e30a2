import { createHash } from 'node:crypto';
import type { JsonObject, JsonValue } from '../../aws/json.ts';
import type { Alarm, HeldState } from '../alarms/alarm.ts';
import { formatOffsetTime } from '../alarms/format-time.ts';
import { suppressedReason } from '../composite/suppression.ts';
import { objects } from '../read-input.ts';

/** Which rule mutes an alarm's actions, and its window, as events tell it. */
export type MuteDetail = {
  readonly mutedByArn: string;
  readonly muteWindowStart: string;
  readonly muteWindowEnd: string;
};

/**
 * An alarm's change of state as EventBridge events and Lambda actions tell it (User Guide "Alarm events and EventBridge",
 * "Invoke a Lambda function from an alarm"); `alarm` has the new state.
 */
export function alarmData(alarm: Alarm, previous: HeldState, muteDetail?: MuteDetail): JsonObject {
  return {
    alarmName: alarm.name,
    state: stateData(alarm.state),
    previousState: stateData(previous),
    configuration: { ...description(alarm), ...subjectData(alarm) },
    ...(muteDetail && { muteDetail }),
  };
}

/** An alarm's whole configuration, as the events on its changes tell it. */
export function configurationData(alarm: Alarm): JsonObject {
  const { name, definition, configured } = alarm;
  return {
    ...(alarm.kind === 'metric' && ruleData(alarm.input)),
    ...subjectData(alarm),
    alarmName: name,
    ...description(alarm),
    actionsEnabled: definition.actionsEnabled,
    timestamp: formatOffsetTime(configured),
    okActions: definition.actions.OK,
    alarmActions: definition.actions.ALARM,
    insufficientDataActions: definition.actions.INSUFFICIENT_DATA,
  };
}

function stateData({ value, reason, reasonData, updated, suppression }: HeldState): JsonObject {
  return {
    ...(suppression && {
      actionsSuppressedBy: suppression.by,
      actionsSuppressedReason: suppressedReason(suppression),
    }),
    value,
    reason,
    ...(reasonData === undefined ? {} : { reasonData }),
    timestamp: formatOffsetTime(updated),
  };
}

function description({ definition }: Alarm): JsonObject {
  return definition.description === undefined ? {} : { description: definition.description };
}

const RULE_MEMBERS = [
  'EvaluationPeriods',
  'DatapointsToAlarm',
  'Threshold',
  'ThresholdMetricId',
  'ComparisonOperator',
  'EvaluateLowSampleCountPercentile',
];

function ruleData(input: JsonObject): JsonObject {
  const given = RULE_MEMBERS.filter((member) => input[member] !== undefined);
  return {
    ...Object.fromEntries(given.map((member) => [lowerFirst(member), input[member]])),
    treatMissingData: input.TreatMissingData ?? 'missing',
  };
}

function subjectData(alarm: Alarm): JsonObject {
  if (alarm.kind === 'metric') return { metrics: metricsData(alarm.arn, alarm.input) };
  const { alarmRule, suppressor } = alarm.definition;
  return {
    alarmRule,
    ...(suppressor && {
      actionsSuppressor: suppressor.alarm.text,
      actionsSuppressorWaitPeriod: suppressor.waitPeriod / 1000,
      actionsSuppressorExtensionPeriod: suppressor.extensionPeriod / 1000,
    }),
  };
}

function metricsData(arn: string, input: JsonObject): JsonObject[] {
  if (input.Metrics !== undefined) return objects(input.Metrics).map(queryData);
  const stat = input.Statistic ?? input.ExtendedStatistic;
  const metricStat = statData({ Metric: input, Period: input.Period, Stat: stat, Unit: input.Unit });
  return [{ id: lastingId(`${arn} ${JSON.stringify(metricStat)}`), metricStat, returnData: true }];
}

function queryData({ Id, Expression, Label, MetricStat, Period, AccountId, ReturnData }: JsonObject): JsonObject {
  const [metricStat] = objects([MetricStat ?? null]);
  return {
    ...present({ id: Id, expression: Expression, label: Label }),
    ...(metricStat && { metricStat: statData(metricStat) }),
    ...present({ period: Period, accountId: AccountId }),
    returnData: ReturnData ?? true,
  };
}

function statData({ Metric, Period, Stat, Unit }: JsonObject): JsonObject {
  const [metric = {}] = objects([Metric ?? null]);
  const dimensions = objects(metric.Dimensions).map(({ Name, Value }) => [String(Name), Value]);
  return {
    metric: {
      ...present({ namespace: metric.Namespace, name: metric.MetricName }),
      dimensions: Object.fromEntries(dimensions),
    },
    ...present({ period: Period, stat: Stat, unit: Unit }),
  };
}

function present(members: Readonly<Record<string, JsonValue | undefined>>): JsonObject {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined));
}

/** A UUID that is the same for the same text: CloudWatch gives the one metric of an alarm an id of its own. */
function lastingId(text: string): string {
  const hex = createHash('sha256').update(text).digest('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join('-');
}

function lowerFirst(text: string): string {
  return `${text.charAt(0).toLowerCase()}${text.slice(1)}`;
}
