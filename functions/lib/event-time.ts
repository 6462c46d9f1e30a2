import type { DynamoDBStreamEvent, SQSEvent } from 'aws-lambda';

/** When the batch's first message was first received, epoch milliseconds. */
export function queueEventTime({ Records: [first] }: SQSEvent): number {
  return Number(first?.attributes.ApproximateFirstReceiveTimestamp);
}

/** When the batch's last record was written to the stream, epoch milliseconds. */
export function streamEventTime({ Records }: DynamoDBStreamEvent): number {
  return Math.round(Number(Records.at(-1)?.dynamodb?.ApproximateCreationDateTime) * 1000);
}
