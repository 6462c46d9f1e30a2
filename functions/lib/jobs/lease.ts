import { isConditionFailure } from '../condition.ts';
import { type JobState, jobStates } from '../entities/job-state.ts';

/** Thrown when a run finds that another one has taken its place: it must not write any more. */
export class LeaseLostError extends Error {
  override readonly name = 'LeaseLostError';
}

type Holder = { readonly job: JobState['job']; readonly runId: string };

async function unlessRefused<Result>(write: () => Promise<Result>): Promise<Result | undefined> {
  try {
    return await write();
  } catch (error) {
    if (isConditionFailure(error)) return undefined;
    throw error;
  }
}

/**
 * Takes the job's lease until that time (epoch milliseconds) unless another run holds one that has not ended. Returns what
 * the state was before: the progress to go on from, and the run that died without giving its lease back, if one did.
 */
export async function takeLease(
  { job, runId }: Holder,
  now: number,
  until: number,
): Promise<Partial<JobState> | undefined> {
  const before = await unlessRefused(() =>
    jobStates()
      .upsert({ job, runId, leaseUntil: until })
      .where(({ leaseUntil }, { notExists, lte }) => `${notExists(leaseUntil)} OR ${lte(leaseUntil, now)}`)
      .go({ response: 'all_old' }),
  );
  return before === undefined ? undefined : (before.data ?? {});
}

/** Writes the progress down; `LeaseLostError` when the lease is another's by now. */
export async function saveProgress({ job, runId }: Holder, progress: string): Promise<void> {
  const saved = await unlessRefused(() =>
    jobStates()
      .patch({ job })
      .set({ progress })
      .where((state, { eq }) => eq(state.runId, runId))
      .go(),
  );
  if (saved === undefined) throw new LeaseLostError(`Another run of ${job} has begun meanwhile.`);
}

/** Gives the lease back, if it is still this run's. */
export async function giveLeaseBack({ job, runId }: Holder): Promise<void> {
  await unlessRefused(() =>
    jobStates()
      .patch({ job })
      .remove(['runId', 'leaseUntil'])
      .where((state, { eq }) => eq(state.runId, runId))
      .go(),
  );
}
