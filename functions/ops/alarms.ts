import type { AlarmHistoryItem as AwsHistoryItem, CompositeAlarm, MetricAlarm } from '@aws-sdk/client-cloudwatch';
import { STATE_VALUES } from '../../monitoring/cloudwatch.ts';
import { alarmCondition } from './alarm-condition.ts';
import { parseAlarmDescription } from './alarm-description.ts';
import type { Alarm, AlarmHistoryItem, AlarmState, Severity } from './responses.ts';

const STATE_ORDER: Readonly<Record<AlarmState, number>> = { ALARM: 0, INSUFFICIENT_DATA: 1, OK: 2 };
const SEVERITY_ORDER: Readonly<Record<Severity, number>> = { critical: 0, warning: 1, info: 2 };

/** A state as CloudWatch spells it, or undefined for anything else. */
export function alarmState(value: unknown): AlarmState | undefined {
  return STATE_VALUES.find((state) => state === value);
}

function common(alarm: MetricAlarm | CompositeAlarm): Omit<Alarm, 'condition' | 'type'> {
  const name = alarm.AlarmName ?? '';
  const { title = name, ...description } = parseAlarmDescription(alarm.AlarmDescription ?? '');
  const since = alarm.StateTransitionedTimestamp ?? alarm.StateUpdatedTimestamp;
  return {
    name,
    title,
    ...description,
    state: alarmState(alarm.StateValue) ?? 'INSUFFICIENT_DATA',
    reason: alarm.StateReason ?? '',
    since: since?.toISOString() ?? '',
    actionsEnabled: alarm.ActionsEnabled ?? false,
    acting: (alarm.AlarmActions ?? []).length > 0,
  };
}

/** DescribeAlarms' MetricAlarm as the console shows it. */
export function metricAlarm(alarm: MetricAlarm): Alarm {
  return {
    ...common(alarm),
    type: 'metric',
    condition: alarmCondition(alarm),
    ...(alarm.Threshold === undefined ? {} : { threshold: alarm.Threshold }),
    ...(alarm.TreatMissingData === undefined ? {} : { missingData: alarm.TreatMissingData }),
  };
}

const ARN = /^arn:.*:alarm:/;

/** Names of the alarms that an AlarmRule looks at, in its order; it names them in quotation marks, or by ARN. */
function membersOf(rule: string): string[] {
  const named = [...rule.matchAll(/\(\s*(?:"([^"]+)"|'([^']+)'|([^\s()"']+))\s*\)/g)];
  return [...new Set(named.map(([, double, single, bare]) => (double ?? single ?? bare ?? '').replace(ARN, '')))];
}

/** DescribeAlarms' CompositeAlarm as the console shows it. */
export function compositeAlarm(alarm: CompositeAlarm): Alarm {
  const { AlarmRule: rule = '', ActionsSuppressor: suppressor, ActionsSuppressedReason: suppressed } = alarm;
  return {
    ...common(alarm),
    ...{ type: 'composite', condition: rule, members: membersOf(rule) },
    ...(suppressor === undefined ? {} : { suppressor: suppressor.replace(ARN, '') }),
    ...(suppressed === undefined ? {} : { suppressed }),
  };
}

/** What needs a person comes first: by state, then severity, then title. */
export function byUrgency(a: Alarm, b: Alarm): number {
  return (
    STATE_ORDER[a.state] - STATE_ORDER[b.state] ||
    SEVERITY_ORDER[a.severity] - SEVERITY_ORDER[b.severity] ||
    a.title.localeCompare(b.title)
  );
}

type StateChange = { stateValue?: unknown; stateReason?: unknown };

function stateChange(value: unknown): StateChange {
  return typeof value === 'object' && value !== null ? value : {};
}

/** HistoryData is JSON of a shape that differs by type; what cannot be read is left out. */
function transition(data: string | undefined): Pick<AlarmHistoryItem, 'from' | 'to' | 'reason'> {
  let parsed: { oldState?: unknown; newState?: unknown };
  try {
    parsed = JSON.parse(data ?? '{}') ?? {};
  } catch {
    return {};
  }
  const from = alarmState(stateChange(parsed.oldState).stateValue);
  const to = alarmState(stateChange(parsed.newState).stateValue);
  const reason = stateChange(parsed.newState).stateReason;
  return {
    ...(from === undefined ? {} : { from }),
    ...(to === undefined ? {} : { to }),
    ...(typeof reason === 'string' ? { reason } : {}),
  };
}

/** DescribeAlarmHistory's item as the console shows it. */
export function historyItem(item: AwsHistoryItem): AlarmHistoryItem {
  return {
    at: item.Timestamp?.toISOString() ?? '',
    type: item.HistoryItemType ?? '',
    summary: item.HistorySummary ?? '',
    ...(item.HistoryItemType === 'StateUpdate' ? transition(item.HistoryData) : {}),
  };
}
