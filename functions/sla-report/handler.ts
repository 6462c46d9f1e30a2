import type { ScheduledEvent } from 'aws-lambda';
import { tryToWrite } from '../lib/health.ts';
import { withHealth } from '../lib/health-event.ts';
import { type JobContext, runJob, type Work } from '../lib/jobs/run-job.ts';
import { tellAlarmStates } from './tell-alarm-states.ts';
import { writeReports } from './write-reports.ts';

async function tell(work: Work): Promise<number> {
  await tellAlarmStates();
  return writeReports(work);
}

/** Lambda's entry, on a schedule: the state of each alarm, and whether the objectives were kept in the last week and the last month. */
export const handler = withHealth(
  'sla-report',
  tryToWrite,
  (event: Pick<ScheduledEvent, 'time'>, context: JobContext): Promise<void> =>
    runJob('sla-report', event, context, tell),
);
