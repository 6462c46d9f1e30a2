import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatTick } from '../../../../local/cloudwatch/widget-image/format-value.ts';
import { type ScaleOptions, valueScale } from '../../../../local/cloudwatch/widget-image/value-scale.ts';

const written = (options: Omit<ScaleOptions, 'count'>) => {
  const { ticks, step } = valueScale({ ...options, count: 5 });
  return ticks.map((tick) => formatTick(tick, step)).join(' ');
};

describe('the value axis', () => {
  it.each<[string, Omit<ScaleOptions, 'count'>, string]>([
    ['begins at zero when the values come near it', { least: 12, most: 96 }, '0 20 40 60 80 100'],
    ['stays with the values when they are far from it', { least: 99.981, most: 99.989 }, '99.982 99.984 99.986 99.988'],
    ['ends at zero when all values are negative', { least: -90, most: -10 }, '-80 -60 -40 -20 0'],
    ['runs from negative to positive values', { least: -55, most: 140 }, '-50 0 50 100 150'],
    ['goes from zero to one when everything is zero', { least: 0, most: 0 }, '0 0.2 0.4 0.6 0.8 1.0'],
    ['gives one value room above it', { least: 5, most: 5 }, '0 2 4 6'],
    ['writes thousands in short', { least: 0, most: 1400 }, '0 500 1k 1.5k'],
    ['writes 1e12 in short', { least: 7e11, most: 1.3e12 }, '800G 1T 1.2T'],
    ['writes values beyond all suffixes as powers', { least: 0, most: 4e200 }, '0 1e200 2e200 3e200 4e200'],
    ['writes tiny values out', { least: 0, most: 0.0004 }, '0 0.0001 0.0002 0.0003 0.0004'],
    ['keeps the bounds it is given', { least: 12, most: 96, min: 50, max: 70 }, '50 55 60 65 70'],
    ['keeps a bound that all values are beyond', { least: 1, most: 2, min: 10 }, '10 11 12 13 14 15'],
  ])('%s', (_, options, ticks) => {
    expect(written(options)).toBe(ticks);
  });

  it('holds every value between bounds, with few ticks in order on it', () => {
    const value = fc.double({ noNaN: true, min: -1e300, max: 1e300 }).map((any) => (Math.abs(any) < 1e-280 ? 0 : any));
    fc.assert(
      fc.property(value, value, fc.integer({ min: 1, max: 8 }), (a, b, count) => {
        const [least, most] = [Math.min(a, b), Math.max(a, b)];
        const { min, max, ticks } = valueScale({ least, most, count });
        expect(min).toBeLessThan(max);
        const slack = (max - min) / 1e6;
        expect(min - slack).toBeLessThanOrEqual(least);
        expect(max + slack).toBeGreaterThanOrEqual(most);
        expect(ticks.length).toBeLessThanOrEqual(2 * count + 2);
        expect(ticks).toEqual([...ticks].sort((x, y) => x - y));
      }),
      { numRuns: 500 },
    );
  });
});
