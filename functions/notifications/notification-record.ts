import type { SNSEventRecord } from 'aws-lambda';

const SEVERITIES = ['critical', 'warning', 'info'] as const;
const STATES = ['OK', 'ALARM', 'INSUFFICIENT_DATA'] as const;

/** What the table keeps of a message that went out to people. */
export type NotificationRecord = {
  /** SNS's message id: the same for every delivery of the same message. */
  id: string;
  /** When it was published, ISO 8601. */
  at: string;
  /** The topic's name. */
  topic: string;
  severity: (typeof SEVERITIES)[number];
  subject: string;
  body: string;
  /** Name of the alarm that it speaks of; absent when the message is no alarm's. */
  alarm?: string;
  state?: (typeof STATES)[number];
  reason?: string;
};

type AlarmFacts = Pick<NotificationRecord, 'alarm' | 'state' | 'reason'>;

/** The members of CloudWatch's alarm message that are kept; a message of any other shape has none of them. */
function alarmFacts(message: string): AlarmFacts {
  let parsed: unknown;
  try {
    parsed = JSON.parse(message);
  } catch {
    return {};
  }
  if (typeof parsed !== 'object' || parsed === null) return {};
  const { AlarmName, NewStateValue, NewStateReason } = parsed as Record<string, unknown>;
  const state = STATES.find((each) => each === NewStateValue);
  return {
    ...(typeof AlarmName === 'string' && AlarmName !== '' ? { alarm: AlarmName } : {}),
    ...(state === undefined ? {} : { state }),
    ...(typeof NewStateReason === 'string' && NewStateReason !== '' ? { reason: NewStateReason } : {}),
  };
}

/** The severity topics are named after their severity; a topic that is not is worth a look in working hours. */
function severityOf(topic: string): NotificationRecord['severity'] {
  return SEVERITIES.find((severity) => topic.endsWith(severity)) ?? 'warning';
}

/** The record of one SNS message; a message that is not an alarm's is kept as the text that it is. */
export function notificationRecord({ Sns }: SNSEventRecord): NotificationRecord {
  const topic = Sns.TopicArn.split(':').at(-1) ?? Sns.TopicArn;
  const facts = alarmFacts(Sns.Message);
  return {
    id: Sns.MessageId,
    at: new Date(Sns.Timestamp).toISOString(),
    topic,
    severity: severityOf(topic),
    subject: Sns.Subject || facts.alarm || Sns.Message.slice(0, 100) || '(no subject)',
    body: Sns.Message,
    ...facts,
  };
}
