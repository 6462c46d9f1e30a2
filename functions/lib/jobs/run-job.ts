import type { Context } from 'aws-lambda';
import type { JobId } from '../../../monitoring/resources.ts';
import type { Line } from '../emit.ts';
import { type JobRun, jobRuns } from '../entities/job-run.ts';
import { newId } from '../ids.ts';
import { recorded } from '../invocation.ts';
import { logger } from '../logger.ts';
import { longestCall, PATIENCE } from '../patience.ts';
import { safeError } from '../redact.ts';
import { giveLeaseBack, saveProgress, takeLease } from './lease.ts';

/** What a job's work gets. */
export type Work = {
  /** The event's time, epoch milliseconds. */
  readonly now: number;
  readonly line: Line;
  /** What the last run wrote down, if one has. */
  readonly progress: string | undefined;
  /** Writes down from where the next run goes on; throws when another run has begun meanwhile. */
  save(progress: string): Promise<void>;
  /** Whether there is time for another step; a job that is out of time ends well and goes on at its next run. */
  hasTime(): boolean;
};

export type JobContext = Pick<Context, 'awsRequestId' | 'getRemainingTimeInMillis'>;

const DAYS_KEPT = 30;
/** A run that is not over after so long is dead: twice the longest that Lambda lets a job run (functions/manifest.ts). */
const LEASE = 240_000;
/** In milliseconds: a step, its progress, the end and the lease may each wait for the table as long as a call takes. */
const TIME_FOR_A_STEP = 4 * longestCall(PATIENCE);

type Run = Pick<JobRun, 'job' | 'id'>;

async function begin(run: Run, now: number): Promise<void> {
  const expiresAt = Math.floor(now / 1000) + DAYS_KEPT * 86_400;
  await jobRuns()
    .create({ ...run, status: 'running', startedAt: now, expiresAt })
    .go();
}

async function end(run: Run, outcome: Pick<JobRun, 'status' | 'durationMs' | 'processed' | 'error'>): Promise<void> {
  await jobRuns().patch(run).set(outcome).go();
}

/** A run that died can write nothing any more: its successor does it. */
async function markInterrupted(job: JobId, id: string): Promise<void> {
  await jobRuns()
    .patch({ job, id })
    .set({ status: 'interrupted' })
    .where(({ status }, { eq }) => eq(status, 'running'))
    .go()
    .catch((error: unknown) => logger().warn('A dead run could not be marked.', { error: safeError(error) }));
}

async function perform(run: Run, work: Work, steps: (work: Work) => Promise<number>): Promise<void> {
  const started = performance.now();
  const durationMs = () => Math.round(performance.now() - started);
  try {
    const processed = await steps(work);
    work.line.set({ records: processed });
    await end(run, { status: 'succeeded', durationMs: durationMs(), processed });
  } catch (error) {
    const name = error instanceof Error ? error.name : 'NonError';
    await end(run, { status: 'failed', durationMs: durationMs(), error: name });
    throw error;
  } finally {
    await giveLeaseBack({ job: run.job, runId: run.id });
  }
}

/**
 * Runs a job: one run at a time, with a record of it. The work returns how many things it has dealt with; it must be able to
 * be repeated from its progress. What it throws fails the run and the invocation, so that AWS/Lambda counts it.
 */
export function runJob(
  job: JobId,
  event: { readonly time: string },
  context: JobContext,
  work: (work: Work) => Promise<number>,
): Promise<void> {
  const now = Date.parse(event.time);
  return recorded(job, context, now, async (line) => {
    const run: Run = { job, id: newId('run', now) };
    const holder = { job, runId: run.id };
    const before = await takeLease(holder, now, now + LEASE);
    if (before === undefined) {
      line.set({ message: `${job}: another run is at it.` });
      return;
    }
    if (before.runId !== undefined) await markInterrupted(job, before.runId);
    await begin(run, now);
    const hasTime = () => context.getRemainingTimeInMillis() > TIME_FOR_A_STEP;
    const save = (progress: string) => saveProgress(holder, progress);
    await perform(run, { now, line, progress: before.progress, save, hasTime }, work);
  });
}
