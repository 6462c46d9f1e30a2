import type { Context, DynamoDBBatchResponse, DynamoDBRecord, DynamoDBStreamEvent } from 'aws-lambda';
import type { Line } from '../lib/emit.ts';
import { streamEventTime } from '../lib/event-time.ts';
import { recorded } from '../lib/invocation.ts';
import { logger } from '../lib/logger.ts';
import { safeError } from '../lib/redact.ts';
import { newOrderOf } from './new-order.ts';
import { sendOrder } from './send-order.ts';

/**
 * Lambda's entry: every order inserted into the table goes to the queue, at least once and in order. The first record that
 * fails ends the batch, since Lambda repeats a stream's batch from the lowest failed record anyway.
 */
export function handler(event: DynamoDBStreamEvent, context: Context): Promise<DynamoDBBatchResponse> {
  return recorded('outbox', context, streamEventTime(event), (line) => sendAll(event.Records, line));
}

async function sendAll(records: readonly DynamoDBRecord[], line: Line): Promise<DynamoDBBatchResponse> {
  line.set({ records: records.length, failures: 0 });
  for (const record of records) {
    try {
      const order = newOrderOf(record);
      if (order) await sendOrder(order);
    } catch (error) {
      line.set({ failures: 1, level: 'ERROR' });
      logger().error('An order could not be sent to the queue; it will be sent again.', { error: safeError(error) });
      return { batchItemFailures: [{ itemIdentifier: record.dynamodb?.SequenceNumber ?? '' }] };
    }
  }
  return { batchItemFailures: [] };
}
