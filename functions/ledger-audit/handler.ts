import type { ScheduledEvent } from 'aws-lambda';
import { type JobContext, runJob } from '../lib/jobs/run-job.ts';
import { auditLedger } from './audit-ledger.ts';

/** Lambda's entry, on a schedule: every wallet against its ledger. */
export function handler(event: Pick<ScheduledEvent, 'time'>, context: JobContext): Promise<void> {
  return runJob('ledger-audit', event, context, auditLedger);
}
