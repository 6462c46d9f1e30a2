import { isJsonObject, type JsonObject, parseJsonObject } from '../../aws/json.ts';
import type { Place } from '../actions/alarm-event.ts';
import { objects } from '../read-input.ts';
import { regionName } from '../region-name.ts';
import type { Alarm, HeldState } from './alarm.ts';
import { formatOffsetTime } from './format-time.ts';
import { alarmTrigger } from './trigger.ts';

/** What CloudWatch publishes to an SNS topic. */
export type AlarmNotification = { readonly subject: string; readonly message: string };

/** Subject and JSON message of a state change, as CloudWatch sends them to SNS; `alarm` has the new state. */
export function alarmNotification(alarm: Alarm, previous: HeldState, { region, accountId }: Place): AlarmNotification {
  const { name, arn, definition, state, configured } = alarm;
  const message = {
    AlarmName: name,
    AlarmDescription: definition.description ?? null,
    AWSAccountId: accountId,
    AlarmConfigurationUpdatedTimestamp: formatOffsetTime(configured),
    NewStateValue: state.value,
    NewStateReason: state.reason,
    StateChangeTime: formatOffsetTime(state.updated),
    Region: regionName(region),
    AlarmArn: arn,
    OldStateValue: previous.value,
    OKActions: definition.actions.OK,
    AlarmActions: definition.actions.ALARM,
    InsufficientDataActions: definition.actions.INSUFFICIENT_DATA,
    ...subject(alarm),
  };
  return { subject: subjectLine(name, state, region), message: JSON.stringify(message) };
}

/** What the alarm is on: a metric alarm's trigger, or a composite alarm's rule and suppressor and the children that decided. */
function subject(alarm: Alarm): JsonObject {
  if (alarm.kind === 'metric') return { Trigger: alarmTrigger(alarm) };
  const { alarmRule, suppressor } = alarm.definition;
  return {
    AlarmRule: alarmRule,
    ...(suppressor && {
      ActionsSuppressor: suppressor.alarm.text,
      ActionsSuppressorWaitPeriod: suppressor.waitPeriod / 1000,
      ActionsSuppressorExtensionPeriod: suppressor.extensionPeriod / 1000,
    }),
    TriggeringChildren: triggeringChildren(alarm.state.reasonData),
  };
}

/** The triggering alarms of the state reason data, in the spelling of notifications; none when the state was set by hand. */
function triggeringChildren(reasonData = '{}'): JsonObject[] {
  return objects(parseJsonObject(reasonData)?.triggeringAlarms).map(({ arn, state }) => ({
    Arn: arn,
    State: isJsonObject(state) ? { Value: state.value, Timestamp: state.timestamp } : {},
  }));
}

/** SNS takes subjects of fewer than 100 characters. */
function subjectLine(name: string, state: HeldState, region: string): string {
  const subject = `${state.value}: "${name}" in ${regionName(region)}`;
  return subject.length < 100 ? subject : `${subject.slice(0, 96)}...`;
}
