import type { SQSRecord } from 'aws-lambda';
import { NOTICE_EVENT, STATE_EVENT } from '../../../functions/event-rules.ts';
import type { AlarmCategory } from '../../../monitoring/alarms/alarm-definition.ts';
import type { StateValue } from '../../../monitoring/cloudwatch.ts';
import type { Severity } from '../../../monitoring/resources.ts';
import { queuedMessage } from './queued-message.ts';

/** What a test says of an alarm. */
export type Said = {
  readonly name: string;
  readonly state?: StateValue;
  /** Epoch milliseconds. */
  readonly at: number;
  readonly group?: string;
  readonly severity?: Severity;
  readonly category?: AlarmCategory;
  readonly reason?: string;
};

const MINUTE_OF_RECEIPT = 1_000;

function record(body: object, at: number, count = 1): SQSRecord {
  const made = queuedMessage(JSON.stringify(body));
  const attributes = {
    ...made.attributes,
    ApproximateReceiveCount: String(count),
    ApproximateFirstReceiveTimestamp: String(at + MINUTE_OF_RECEIPT),
  };
  return { ...made, messageId: `message-${JSON.stringify(body).length}-${at}`, attributes };
}

function description({ name, group = 'shop', severity = 'critical', category = 'service' }: Said): string {
  return `Users notice ${name}.\ntitle: Alarm ${name}\nseverity: ${severity}\ncategory: ${category}\ngroup: ${group}\nrunbook: ${name}.md`;
}

const REASON =
  'Threshold Crossed: 1 out of the last 1 datapoints [7.5 (21/11/26 09:00:00)] was greater than the threshold (5.0) (minimum 1 datapoint for OK -> ALARM transition).';

const offsetTime = (at: number): string => new Date(at).toISOString().replace('Z', '+0000');

/** The message by which an alarm's action says its state; received `count` times so far. */
export function action(said: Said, count = 1): SQSRecord {
  const { name, state = 'ALARM', at, severity = 'critical', reason = REASON } = said;
  const message = {
    AlarmName: `smallcart-test-${name}`,
    AlarmDescription: description(said),
    NewStateValue: state,
    NewStateReason: reason,
    StateChangeTime: offsetTime(at),
  };
  const sns = {
    Type: 'Notification',
    MessageId: `${name}-${state}-${at}`,
    TopicArn: `arn:aws:sns:us-east-1:000000000000:smallcart-test-${severity}`,
    Timestamp: new Date(at).toISOString(),
    Message: JSON.stringify(message),
  };
  return record(sns, at, count);
}

/** The event by which EventBridge says it. */
export function stateEvent(said: Said): SQSRecord {
  const { name, state = 'ALARM', at, reason = REASON } = said;
  const detail = {
    alarmName: `smallcart-test-${name}`,
    state: { value: state, reason, timestamp: offsetTime(at) },
    configuration: { description: description(said) },
  };
  return record({ 'detail-type': STATE_EVENT, source: 'aws.cloudwatch', detail }, at);
}

/** The event of a notice. */
export function noticeEvent(detail: object, at: number): SQSRecord {
  return record({ 'detail-type': NOTICE_EVENT, source: 'smallcart', detail }, at);
}
