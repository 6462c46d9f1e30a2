import { regionName } from '../region-name.ts';
import type { MetricAlarm } from './alarm.ts';
import type { AlarmState } from './alarm-definition.ts';
import { formatOffsetTime } from './format-time.ts';
import { alarmTrigger } from './trigger.ts';

/** What CloudWatch publishes to an SNS topic. */
export type AlarmNotification = { readonly subject: string; readonly message: string };

/** Subject and JSON message of a state change, as CloudWatch sends them to SNS; `alarm` has the new state. */
export function alarmNotification(
  alarm: MetricAlarm,
  previous: AlarmState,
  { region, accountId }: { readonly region: string; readonly accountId: string },
): AlarmNotification {
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
    Trigger: alarmTrigger(alarm),
  };
  return { subject: subjectLine(name, state, region), message: JSON.stringify(message) };
}

/** SNS takes subjects of fewer than 100 characters. */
function subjectLine(name: string, state: AlarmState, region: string): string {
  const subject = `${state.value}: "${name}" in ${regionName(region)}`;
  return subject.length < 100 ? subject : `${subject.slice(0, 96)}...`;
}
