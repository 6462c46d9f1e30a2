import type { Context, SNSEvent } from 'aws-lambda';
import { type Line, openLine } from '../lib/emit.ts';
import { logContext, logger } from '../lib/logger.ts';
import { safeError } from '../lib/redact.ts';
import { currentTraceId, inSubsegment } from '../lib/tracing.ts';
import { type NotificationRecord, notificationRecord } from './notification-record.ts';
import { keepNotification } from './notification-store.ts';

let coldStart = true;

function begin(requestId: string, records: readonly NotificationRecord[]): Line {
  const traceId = currentTraceId();
  const ids = { requestId, ...(traceId === undefined ? {} : { traceId }) };
  const line = openLine('notifications');
  const [{ alarm, state } = {}] = records;
  line.set({ ...ids, coldStart, records: records.length });
  line.set({ ...(alarm === undefined ? {} : { alarm }), ...(state === undefined ? {} : { state }) });
  logContext(ids);
  coldStart = false;
  return line;
}

/** Lambda's entry: keeps every message of the alarm topics for the console; SNS delivers again when one could not be kept. */
export async function handler(event: SNSEvent, context: Pick<Context, 'awsRequestId'>): Promise<void> {
  const started = performance.now();
  const records = event.Records.map(notificationRecord);
  const line = begin(context.awsRequestId, records);
  const kept = await inSubsegment('keep notifications', () => Promise.allSettled(records.map(keepNotification)));
  const failures = kept.filter((result) => result.status === 'rejected').map(({ reason }) => reason as unknown);
  for (const failure of failures) logger().error('A notification was not kept.', { error: safeError(failure) });
  line.set({
    level: failures.length > 0 ? 'ERROR' : 'INFO',
    message: 'notifications kept',
    failures: failures.length,
    durationMs: Math.round(performance.now() - started),
  });
  await line.write();
  if (failures.length > 0) throw new AggregateError(failures, `${failures.length} notifications were not kept.`);
}
