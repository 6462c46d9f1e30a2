import { setTimeout as pause } from 'node:timers/promises';
import { isConditionFailure } from '../../functions/lib/condition.ts';
import type { Database } from '../../functions/lib/database.ts';
import { jobStateEntity } from '../../functions/lib/entities/job-state.ts';
import { JOB_IDS, type JobId } from '../../monitoring/resources.ts';
import { OperatorError } from '../operator-error.ts';

/** A held job runs again after this, should nobody let it go. In milliseconds of the stage's clock. */
const HOLD = 600_000;
/** A run that has begun ends within its function's time. In milliseconds of real time. */
const PATIENCE = 150_000;
const LOOK_AGAIN = 500;

/** Who holds a job. */
const HOLDER = 'restore';

async function hold(database: Database, job: JobId, now: number): Promise<boolean> {
  try {
    await jobStateEntity(database)
      .upsert({ job, runId: HOLDER, leaseUntil: now + HOLD })
      .where(
        ({ leaseUntil, runId }, { notExists, lte, eq }) =>
          `${notExists(leaseUntil)} OR ${lte(leaseUntil, now)} OR ${eq(runId, HOLDER)}`,
      )
      .go();
    return true;
  } catch (error) {
    if (isConditionFailure(error)) return false;
    throw error;
  }
}

/**
 * Takes the leases of all jobs, or prolongs them, so that none runs on half of the data; waits for those that run. The leases
 * end by themselves should this process die.
 * @param now the stage's clock, epoch milliseconds
 * @throws OperatorError when a job does not end
 */
export async function holdJobs(database: Database, now: () => Promise<number>): Promise<void> {
  const deadline = performance.now() + PATIENCE;
  for (const job of JOB_IDS) {
    while (!(await hold(database, job, await now()))) {
      if (performance.now() > deadline)
        throw new OperatorError(`The job ${job} runs and does not end. Try again in some minutes.`);
      await pause(LOOK_AGAIN);
    }
  }
}

/** Lets the jobs run again that are still held: those of which the backup knew nothing. */
export async function letJobsGo(database: Database): Promise<void> {
  for (const job of JOB_IDS) {
    try {
      await jobStateEntity(database)
        .delete({ job })
        .where(({ runId }, { eq }) => eq(runId, HOLDER))
        .go();
    } catch (error) {
      if (!isConditionFailure(error)) throw error;
    }
  }
}
