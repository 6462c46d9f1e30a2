import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { barLayout, niceStep } from '../../../../web/src/admin/statistics/bar-layout.ts';

const BOX = { width: 600, height: 160 };
const value = fc.option(fc.integer({ min: -5_000_000, max: 5_000_000 }));
const series = fc
  .integer({ min: 1, max: 90 })
  .chain((days) => fc.array(fc.array(value, { minLength: days, maxLength: days }), { minLength: 1, maxLength: 3 }));

describe('bars', () => {
  test('lie within their box, stand on zero, and are as high as what they show', () => {
    fc.assert(
      fc.property(series, (values) => {
        const { bars, ticks } = barLayout(values, BOX);
        const zero = (ticks.find((tick) => tick.value === 0)?.at ?? Number.NaN) * BOX.height;
        const span = (ticks.at(-1)?.value ?? 0) - (ticks[0]?.value ?? 0);
        for (const [index, line] of values.entries()) {
          for (const [day, shown] of line.entries()) {
            const bar = bars[index]?.[day];
            if (bar === undefined) throw new Error('A value has no bar.');
            expect(bar.x).toBeGreaterThanOrEqual(0);
            expect(bar.x + bar.width).toBeLessThanOrEqual(BOX.width + 1e-6);
            expect(bar.y).toBeGreaterThanOrEqual(-1e-6);
            expect(bar.y + bar.height).toBeLessThanOrEqual(BOX.height + 1e-6);
            expect((shown ?? 0) >= 0 ? bar.y + bar.height : bar.y).toBeCloseTo(zero, 6);
            expect((bar.height / BOX.height) * span).toBeCloseTo(Math.abs(shown ?? 0), 3);
          }
        }
      }),
      { numRuns: 40 },
    );
  });

  test('of nothing at all still have an axis', () => {
    expect(barLayout([[0, null]], BOX).ticks.map((tick) => tick.value)).toEqual([0, 1]);
    expect(barLayout([], BOX)).toMatchObject({ bars: [] });
  });
});

test.each([
  [0, 1, 1],
  [3, 1, 1],
  [9, 1, 5],
  [80, 1, 20],
  [1, 0.05, 0.5],
  [0.16, 0.05, 0.05],
])('a span of %d, in no finer steps than %d, is divided by %d', (span, least, step) => {
  expect(niceStep(span, least)).toBeCloseTo(step, 9);
});
