import type { JsonObject } from '../../aws/json.ts';
import type { Alarm, HeldState } from '../alarms/alarm.ts';
import { formatOffsetTime } from '../alarms/format-time.ts';
import { alarmData } from './alarm-data.ts';
import type { Place } from './alarm-event.ts';

/** What CloudWatch invokes a function with (User Guide "Invoke a Lambda function from an alarm"); `alarm` has the new state. */
export function lambdaPayload(alarm: Alarm, previous: HeldState, { region, accountId }: Place): JsonObject {
  return {
    source: 'aws.cloudwatch',
    alarmArn: alarm.arn,
    accountId,
    time: formatOffsetTime(alarm.state.updated),
    region,
    alarmData: alarmData(alarm, previous),
  };
}
