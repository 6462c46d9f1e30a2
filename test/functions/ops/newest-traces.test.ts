import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { newestTraces } from '../../../functions/ops/newest-traces.ts';

const MINUTE = 60_000;

/** A trace that begins so many milliseconds after the epoch. */
const trace = (ms: number, id = String(ms)) => ({ id, at: new Date(ms).toISOString() });
type Found = ReturnType<typeof trace>;

/** Reads pages of so many of these traces, oldest first, as X-Ray, which promises no order, may. */
function pagesOf(traces: readonly Found[], size: number) {
  return async ({ start, end }: { start: number; end: number }, token = '0') => {
    const within = traces.filter(({ at }) => Date.parse(at) >= start && Date.parse(at) <= end);
    const from = Number(token);
    const next = from + size < within.length ? String(from + size) : undefined;
    return { traces: within.slice(from, from + size), next };
  };
}

/** Every list, each from where the one before says that others may be. */
async function lists(traces: readonly Found[], end: number, size: number): Promise<readonly (readonly Found[])[]> {
  const all: (readonly Found[])[] = [];
  for (let until: number | undefined = end; until !== undefined && all.length < 1_000; ) {
    const found: Awaited<ReturnType<typeof newestTraces<Found>>> = await newestTraces(0, until, pagesOf(traces, size));
    all.push(found.traces);
    until = found.before;
  }
  return all;
}

describe('the newest traces', () => {
  test('are all where there are few', async () => {
    const traces = [1, 2, 3].map((n) => trace(n * MINUTE));
    expect(await newestTraces(0, 10 * MINUTE, pagesOf(traces, 100))).toEqual({
      traces: traces.toReversed(),
      before: undefined,
    });
  });

  test('are a hundred, and those of the same instant as the last', async () => {
    const traces = Array.from({ length: 150 }, (_, n) => trace(10 * MINUTE - Math.max(n, 99) * 100, `t${n}`));
    const { traces: found, before } = await newestTraces(0, 10 * MINUTE, pagesOf(traces, 1_000));
    expect(found).toHaveLength(100);
    expect(before).toBe(10 * MINUTE - 9_900);
  });

  test('leave the older ones to the next look also where they fill a list exactly', async () => {
    const traces = [trace(30 * MINUTE), ...Array.from({ length: 100 }, (_, n) => trace(90 * MINUTE - n))];
    const all = await lists(traces, 90 * MINUTE, 1_000);
    expect(all.map((list) => list.length)).toEqual([100, 1]);
  });

  test('are not followed by older ones of a time that could not be read to its end', async () => {
    // Ninety minutes ago there was a rush: more than the pages that one look may read.
    const rush = Array.from({ length: 2_000 }, (_, n) => trace(30 * MINUTE + n * 10));
    const [recent] = [trace(119.5 * MINUTE)];
    const first = await newestTraces(0, 120 * MINUTE, pagesOf([...rush, recent], 10));
    expect(first.traces).toEqual([recent]);
    expect(first.before).toBeGreaterThan(30 * MINUTE + 20_000);
  });

  test('and those before them are all, newest first, list by list', () =>
    fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(fc.integer({ min: 0, max: 90 * MINUTE }), { maxLength: 400 }),
        fc.integer({ min: 20, max: 200 }),
        async (starts, size) => {
          const traces = starts.toSorted((a, b) => a - b).map((ms) => trace(ms));
          const seen = (await lists(traces, 90 * MINUTE, size)).flat().map(({ id }) => Number(id));
          expect([...new Set(seen)]).toEqual(starts.toSorted((a, b) => b - a));
          expect(seen).toEqual(seen.toSorted((a, b) => b - a));
        },
      ),
      { numRuns: 30 },
    ));
});
