import type { SQSRecord } from 'aws-lambda';

/** A message in the queue of incidents, with that body. */
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
    eventSourceARN: 'arn:aws:sqs:us-east-1:000000000000:smallcart-local-incidents',
    awsRegion: 'us-east-1',
  };
}
