import type { Context, SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import type { Line } from '../lib/emit.ts';
import { queueEventTime } from '../lib/event-time.ts';
import { tryToWrite } from '../lib/health.ts';
import { withHealth } from '../lib/health-event.ts';
import { recorded } from '../lib/invocation.ts';
import { logger } from '../lib/logger.ts';
import { safeError } from '../lib/redact.ts';
import { inSubsegment } from '../lib/tracing.ts';
import { notificationRecord } from './notification-record.ts';
import { keepNotification } from './notification-store.ts';

/** Lambda's entry: keeps every message of the alarm topics for the console; one that could not be kept stays in the queue. */
export const handler = withHealth(
  'notifications',
  tryToWrite,
  (event: SQSEvent, context: Pick<Context, 'awsRequestId'>): Promise<SQSBatchResponse> =>
    recorded('notifications', context, queueEventTime(event), (line) => keepAll(event.Records, line)),
);

async function keepAll(queued: readonly SQSRecord[], line: Line): Promise<SQSBatchResponse> {
  const kept = await inSubsegment('keep notifications', () => Promise.all(queued.map(keep)));
  const failed = queued.filter((_, index) => !kept[index]);
  line.set({ records: queued.length, failures: failed.length, level: failed.length > 0 ? 'ERROR' : 'INFO' });
  return { batchItemFailures: failed.map(({ messageId }) => ({ itemIdentifier: messageId })) };
}

/** Keeps one message; false when it could not be. */
async function keep(queued: SQSRecord): Promise<boolean> {
  try {
    const record = notificationRecord(queued);
    await keepNotification(record);
    logger().info('Notification kept.', { notification: record.id, alarm: record.alarm, state: record.state });
    return true;
  } catch (error) {
    const { messageId } = queued;
    logger().error('A notification was not kept; it will be delivered again.', { messageId, error: safeError(error) });
    return false;
  }
}
