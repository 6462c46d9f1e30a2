import type { ScheduledEvent } from 'aws-lambda';
import { tryToWrite } from '../lib/health.ts';
import { withHealth } from '../lib/health-event.ts';
import { type JobContext, runJob } from '../lib/jobs/run-job.ts';
import { writeReports } from './write-reports.ts';

/** Lambda's entry, on a schedule: whether the objectives were kept in the last week and the last month. */
export const handler = withHealth(
  'sla-report',
  tryToWrite,
  (event: Pick<ScheduledEvent, 'time'>, context: JobContext): Promise<void> =>
    runJob('sla-report', event, context, writeReports),
);
