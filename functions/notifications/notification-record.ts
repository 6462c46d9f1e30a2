import type { SQSRecord } from 'aws-lambda';
import { STATE_VALUES, type StateValue } from '../../monitoring/cloudwatch.ts';
import { SEVERITIES, type Severity } from '../../monitoring/resources.ts';
import { membersOf, parseSnsMessage, type SnsMessage } from './sns-message.ts';

/** What the table keeps of a message that went out to people. */
export type NotificationRecord = {
  /** SNS's message id: the same for every delivery of the same message. SQS's when the message is not SNS's. */
  id: string;
  /** When it was published, ISO 8601. */
  at: string;
  /** The topic's name; the queue's when no topic sent the message. */
  topic: string;
  severity: Severity;
  subject: string;
  body: string;
  /** Name of the alarm that it speaks of; absent when the message is no alarm's. */
  alarm?: string;
  state?: StateValue;
  reason?: string;
};

type AlarmFacts = Pick<NotificationRecord, 'alarm' | 'state' | 'reason'>;

/** The members of CloudWatch's alarm message that are kept; a message of any other shape has none of them. */
function alarmFacts(message: string): AlarmFacts {
  const { AlarmName, NewStateValue, NewStateReason } = membersOf(message);
  const state = STATE_VALUES.find((each) => each === NewStateValue);
  return {
    ...(typeof AlarmName === 'string' && AlarmName !== '' ? { alarm: AlarmName } : {}),
    ...(state === undefined ? {} : { state }),
    ...(typeof NewStateReason === 'string' && NewStateReason !== '' ? { reason: NewStateReason } : {}),
  };
}

/** The severity topics are named after their severity; a topic that is not is worth a look in working hours. */
function severityOf(topic: string): Severity {
  return SEVERITIES.find((severity) => topic.endsWith(severity)) ?? 'warning';
}

/** What SNS would have said of a message that somebody else put into the queue: its body is the text. */
function plainMessage({ messageId, eventSourceARN, attributes, body }: SQSRecord): SnsMessage {
  const Timestamp = new Date(Number(attributes.SentTimestamp)).toISOString();
  return { MessageId: messageId, TopicArn: eventSourceARN, Timestamp, Subject: undefined, Message: body };
}

/** The record of what one queue message says; a message that is not an alarm's, or not SNS's, is kept as the text that it is. */
export function notificationRecord(queued: SQSRecord): NotificationRecord {
  const { MessageId, TopicArn, Timestamp, Subject, Message } = parseSnsMessage(queued.body) ?? plainMessage(queued);
  const topic = TopicArn.split(':').at(-1) ?? TopicArn;
  const facts = alarmFacts(Message);
  return {
    id: MessageId,
    at: new Date(Timestamp).toISOString(),
    topic,
    severity: severityOf(topic),
    subject: Subject || facts.alarm || Message.slice(0, 100) || '(no subject)',
    body: Message,
    ...facts,
  };
}
