import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { DynamoDBServiceException } from '@aws-sdk/client-dynamodb';
import { longestCall, PATIENCE } from './patience.ts';
import { Problem } from './problem.ts';

/** What ElectroDB answers to a write transaction: one code per action when DynamoDB has cancelled it. */
type Result = { readonly canceled: boolean; readonly data: readonly { readonly code: string }[] };

/** A transaction either committed, or some action's condition did not hold: their indexes, in order. */
export type Outcome = { readonly committed: true } | { readonly committed: false; readonly failed: readonly number[] };

/** Waits for a moment, random numbers in [0, 1), and a clock that never goes back; in milliseconds. */
export type Pacing = {
  readonly pause: (ms: number) => Promise<unknown>;
  readonly random: () => number;
  readonly now: () => number;
};

export const REAL_PACING: Pacing = {
  pause: (ms) => sleep(ms),
  random: Math.random,
  now: () => performance.now(),
};

/** Thrown when DynamoDB never said whether a transaction was committed: it may be, or may yet be. */
export class UnknownOutcomeError extends Error {
  override readonly name = 'UnknownOutcomeError';
}

const ATTEMPTS = 14;
/** How often a write of unknown outcome is repeated. */
const REPETITIONS = 4;
/** No write starts later than this after the first one, in milliseconds. */
const LATEST_START = 4_500;
const FIRST_PAUSE = 20;
const LONGEST_PAUSE = 600;
/** The most milliseconds that a transaction takes: its last write begins as late as can be, and a pause comes after it. */
export const LONGEST_TRANSACTION = LATEST_START + longestCall(PATIENCE) + LONGEST_PAUSE;

/** Full jitter, as in AWS's "Exponential backoff and jitter". */
function backoff(attempt: number, random: () => number): number {
  return random() * Math.min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** attempt);
}

function failedConditions(result: Result): number[] {
  return result.data.flatMap(({ code }, index) => (code === 'ConditionalCheckFailed' ? [index] : []));
}

/** Whether DynamoDB refused the write at the first attempt: then nothing of it was done, nor will be. */
function isRefusal(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if (!('$metadata' in error)) return isRefusal(error.cause);
  return (
    DynamoDBServiceException.isInstance(error) &&
    error.$fault === 'client' &&
    error.$metadata.attempts === 1 &&
    error.name !== 'TransactionInProgressException'
  );
}

/**
 * Writes, and when the answer is lost writes the same again with the same token ("Idempotency" of TransactWriteItems)
 * until DynamoDB says what became of it.
 */
async function definite(write: () => Promise<Result>, { pause, random, now }: Pacing, end: number): Promise<Result> {
  for (let repetition = 0; ; repetition++) {
    try {
      return await write();
    } catch (cause) {
      if (repetition === 0 && isRefusal(cause)) throw cause;
      await pause(backoff(repetition, random));
      if (repetition === REPETITIONS || now() >= end) {
        throw new UnknownOutcomeError('It is unknown whether the transaction was committed.', { cause });
      }
    }
  }
}

/**
 * Commits a transaction, again while it collides with others on the same items (TransactionConflict and throttling), up
 * to a bound; then it is a 503. `write` gets a fresh idempotency token per attempt, which repetitions after a lost answer
 * share. `UnknownOutcomeError` when no answer came; whatever else is thrown means that nothing was written.
 */
export async function transact(
  write: (token: string) => Promise<Result>,
  pacing: Pacing = REAL_PACING,
): Promise<Outcome> {
  const end = pacing.now() + LATEST_START;
  for (let attempt = 0; attempt < ATTEMPTS && pacing.now() <= end; attempt++) {
    const token = randomUUID();
    const result = await definite(() => write(token), pacing, end);
    if (!result.canceled) return { committed: true };
    const failed = failedConditions(result);
    if (failed.length > 0) return { committed: false, failed };
    await pacing.pause(backoff(attempt, pacing.random));
  }
  throw new Problem(503, 'Too many people want the same thing right now. Try again.', {
    code: 'busy',
    headers: { 'Retry-After': '1' },
  });
}
