import { parseJsonObject } from '../aws/json.ts';
import type { Delivery } from './topic-tables.ts';

/** A delivery as the control API lists it. */
export type Notification = {
  readonly id: string;
  /** ISO 8601, virtual time. */
  readonly at: string;
  readonly channel: string;
  readonly endpoint: string;
  readonly topic: string;
  readonly subject: string;
  readonly body: string;
  /** The alarm's name and new state, when CloudWatch published the message. */
  readonly alarm?: string;
  readonly state?: string;
};

/** What a mail without a subject is called by SNS. */
const defaultSubject = 'AWS Notification Message';

/** Shows a delivery that was made. */
export function toNotification(delivery: Delivery): Notification {
  const { id, messageId, at, channel, endpoint, topic, subject, body } = delivery;
  const { AlarmName, NewStateValue } = parseJsonObject(body) ?? {};
  const ofAlarm = typeof AlarmName === 'string' && typeof NewStateValue === 'string';
  return {
    id: `${messageId}/${id}`,
    at: new Date(at).toISOString(),
    channel,
    endpoint,
    topic,
    subject: subject ?? defaultSubject,
    body,
    ...(ofAlarm && { alarm: AlarmName, state: NewStateValue }),
  };
}
