import { receivedAttributes } from './received-attributes.ts';
import type { Delivery } from './topic-tables.ts';

/** The body of the queue message that a notification becomes, as in "Fanout to Amazon SQS queues"; raw delivery is off. */
export function queueBody(delivery: Delivery, topicArn: string): string {
  const attributes = receivedAttributes(delivery);
  const envelope = {
    Type: 'Notification',
    MessageId: delivery.messageId,
    TopicArn: topicArn,
    ...(delivery.subject === undefined ? {} : { Subject: delivery.subject }),
    Message: delivery.body,
    Timestamp: new Date(delivery.publishedAt).toISOString(),
    SignatureVersion: '1',
    Signature: '',
    SigningCertURL: '',
    UnsubscribeURL: '',
    ...(Object.keys(attributes).length === 0 ? {} : { MessageAttributes: attributes }),
  };
  return JSON.stringify(envelope, undefined, 2);
}
