import type { JsonObject } from '../aws/json.ts';
import { receivedAttributes } from './received-attributes.ts';
import type { Delivery } from './topic-tables.ts';

/** The event that Lambda gets of a notification, Lambda developer guide "Invoking Lambda functions with Amazon SNS notifications". */
export function lambdaEvent(delivery: Delivery, topicArn: string): JsonObject {
  return {
    Records: [
      {
        EventSource: 'aws:sns',
        EventVersion: '1.0',
        EventSubscriptionArn: delivery.subscriptionArn,
        Sns: {
          Type: 'Notification',
          MessageId: delivery.messageId,
          TopicArn: topicArn,
          Subject: delivery.subject ?? null,
          Message: delivery.body,
          Timestamp: new Date(delivery.publishedAt).toISOString(),
          SignatureVersion: '1',
          Signature: '',
          SigningCertUrl: '',
          UnsubscribeUrl: '',
          MessageAttributes: receivedAttributes(delivery),
        },
      },
    ],
  };
}
