import type { ScheduledEvent } from 'aws-lambda';
import { tryToWrite } from '../lib/health.ts';
import { withHealth } from '../lib/health-event.ts';
import { type JobContext, runJob } from '../lib/jobs/run-job.ts';
import { rollUpActivity } from './roll-up-activity.ts';

/** Lambda's entry, on a schedule: what customers did, by hour. */
export const handler = withHealth(
  'activity-rollup',
  tryToWrite,
  (event: Pick<ScheduledEvent, 'time'>, context: JobContext): Promise<void> =>
    runJob('activity-rollup', event, context, rollUpActivity),
);
