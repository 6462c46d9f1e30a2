import type { Context, DynamoDBBatchResponse, DynamoDBRecord, DynamoDBStreamEvent } from 'aws-lambda';
import type { Line } from '../lib/emit.ts';
import { streamEventTime } from '../lib/event-time.ts';
import { tryToWrite } from '../lib/health.ts';
import { withHealth } from '../lib/health-event.ts';
import { recorded } from '../lib/invocation.ts';
import { logger } from '../lib/logger.ts';
import { longestCall, PATIENCE } from '../lib/patience.ts';
import { provider } from '../lib/payments/provider.ts';
import { safeError } from '../lib/redact.ts';
import { traceIds } from '../lib/xray/trace-context.ts';
import { publishEvent } from './publish-event.ts';
import { shopEventOf } from './shop-event.ts';

/**
 * Lambda's entry: what orders and wallets went through is counted once, and paid orders go to the queue, at least once and in
 * order. The first record that fails ends the batch, since Lambda repeats a stream's batch from the lowest failed record
 * anyway; so does one that there is no time left for.
 */
export const handler = withHealth(
  'outbox',
  tryToWrite,
  (event: DynamoDBStreamEvent, context: Context): Promise<DynamoDBBatchResponse> =>
    recorded('outbox', context, streamEventTime(event), (line) => publishAll(event.Records, context, line)),
);

/** What is needed for one record, marked and sent, and for the line, even when table and queue are slow; in milliseconds. */
const TIME_FOR_ONE = 2 * longestCall(PATIENCE) + 500;

async function publishAll(
  records: readonly DynamoDBRecord[],
  context: Context,
  line: Line,
): Promise<DynamoDBBatchResponse> {
  line.set({ records: records.length, failures: 0 });
  for (const [index, record] of records.entries()) {
    const inTime = index === 0 || context.getRemainingTimeInMillis() >= TIME_FOR_ONE;
    if (!inTime || !(await publish(record, line))) {
      return { batchItemFailures: [{ itemIdentifier: record.dynamodb?.SequenceNumber ?? '' }] };
    }
  }
  return { batchItemFailures: [] };
}

/** Publishes one record's event, if it tells one; false when it could not be. */
async function publish(record: DynamoDBRecord, line: Line): Promise<boolean> {
  try {
    const event = shopEventOf(record);
    if (event) await publishEvent(event, line, provider);
    return true;
  } catch (error) {
    line.set({ failures: 1, level: 'ERROR' });
    const { traceHeader, orderId } = record.dynamodb?.NewImage ?? {};
    logger().error('An event could not be published; it will be tried again.', {
      ...traceIds(traceHeader?.S),
      orderId: orderId?.S,
      error: safeError(error),
    });
    return false;
  }
}
