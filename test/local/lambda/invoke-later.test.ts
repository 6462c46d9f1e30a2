import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Clock, createClock } from '../../../local/clock.ts';
import { createInvokeLater, createInvokeScheduled } from '../../../local/lambda/invoke-later.ts';
import type { InvocationResult } from '../../../local/lambda/lambda.ts';

const HOUR = 3_600_000;
const failed = { status: 'error', functionError: 'Unhandled' } as const;
const throttled: InvocationResult = {
  ...failed,
  errorType: 'TooManyRequestsException',
  errorMessage: 'Rate Exceeded.',
};
const broken: InvocationResult = { ...failed, errorType: 'Error', errorMessage: 'broken' };
const ok: InvocationResult = { status: 'ok', payload: null };

let clock: Clock;
beforeEach(() => {
  clock = createClock({ mode: 'simulated', speed: 1, start: 0 });
});
afterEach(() => clock.stop());

/** When an event was tried, in seconds, by what came of each attempt; the last result for ever. */
async function attempts(results: readonly InvocationResult[]): Promise<readonly number[]> {
  const times: number[] = [];
  const invoke = async (): Promise<InvocationResult> => {
    times.push(clock.now() / 1_000);
    return results[Math.min(times.length, results.length) - 1] ?? ok;
  };
  createInvokeLater(clock, invoke)('outbox', {});
  await clock.advance(24 * HOUR);
  return times;
}

test('a scheduled run that is throttled is tried again, one that fails is not; the first attempt is waited for', async () => {
  const times: number[] = [];
  const results = [throttled, throttled, broken, ok];
  const first = createInvokeScheduled(clock, async () => {
    times.push(clock.now() / 1_000);
    return results[times.length - 1] ?? ok;
  })('probe', {});
  await first;
  expect(times).toEqual([0]);
  await clock.advance(HOUR);
  expect(times).toEqual([0, 1, 3]);
});

test('a success is all there is', async () => expect(await attempts([ok])).toEqual([0]));

test('an error is tried twice more', async () => expect(await attempts([broken])).toEqual([0, 60, 180]));

test('what is throttled is tried again, ever later, until the function can be reached; its retries are untouched', async () => {
  const results = [throttled, throttled, throttled, broken, ok];
  expect(await attempts(results)).toEqual([0, 1, 3, 7, 67]);
});

test('what is throttled for six hours is given up, at least every five minutes having been tried', async () => {
  const times = await attempts([throttled]);
  const waits = times.slice(1).map((time, index) => time - (times[index] ?? 0));
  expect(Math.max(...waits)).toBe(300);
  expect(times.at(-1)).toBeGreaterThan(6 * 3_600 - 300);
  expect(times.at(-1)).toBeLessThanOrEqual(6 * 3_600);
});
