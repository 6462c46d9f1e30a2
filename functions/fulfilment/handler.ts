import type { Context, SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import type { LoggerFields } from '../../monitoring/log-fields.ts';
import { sandboxCarrier } from '../lib/carrier.ts';
import type { Line } from '../lib/emit.ts';
import { queueEventTime } from '../lib/event-time.ts';
import { readTable } from '../lib/health.ts';
import { withHealth } from '../lib/health-event.ts';
import { recorded } from '../lib/invocation.ts';
import { logger } from '../lib/logger.ts';
import { parseOrderMessage } from '../lib/order-message.ts';
import { provider } from '../lib/payments/provider.ts';
import { safeError } from '../lib/redact.ts';
import { continueTrace, type Span } from '../lib/tracing.ts';
import { LONGEST_SHIPMENT, type Partners, shipOrder } from './ship-order.ts';

const partners: Partners = { carrier: sandboxCarrier, gateway: provider };

/**
 * Lambda's entry: ships the orders of a batch; a message that fails is reported alone, so that the others are not
 * repeated. One that there is no time left for is reported, too.
 */
export const handler = withHealth(
  'fulfilment',
  readTable,
  (event: SQSEvent, context: Context): Promise<SQSBatchResponse> =>
    recorded('fulfilment', context, queueEventTime(event), (line) => shipAll(event.Records, context, line)),
);

/** What is needed for a shipment and for the end of the invocation after it, in milliseconds. */
const TIME_TO_SHIP = LONGEST_SHIPMENT + 500;

async function shipAll(records: readonly SQSRecord[], context: Context, line: Line): Promise<SQSBatchResponse> {
  const failed: string[] = [];
  for (const [index, record] of records.entries()) {
    const inTime = index === 0 || context.getRemainingTimeInMillis() >= TIME_TO_SHIP;
    if (!inTime || !(await ship(record))) failed.push(record.messageId);
  }
  line.set({ records: records.length, failures: failed.length, level: failed.length > 0 ? 'ERROR' : 'INFO' });
  return { batchItemFailures: failed.map((itemIdentifier) => ({ itemIdentifier })) };
}

/** Ships one message's order, at the time when the message was first received; false when it could not be. */
function ship(record: SQSRecord): Promise<boolean> {
  return continueTrace('fulfilment', record.attributes.AWSTraceHeader, (span) => handle(record, span)).then(
    () => true,
    () => false,
  );
}

/** What fails is logged before it is thrown: where the ids of what the order belongs to are known. */
async function handle({ body, messageId, attributes }: SQSRecord, span: Span): Promise<void> {
  let known: Pick<LoggerFields, 'orderId' | 'userId' | 'correlationId'> = {};
  try {
    const { orderId, user, correlationId } = parseOrderMessage(body);
    if (correlationId) span.correlate(correlationId);
    span.annotate({ orderId });
    known = { orderId, userId: user, ...(correlationId && { correlationId }) };
    const outcome = await shipOrder(orderId, Number(attributes.ApproximateFirstReceiveTimestamp), partners);
    span.annotate({ outcome });
    logger().info('Order handled.', { ...known, outcome });
  } catch (error) {
    const fields = { ...known, messageId, error: safeError(error) };
    logger().error('A message could not be handled; it will be delivered again.', fields);
    throw error;
  }
}
