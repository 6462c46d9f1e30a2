/** How long the functions wait for an AWS service: for one answer, in milliseconds, and how often they ask. */
export type Patience = { readonly attempts: number; readonly attemptTimeout: number };

/**
 * For the table and the queue. An attempt is given time for a busy machine; all of them end before the shortest of the
 * functions' timeouts (functions/manifest.ts), so that a silent service is an answer and a line, not a killed function.
 */
export const PATIENCE: Patience = { attempts: 3, attemptTimeout: 2_000 };

/** For what the console asks, within what a person waits for. */
export const CONSOLE_PATIENCE: Patience = { attempts: 3, attemptTimeout: 4_000 };

/** The SDK's pause before repetition n, counted from 0, is at most 2ⁿ times this, which is the base for a throttled call. */
const PAUSE = 1_000;

/** The most milliseconds that one call takes, its pauses included, where the service asks for no longer one by a header. */
export function longestCall({ attempts, attemptTimeout }: Patience): number {
  return attempts * attemptTimeout + PAUSE * (2 ** (attempts - 1) - 1);
}

/** A client's configuration: by default the SDK only warns of a request that takes too long. */
export function patient({ attempts, attemptTimeout }: Patience) {
  const timeouts = { connectionTimeout: attemptTimeout, requestTimeout: attemptTimeout, throwOnRequestTimeout: true };
  return { maxAttempts: attempts, retryMode: 'standard', requestHandler: timeouts } as const;
}
