import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { columnsOf, edgeOf, isDense, outlineOf } from '../../../../local/cloudwatch/widget-image/line-columns.ts';

describe('the columns of pixels that a line passes through', () => {
  const ys = fc.array(fc.integer({ min: 0, max: 1000 }), { minLength: 1, maxLength: 400 });

  it('hold every point of the line and no more than the way to it', () => {
    fc.assert(
      fc.property(ys, fc.integer({ min: 1, max: 60 }), (values, width) => {
        const points = values.map((y, index) => ({ x: (index / values.length) * width, y }));
        const columns = columnsOf(points);
        for (const [index, { x, top, bottom }] of columns.entries()) {
          const own = points.filter((point) => Math.floor(point.x) === x).map(({ y }) => y);
          const way = points.findLast((point) => point.x < x)?.y;
          const all = [...own, ...(index === 0 || way === undefined ? [] : [way])];
          expect([top, bottom]).toEqual([Math.min(...all), Math.max(...all)]);
        }
        expect(new Set(columns.map(({ x }) => x))).toEqual(new Set(points.map(({ x }) => Math.floor(x))));
      }),
      { numRuns: 200 },
    );
  });

  it('have an outline with a margin', () => {
    const columns = columnsOf([9, 1, 5].map((y, index) => ({ x: 0.3 * index, y })));
    expect(outlineOf(columns, 1).map(({ x, y }) => [x, y])).toEqual([
      [0, 0],
      [1, 0],
      [1, 10],
      [0, 10],
    ]);
  });

  it.each([
    ['all of its points while there is room for them', 4, 4],
    ['two for each column when there is not', 40, 4],
  ])('leave an area that ends on the line %s', (_, count, corners) => {
    const points = Array.from({ length: count }, (_, index) => ({ x: (2 * index) / count, y: index }));
    expect([isDense(points), edgeOf(points).length]).toEqual([count > corners, corners]);
  });
});
