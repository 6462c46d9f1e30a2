import { suppressedReason } from '../composite/suppression.ts';
import type { Alarm, HeldState } from './alarm.ts';
import type { HistoryItem } from './alarm-history.ts';
import { describeConfiguration } from './describe-alarm.ts';
import { formatOffsetTime } from './format-time.ts';

const VERBS = { Create: 'created', Update: 'updated', Delete: 'deleted' } as const;

/** The history's line on a change of an alarm's configuration. */
export function configurationItem(alarm: Alarm, type: keyof typeof VERBS, at: number): HistoryItem {
  const verb = VERBS[type];
  const data = { version: '1.0', type, [`${verb}Alarm`]: describeConfiguration(alarm) };
  return item(alarm, at, 'ConfigurationUpdate', `Alarm "${alarm.name}" ${verb}`, data);
}

/** The history's line on a change of state; `alarm` has the new one. */
export function stateItem(alarm: Alarm, previous: HeldState): HistoryItem {
  const data = { version: '1.0', oldState: stateData(previous), newState: stateData(alarm.state) };
  const summary = `Alarm updated from ${previous.value} to ${alarm.state.value}`;
  return item(alarm, alarm.state.updated, 'StateUpdate', summary, data);
}

/** The history's line on an action that was taken, or failed for the error given. */
export function actionItem(
  alarm: Alarm,
  action: string,
  publishedMessage: string | null,
  error: string | null,
  at: number,
): HistoryItem {
  const data = {
    actionState: error === null ? 'Succeeded' : 'Failed',
    stateUpdateTimestamp: formatOffsetTime(alarm.state.updated),
    notificationResource: action,
    publishedMessage,
    error,
  };
  const summary =
    error === null
      ? `Successfully executed action ${action}`
      : `Failed to execute action ${action}. Received error: "${error}"`;
  return item(alarm, at, 'Action', summary, data);
}

function item(alarm: Alarm, at: number, type: HistoryItem['type'], summary: string, data: unknown): HistoryItem {
  const alarmType = alarm.kind === 'metric' ? 'MetricAlarm' : 'CompositeAlarm';
  return { alarm: alarm.name, alarmType, at, type, summary, data: JSON.stringify(data) };
}

function stateData({ value, reason, reasonData, suppression }: HeldState) {
  return {
    stateValue: value,
    stateReason: reason,
    ...(reasonData !== undefined && { stateReasonData: parseOrText(reasonData) }),
    ...(suppression && {
      actionsSuppressedBy: suppression.by,
      actionsSuppressedReason: suppressedReason(suppression),
    }),
  };
}

/** Reason data is JSON, but not every caller of SetAlarmState was held to that. */
function parseOrText(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
