import type { Clock } from '../clock.ts';
import { type InvocationResult, isThrottled, type Lambda } from './lambda.ts';
import { throttleDelay } from './throttle-delay.ts';

/** Starts an asynchronous invocation; what it returns, and how it ends, is nobody's business. */
export type InvokeLater = (
  functionId: string,
  event: unknown,
  options?: { traceHeader?: string; qualifier?: string },
) => void;

/** Virtual milliseconds before each further attempt ("How Lambda handles errors and retries with asynchronous invocation"). */
const RETRY_DELAYS = [60_000, 120_000];
/** For so long what is throttled is tried again, in virtual milliseconds. */
const THROTTLED_PATIENCE = 21_600_000;

type Attempts = {
  readonly retries: readonly number[];
  readonly throttles: number;
  /** Until when what is throttled is tried again, in virtual epoch milliseconds. */
  readonly until: number;
};

/** Resolves after the first attempt; those to come are the clock's. */
async function attempt(clock: Clock, attempts: Attempts, run: () => Promise<InvocationResult>): Promise<void> {
  const again = (delay: number, next: Attempts): void =>
    void clock.at(clock.now() + delay, () => clock.run(attempt(clock, next, run)));
  const { retries, throttles, until } = attempts;
  const result = await run();
  if (isThrottled(result)) {
    const delay = throttleDelay(throttles);
    if (clock.now() + delay <= until) again(delay, { ...attempts, throttles: throttles + 1 });
    return;
  }
  const [delay, ...others] = retries;
  if (result.status === 'error' && delay !== undefined) again(delay, { ...attempts, retries: others });
}

/** Makes asynchronous invocation: a failed one is tried twice more, a throttled one for hours, and the clock tracks each attempt. Not durable. */
export function createInvokeLater(clock: Clock, invoke: Lambda['invoke']): InvokeLater {
  return (functionId, event, options = {}) => {
    const attempts = { retries: RETRY_DELAYS, throttles: 0, until: clock.now() + THROTTLED_PATIENCE };
    clock.run(attempt(clock, attempts, () => invoke(functionId, event, options)));
  };
}

/**
 * Makes the invocation of what runs by the clock: a throttled one is tried again for hours; one that fails is made up for by the
 * next run. What it gives resolves after the first attempt.
 */
export function createInvokeScheduled(
  clock: Clock,
  invoke: Lambda['invoke'],
): (functionId: string, event: unknown) => Promise<void> {
  return (functionId, event) => {
    const attempts = { retries: [], throttles: 0, until: clock.now() + THROTTLED_PATIENCE };
    return attempt(clock, attempts, () => invoke(functionId, event));
  };
}
