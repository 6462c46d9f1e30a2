import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { runsOf, thin } from '../../../../local/cloudwatch/widget-image/series-runs.ts';

describe('the runs of a series', () => {
  it.each<[string, number[], [number, number][]]>([
    ['none without datapoints', [], []],
    ['one datapoint', [60], [[0, 1]]],
    ['one while none is missing', [0, 60, 120], [[0, 3]]],
    [
      'two around a missing one',
      [0, 60, 180, 240],
      [
        [0, 2],
        [2, 4],
      ],
    ],
    ['one over a datapoint a little late', [0, 60, 145], [[0, 3]]],
  ])('are %s', (_, timestamps, runs) => {
    expect(runsOf(timestamps, 60).map(({ from, to }) => [from, to])).toEqual(runs);
  });
});

describe('a line with more points than pixels', () => {
  const ys = fc.array(fc.integer({ min: 0, max: 1000 }), { minLength: 1, maxLength: 400 });

  it('keeps the lowest and the highest point of each column, and its ends', () => {
    fc.assert(
      fc.property(ys, fc.integer({ min: 1, max: 60 }), (values, width) => {
        const points = values.map((y, index) => ({ x: (index / values.length) * width, y }));
        const kept = thin(points);
        expect([kept[0], kept.at(-1)]).toEqual([points[0], points.at(-1)]);
        expect(kept.length).toBeLessThanOrEqual(Math.max(2 * Math.max(2, width), 2 * width + 2));
        for (let column = 0; column < width; column++) {
          const heights = (line: readonly { x: number; y: number }[]) =>
            line.filter(({ x }) => Math.floor(x) === column).map(({ y }) => y);
          expect(Math.max(...heights(kept))).toBe(Math.max(...heights(points)));
          expect(Math.min(...heights(kept))).toBe(Math.min(...heights(points)));
        }
        expect(kept.every((point, index) => index === 0 || point.x >= (kept[index - 1]?.x ?? 0))).toBe(true);
      }),
      { numRuns: 200 },
    );
  });
});
