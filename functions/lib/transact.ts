import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { Problem } from './problem.ts';

/** What ElectroDB answers to a write transaction: one code per action when DynamoDB has cancelled it. */
type Result = { readonly canceled: boolean; readonly data: readonly { readonly code: string }[] };

/** A transaction either committed, or some action's condition did not hold: their indexes, in order. */
export type Outcome = { readonly committed: true } | { readonly committed: false; readonly failed: readonly number[] };

/** Waits for a moment, given in milliseconds, and random numbers in [0, 1). */
export type Pacing = { readonly pause: (ms: number) => Promise<unknown>; readonly random: () => number };

export const REAL_PACING: Pacing = { pause: (ms) => sleep(ms), random: Math.random };

const ATTEMPTS = 14;
const FIRST_PAUSE = 20;
const LONGEST_PAUSE = 600;

/** Full jitter, as in AWS's "Exponential backoff and jitter". */
function backoff(attempt: number, random: () => number): number {
  return random() * Math.min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** attempt);
}

function failedConditions(result: Result): number[] {
  return result.data.flatMap(({ code }, index) => (code === 'ConditionalCheckFailed' ? [index] : []));
}

/**
 * Commits a transaction, again while it collides with others on the same items (TransactionConflict and throttling), up
 * to a bound; then it is a 503. `write` gets a fresh idempotency token per attempt, which the SDK's own retries share.
 */
export async function transact(
  write: (token: string) => Promise<Result>,
  { pause, random }: Pacing = REAL_PACING,
): Promise<Outcome> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const result = await write(randomUUID());
    if (!result.canceled) return { committed: true };
    const failed = failedConditions(result);
    if (failed.length > 0) return { committed: false, failed };
    await pause(backoff(attempt, random));
  }
  throw new Problem(503, 'Too many people want the same thing right now. Try again.', {
    code: 'busy',
    headers: { 'Retry-After': '1' },
  });
}
