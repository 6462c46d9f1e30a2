import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Attempt, nextStep, type Progress, retryDelay } from '../../../local/event-sources/stream-progress.ts';

const policy = { batchSize: 10, maximumRetryAttempts: 2 };
const fresh = { limit: 10, attempts: 0 };
const failed: Attempt = { outcome: 'failed' };
const throttled: Attempt = { outcome: 'throttled' };
const failedAt = (index: number): Attempt => ({ outcome: 'failedAt', index });

const cases: Record<string, [progress: Progress, tried: number, attempt: Attempt, step: object]> = {
  'success moves past the batch': [
    fresh,
    10,
    { outcome: 'succeeded' },
    { done: 10, discard: 0, progress: fresh, wait: false },
  ],
  'success after halving goes back to whole batches': [
    { limit: 3, attempts: 1 },
    3,
    { outcome: 'succeeded' },
    { done: 3, discard: 0, progress: fresh, wait: false },
  ],
  'a failed record holds back only itself and what follows': [
    fresh,
    10,
    failedAt(4),
    { done: 4, discard: 0, progress: { limit: 10, attempts: 1 }, wait: true },
  ],
  'the same record failing again uses up its retries': [
    { limit: 10, attempts: 1 },
    10,
    failedAt(0),
    { done: 0, discard: 0, progress: { limit: 10, attempts: 2 }, wait: true },
  ],
  'a record whose retries are used up is discarded, and no other': [
    { limit: 10, attempts: 2 },
    10,
    failedAt(0),
    { done: 0, discard: 1, progress: fresh, wait: false },
  ],
  'another record starts with all its retries': [
    { limit: 10, attempts: 2 },
    10,
    failedAt(3),
    { done: 3, discard: 0, progress: { limit: 10, attempts: 1 }, wait: true },
  ],
  'a batch that failed as a whole is halved, which is no retry': [
    fresh,
    7,
    failed,
    { done: 0, discard: 0, progress: { limit: 4, attempts: 0 }, wait: false },
  ],
  'a single record that failed as a whole is retried': [
    { limit: 1, attempts: 0 },
    1,
    failed,
    { done: 0, discard: 0, progress: { limit: 1, attempts: 1 }, wait: true },
  ],
  'a single record that failed as a whole is discarded in the end': [
    { limit: 1, attempts: 2 },
    1,
    failed,
    { done: 0, discard: 1, progress: fresh, wait: false },
  ],
  'a batch that was throttled is tried again as a whole, which is no retry either': [
    fresh,
    7,
    throttled,
    { done: 0, discard: 0, progress: { limit: 10, attempts: 0, refusals: 1 }, wait: true },
  ],
  'what is throttled over and over is never discarded': [
    { limit: 1, attempts: 2, refusals: 30 },
    1,
    throttled,
    { done: 0, discard: 0, progress: { limit: 1, attempts: 2, refusals: 31 }, wait: true },
  ],
};
test.each(Object.entries(cases))('%s', (_, [progress, tried, attempt, step]) => {
  expect(nextStep(progress, tried, attempt, policy)).toEqual(step);
});

test('whatever is poison, every other record is processed once and in order, and the poison is discarded', () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.nat(29)), fc.boolean(), (poison, reportsItems) => {
      let pending = Array.from({ length: 30 }, (_, index) => index);
      let progress: Progress = fresh;
      const [processed, discarded]: number[][] = [[], []];
      for (let tries = 0; pending.length > 0; tries++) {
        expect(tries).toBeLessThan(1000);
        const batch = pending.slice(0, progress.limit);
        const bad = batch.findIndex((record) => poison.includes(record));
        const attempt: Attempt = bad < 0 ? { outcome: 'succeeded' } : reportsItems ? failedAt(bad) : failed;
        const step = nextStep(progress, batch.length, attempt, policy);
        processed?.push(...pending.slice(0, step.done));
        discarded?.push(...pending.slice(step.done, step.done + step.discard));
        pending = pending.slice(step.done + step.discard);
        progress = step.progress;
      }
      expect(discarded).toEqual(poison.toSorted((a, b) => a - b));
      expect(processed).toEqual(Array.from({ length: 30 }, (_, index) => index).filter((n) => !poison.includes(n)));
    }),
  );
});

test('waits grow up to a minute', () => {
  const waits = Array.from({ length: 20 }, (_, index) => retryDelay({ attempts: index + 1 }));
  expect(waits.toSorted((a, b) => a - b)).toEqual(waits);
  expect(waits.at(-1)).toBe(60_000);
  expect(retryDelay({ attempts: 0, refusals: 1 })).toBe(retryDelay({ attempts: 1 }));
});
