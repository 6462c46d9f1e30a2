import type { ScheduledEvent } from 'aws-lambda';
import { readTable } from '../lib/health.ts';
import { withHealth } from '../lib/health-event.ts';
import { type JobContext, runJob } from '../lib/jobs/run-job.ts';
import { auditLedger } from './audit-ledger.ts';

/** Lambda's entry, on a schedule: every wallet against its ledger. */
export const handler = withHealth(
  'ledger-audit',
  readTable,
  (event: Pick<ScheduledEvent, 'time'>, context: JobContext): Promise<void> =>
    runJob('ledger-audit', event, context, auditLedger),
);
