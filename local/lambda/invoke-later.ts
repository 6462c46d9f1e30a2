import type { Clock } from '../clock.ts';
import type { InvocationResult, Lambda } from './lambda.ts';

/** Starts an asynchronous invocation; what it returns, and how it ends, is nobody's business. */
export type InvokeLater = (
  functionId: string,
  event: unknown,
  options?: { traceHeader?: string; qualifier?: string },
) => void;

/** Virtual milliseconds before each further attempt ("How Lambda handles errors and retries with asynchronous invocation"). */
const retryDelays = [60_000, 120_000];

/** Makes asynchronous invocation: a failed one is tried twice more, and the clock tracks each attempt. Not durable. */
export function createInvokeLater(clock: Clock, invoke: Lambda['invoke']): InvokeLater {
  const attempt = async (retries: readonly number[], run: () => Promise<InvocationResult>): Promise<void> => {
    const result = await run();
    const [delay, ...others] = retries;
    if (result.status === 'ok' || delay === undefined) return;
    clock.at(clock.now() + delay, () => clock.run(attempt(others, run)));
  };
  return (functionId, event, options = {}) => clock.run(attempt(retryDelays, () => invoke(functionId, event, options)));
}
