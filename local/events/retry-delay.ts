import type { Delivery } from './delivery-tables.ts';

/** The two retries that Lambda makes of an asynchronous invocation that fails. */
const LAMBDA_DELAYS = [60_000, 120_000];
/** Doubling from a second to this, the 185 retries of the default policy fill its 24 hours; AWS adds a random part. */
const LONGEST = 480_000;

/** Why a failing delivery is over; the first two are what the dead-letter queue's EXHAUSTED_RETRY_CONDITION says. */
export type Exhausted = 'MaximumRetryAttempts' | 'MaximumEventAgeInSeconds' | 'FunctionError';

/**
 * When a delivery that failed is tried again, in milliseconds from now, or why it is not ("How EventBridge retries
 * delivering events"). EventBridge is done when Lambda has the event: a function that fails is tried again as Lambda does.
 */
export function retryDelay(
  { kind, retries, maxRetries, maxAgeMs, accepted }: Delivery,
  now: number,
): number | Exhausted {
  if (kind === 'lambda') return LAMBDA_DELAYS[retries] ?? 'FunctionError';
  if (retries >= maxRetries) return 'MaximumRetryAttempts';
  const delay = Math.min(2 ** retries * 1000, LONGEST);
  return now + delay > accepted + maxAgeMs ? 'MaximumEventAgeInSeconds' : delay;
}
