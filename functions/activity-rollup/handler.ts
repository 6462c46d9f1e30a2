import type { ScheduledEvent } from 'aws-lambda';
import { type JobContext, runJob } from '../lib/jobs/run-job.ts';
import { rollUpActivity } from './roll-up-activity.ts';

/** Lambda's entry, on a schedule: what customers did, by hour. */
export function handler(event: Pick<ScheduledEvent, 'time'>, context: JobContext): Promise<void> {
  return runJob('activity-rollup', event, context, rollUpActivity);
}
