import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { otherClock, stageClock } from '../../../operations/deploy/stage-clock.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

test.each<[string, number | undefined, number]>([
  ['runs as this machine’s does', 1, 1_000],
  ['runs faster', 20, 20_000],
  ['moves only when it is told to', undefined, 0],
])('while a stage whose clock %s does not answer, it goes on so', async (_, pace, passed) => {
  let answers = true;
  const clock = stageClock({ now: async () => (answers ? 500 : Promise.reject(new Error('No answer.'))) }, pace);
  await clock();
  answers = false;
  vi.advanceTimersByTime(1_000);
  expect(await clock()).toBe(500 + passed);
});

test('a stage that has never answered has no time', async () => {
  const clock = stageClock({ now: async () => Promise.reject(new Error('No answer.')) }, 1);
  await expect(clock()).rejects.toThrow('No answer.');
});

test('a stage’s clock that is not this machine’s is told of', () => {
  expect(otherClock(1)).toBeUndefined();
  expect(otherClock(20)).toMatch(/^The stage’s clock runs at 20 times the speed: the console tells times by it/);
  expect(otherClock(undefined)).toMatch(/^The stage’s clock moves only when it is told to: /);
});
