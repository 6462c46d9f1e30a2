import { expect, test } from 'vitest';
import { pollDelay } from '../../../web/src/state/poll-delay.ts';

test('looks soon at first, then ever less often, and never less than every half minute', () => {
  const delays = Array.from({ length: 40 }, (_, attempt) => pollDelay(attempt));
  expect(delays[0]).toBeLessThanOrEqual(1_000);
  expect(delays).toEqual(delays.toSorted((a, b) => a - b));
  expect(delays[1]).toBeGreaterThan(delays[0] ?? 0);
  expect(Math.max(...delays)).toBe(30_000);
});
