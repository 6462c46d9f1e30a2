import type { SQSEvent, SQSRecord } from 'aws-lambda';
import type { SnsMessage } from '../../../functions/notifications/sns-message.ts';

const alarmMessage = {
  AlarmName: 'smallcart-local-high-error-rate',
  NewStateValue: 'ALARM',
  NewStateReason: 'Threshold Crossed.',
};

const published: SnsMessage = {
  MessageId: 'm-0',
  TopicArn: 'arn:aws:sns:us-east-1:000000000000:smallcart-local-critical',
  Timestamp: '2026-06-01T11:00:00.000Z',
  Subject: 'ALARM: "High error rate"',
  Message: JSON.stringify(alarmMessage),
};

/** A message in the queue of the notifications, with that body. */
export function queuedMessage(body: string): SQSRecord {
  return {
    messageId: 'queued-1',
    receiptHandle: 'receipt-1',
    body,
    attributes: {
      ApproximateReceiveCount: '1',
      SentTimestamp: String(Date.parse('2026-06-01T11:00:01.000Z')),
      SenderId: 'sender',
      ApproximateFirstReceiveTimestamp: '0',
    },
    messageAttributes: {},
    md5OfBody: '',
    eventSource: 'aws:sqs',
    eventSourceARN: 'arn:aws:sqs:us-east-1:000000000000:smallcart-local-notifications',
    awsRegion: 'us-east-1',
  };
}

/** The event by which the queue delivers one message of the critical topic, an alarm's unless told otherwise. */
export function queuedNotification(sns: Partial<SnsMessage>): SQSEvent {
  return { Records: [queuedMessage(JSON.stringify({ Type: 'Notification', ...published, ...sns }))] };
}
