import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Segment } from '../../../functions/ops/responses.ts';
import { waterfallLayout } from '../../../web/src/console/traces/waterfall-layout.ts';

function segment(more: Partial<Segment>): Segment {
  return {
    id: 'a',
    depth: 0,
    name: 'a',
    startMs: 0,
    durationMs: 100,
    inProgress: false,
    fault: false,
    error: false,
    throttle: false,
    annotations: {},
    aws: {},
    exceptions: [],
    ...more,
  };
}

function rowOf(more: Partial<Segment>, durationMs = 200) {
  return waterfallLayout({ segments: [segment(more)], durationMs }).rows[0];
}

describe('a segment’s bar', () => {
  test('stands where the segment stands in the trace', () => {
    expect(rowOf({ startMs: 50, durationMs: 100 })).toMatchObject({ left: 25, width: 50 });
  });
  test('of a segment still in progress reaches to the end', () => {
    expect(rowOf({ startMs: 150, durationMs: 0, inProgress: true })).toMatchObject({ left: 75, width: 25 });
  });
  test('of the shortest segment can still be seen', () => {
    expect(rowOf({ startMs: 200, durationMs: 0 })?.width).toBeGreaterThan(0);
  });
  test('that ends after the trace’s own duration makes the axis longer', () => {
    expect(rowOf({ startMs: 0, durationMs: 400 }, 200)).toMatchObject({ left: 0, width: 100 });
  });

  const outcomes: Record<string, [Partial<Segment>, string]> = {
    'a fault outweighs an error': [{ fault: true, error: true }, 'fault'],
    'a throttle is more telling than the error that it also is': [{ throttle: true, error: true }, 'throttle'],
    'an error is an error': [{ error: true }, 'error'],
    'a fault in progress is a fault': [{ fault: true, inProgress: true }, 'fault'],
    'nothing wrong is ok': [{}, 'ok'],
  };
  for (const [sentence, [more, outcome]] of Object.entries(outcomes)) {
    test(sentence, () => expect(rowOf(more)?.outcome).toBe(outcome));
  }
});

test('bars never leave the picture, whatever the clocks of the machines said', () => {
  const time = fc.double({ min: 0, max: 1e7, noNaN: true });
  fc.assert(
    fc.property(time, fc.array(fc.record({ startMs: time, durationMs: time, inProgress: fc.boolean() })), (ms, all) => {
      for (const { left, width } of waterfallLayout({ durationMs: ms, segments: all.map(segment) }).rows) {
        expect(left).toBeGreaterThanOrEqual(0);
        expect(width).toBeGreaterThan(0);
        expect(left + width).toBeLessThanOrEqual(100.000001);
      }
    }),
  );
});

describe('the axis', () => {
  for (const [durationMs, expected] of [
    [700, [0, 200, 400, 600]],
    [100, [0, 25, 50, 75, 100]],
    [0.9, [0, 0.25, 0.5, 0.75]],
    [61_000, [0, 20_000, 40_000, 60_000]],
  ] as const) {
    test(`of ${durationMs} ms has round ticks`, () => {
      const { ticks } = waterfallLayout({ segments: [], durationMs });
      expect(ticks.map(({ ms }) => Number(ms.toPrecision(6)))).toEqual(expected);
    });
  }

  test('of a trace without duration is not endless', () => {
    expect(waterfallLayout({ segments: [], durationMs: 0 }).ticks.length).toBeLessThanOrEqual(6);
  });
});
