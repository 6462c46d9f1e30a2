import type { ScheduledEvent } from 'aws-lambda';
import { tryToWrite } from '../lib/health.ts';
import { withHealth } from '../lib/health-event.ts';
import { type JobContext, runJob } from '../lib/jobs/run-job.ts';
import { rollUpSales } from './roll-up-sales.ts';

/** Lambda's entry, on a schedule: sales by hour, and the metrics of orders and store credit put right. */
export const handler = withHealth(
  'sales-rollup',
  tryToWrite,
  (event: Pick<ScheduledEvent, 'time'>, context: JobContext): Promise<void> =>
    runJob('sales-rollup', event, context, rollUpSales),
);
