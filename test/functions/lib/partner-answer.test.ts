import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { LONGEST_ANSWER, partnerAnswer } from '../../../functions/lib/partner-answer.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

const silence = () => new Promise<string>(() => {});

test('what a partner answers in time is the answer, and nothing is waited for any more', async () => {
  expect(await partnerAnswer(async () => 'in-transit')).toBe('in-transit');
  expect(vi.getTimerCount()).toBe(0);
});

test.each([
  ['rejects', () => Promise.reject(new Error('reset'))],
  [
    'throws',
    () => {
      throw new Error('reset');
    },
  ],
])('a partner that %s is told as it is', async (_, ask) => {
  await expect(partnerAnswer(ask)).rejects.toThrow('reset');
  expect(vi.getTimerCount()).toBe(0);
});

test('a partner that stays silent is waited for so long, and no longer', async () => {
  const end = vi.fn();
  const waited = partnerAnswer(silence).catch(end);
  await vi.advanceTimersByTimeAsync(LONGEST_ANSWER - 1);
  expect(end).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(1);
  await waited;
  expect(end).toHaveBeenCalledWith(new Error(`No answer within ${LONGEST_ANSWER} ms.`));
});
