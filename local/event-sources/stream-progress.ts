/**
 * How far a batch of stream records has come: the first `limit` records are tried next, `attempts` failed so far at this
 * point, and so many `refusals` before it came to the function at all.
 */
export type Progress = { limit: number; attempts: number; refusals?: number };

/** What a try of `tried` records came to. */
export type Attempt =
  | { outcome: 'succeeded' }
  | { outcome: 'failedAt'; index: number }
  | { outcome: 'failed' }
  | { outcome: 'throttled' };

/** What to do next: forget `done` records at the front, hand the `discard` after them to the destination, then go on with `progress`. */
export type Step = { done: number; discard: number; progress: Progress; wait: boolean };

export type RetryPolicy = { batchSize: number; maximumRetryAttempts: number };

/**
 * Decides as an event source mapping with ReportBatchItemFailures and BisectBatchOnFunctionError does ("Using Lambda with
 * DynamoDB Streams", "Configuring batching and retries"): records before the lowest failed one are done; a batch that failed
 * as a whole is halved, which does not count as a retry; records whose retries are exhausted are discarded, in order. What was
 * throttled has not come to the function: it is tried again as it is, however often.
 */
export function nextStep(progress: Progress, tried: number, attempt: Attempt, policy: RetryPolicy): Step {
  const fresh: Progress = { limit: policy.batchSize, attempts: 0 };
  switch (attempt.outcome) {
    case 'succeeded':
      return { done: tried, discard: 0, progress: fresh, wait: false };
    case 'failedAt': {
      const attempts = attempt.index > 0 ? 1 : progress.attempts + 1;
      if (attempts > policy.maximumRetryAttempts) return { done: 0, discard: 1, progress: fresh, wait: false };
      return { done: attempt.index, discard: 0, progress: { limit: policy.batchSize, attempts }, wait: true };
    }
    case 'failed': {
      if (tried > 1) {
        const progressOfHalf = { limit: Math.ceil(tried / 2), attempts: progress.attempts };
        return { done: 0, discard: 0, progress: progressOfHalf, wait: false };
      }
      const attempts = progress.attempts + 1;
      if (attempts > policy.maximumRetryAttempts) return { done: 0, discard: 1, progress: fresh, wait: false };
      return { done: 0, discard: 0, progress: { limit: 1, attempts }, wait: true };
    }
    case 'throttled':
      return { done: 0, discard: 0, progress: { ...progress, refusals: (progress.refusals ?? 0) + 1 }, wait: true };
    default:
      return attempt satisfies never;
  }
}

/** Virtual milliseconds before the next try: doubles from a fifth of a second to a minute. */
export const retryDelay = ({ attempts, refusals = 0 }: Omit<Progress, 'limit'>): number =>
  Math.min(200 * 2 ** (attempts + refusals - 1), 60_000);
