import type { ScheduledEvent } from 'aws-lambda';
import { sandboxCarrier } from '../lib/carrier.ts';
import { tryToWrite } from '../lib/health.ts';
import { withHealth } from '../lib/health-event.ts';
import { type JobContext, runJob } from '../lib/jobs/run-job.ts';
import { provider } from '../lib/payments/provider.ts';
import { progressOrders } from './progress-orders.ts';

const partners = { gateway: provider, carrier: sandboxCarrier };

/** Lambda's entry, on a schedule: orders that were paid by transfer, not paid in time, or delivered. */
export const handler = withHealth(
  'order-progress',
  tryToWrite,
  (event: Pick<ScheduledEvent, 'time'>, context: JobContext): Promise<void> =>
    runJob('order-progress', event, context, (work) => progressOrders(work, partners)),
);
