import type { Clock } from '../clock.ts';
import { type InvocationResult, isThrottled, type Lambda } from './lambda.ts';

/** Starts an asynchronous invocation; what it returns, and how it ends, is nobody's business. */
export type InvokeLater = (
  functionId: string,
  event: unknown,
  options?: { traceHeader?: string; qualifier?: string },
) => void;

/** Virtual milliseconds before each further attempt ("How Lambda handles errors and retries with asynchronous invocation"). */
const RETRY_DELAYS = [60_000, 120_000];
/** What is throttled is tried again after a second and then ever later, up to five minutes, for six hours; in milliseconds. */
const THROTTLED = { first: 1_000, longest: 300_000, patience: 21_600_000 };

type Attempts = {
  readonly retries: readonly number[];
  readonly throttles: number;
  /** Until when what is throttled is tried again, in virtual epoch milliseconds. */
  readonly until: number;
};

/** Makes asynchronous invocation: a failed one is tried twice more, a throttled one for hours, and the clock tracks each attempt. Not durable. */
export function createInvokeLater(clock: Clock, invoke: Lambda['invoke']): InvokeLater {
  const attempt = async (attempts: Attempts, run: () => Promise<InvocationResult>): Promise<void> => {
    const again = (delay: number, next: Attempts): void =>
      void clock.at(clock.now() + delay, () => clock.run(attempt(next, run)));
    const { retries, throttles, until } = attempts;
    const result = await run();
    if (isThrottled(result)) {
      const delay = Math.min(THROTTLED.first * 2 ** throttles, THROTTLED.longest);
      if (clock.now() + delay <= until) again(delay, { ...attempts, throttles: throttles + 1 });
      return;
    }
    const [delay, ...others] = retries;
    if (result.status === 'error' && delay !== undefined) again(delay, { ...attempts, retries: others });
  };
  return (functionId, event, options = {}) => {
    const attempts = { retries: RETRY_DELAYS, throttles: 0, until: clock.now() + THROTTLED.patience };
    clock.run(attempt(attempts, () => invoke(functionId, event, options)));
  };
}
