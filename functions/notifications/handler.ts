import type { Context, SNSEvent } from 'aws-lambda';
import type { Line } from '../lib/emit.ts';
import { recorded } from '../lib/invocation.ts';
import { logger } from '../lib/logger.ts';
import { safeError } from '../lib/redact.ts';
import { inSubsegment } from '../lib/tracing.ts';
import { notificationRecord } from './notification-record.ts';
import { keepNotification } from './notification-store.ts';

/** Lambda's entry: keeps every message of the alarm topics for the console; SNS delivers again when one could not be kept. */
export function handler(event: SNSEvent, context: Pick<Context, 'awsRequestId'>): Promise<void> {
  return recorded('notifications', context, (line) => keepAll(event, line));
}

async function keepAll(event: SNSEvent, line: Line): Promise<void> {
  const records = event.Records.map(notificationRecord);
  const [{ alarm, state } = {}] = records;
  line.set({
    records: records.length,
    ...(alarm === undefined ? {} : { alarm }),
    ...(state === undefined ? {} : { state }),
  });
  const kept = await inSubsegment('keep notifications', () => Promise.allSettled(records.map(keepNotification)));
  const failures = kept.filter((result) => result.status === 'rejected').map(({ reason }): unknown => reason);
  line.set({ failures: failures.length });
  for (const failure of failures) logger().error('A notification was not kept.', { error: safeError(failure) });
  if (failures.length > 0) throw new Error(`${failures.length} of ${records.length} notifications were not kept.`);
}
