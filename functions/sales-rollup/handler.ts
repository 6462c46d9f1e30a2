import type { ScheduledEvent } from 'aws-lambda';
import { type JobContext, runJob } from '../lib/jobs/run-job.ts';
import { rollUpSales } from './roll-up-sales.ts';

/** Lambda's entry, on a schedule: sales by hour, and the metrics of orders and store credit put right. */
export function handler(event: Pick<ScheduledEvent, 'time'>, context: JobContext): Promise<void> {
  return runJob('sales-rollup', event, context, rollUpSales);
}
