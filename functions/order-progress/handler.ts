import type { ScheduledEvent } from 'aws-lambda';
import { sandboxCarrier } from '../lib/carrier.ts';
import { type JobContext, runJob } from '../lib/jobs/run-job.ts';
import { sandboxGateway } from '../lib/payments/sandbox-gateway.ts';
import { progressOrders } from './progress-orders.ts';

const partners = { gateway: sandboxGateway, carrier: sandboxCarrier };

/** Lambda's entry, on a schedule: orders that were paid by transfer, not paid in time, or delivered. */
export function handler(event: Pick<ScheduledEvent, 'time'>, context: JobContext): Promise<void> {
  return runJob('order-progress', event, context, (work) => progressOrders(work, partners));
}
