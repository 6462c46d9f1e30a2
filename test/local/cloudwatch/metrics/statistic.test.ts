import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addStatisticSet,
  addValue,
  createDistribution,
  type Distribution,
  mergeDistribution,
} from '../../../../local/cloudwatch/metrics/distribution.ts';
import { computeStatistic, parseStatistic } from '../../../../local/cloudwatch/metrics/statistic.ts';

function distributionOf(values: readonly number[]): Distribution {
  const distribution = createDistribution();
  for (const value of values) addValue(distribution, value, 1);
  return distribution;
}

function statistic(text: string, ...parts: readonly Distribution[]): number | undefined {
  const parsed = parseStatistic(text);
  if (parsed === undefined) throw new RangeError(`${text} is no statistic`);
  return computeStatistic(parsed, parts);
}

const oneToTen = distributionOf([3, 1, 2, 5, 4, 6, 10, 8, 9, 7]);

describe('statistics of 1 to 10', () => {
  it.each([
    ['SampleCount', 10],
    ['Sum', 55],
    ['Average', 5.5],
    ['Minimum', 1],
    ['Maximum', 10],
    ['p0', 1],
    ['p50', 5],
    ['p90', 9],
    ['p99.9', 10],
    ['p100', 10],
    ['IQM', 5.5],
    ['tm90', 5],
    ['TM(10%:90%)', 5.5],
    ['TM(:50%)', 3],
    ['TM(2:5)', 4],
    ['TC(10%:90%)', 8],
    ['TC(2:5)', 3],
    ['tc80', 8],
    ['TS(2:5)', 12],
    ['ts50', 15],
    ['WM(10%:90%)', 5.4],
    ['WM(3:8)', 5.5],
    ['PR(:3)', 30],
    ['PR(3:)', 70],
    ['PR(2:5)', 30],
  ])('%s is %d', (text, expected) => {
    expect(statistic(text, oneToTen)).toBeCloseTo(expected, 9);
  });

  it.each(['p101', 'pp', 'avg', 'TM(90%:10%)', 'TM()', 'PR(10%:20%)', 'TM(1:50%)', 'p', ''])(
    '%s is no statistic',
    (text) => {
      expect(parseStatistic(text)).toBeUndefined();
    },
  );
});

describe('what CloudWatch has no percentile for', () => {
  it('a negative value', () => {
    expect(statistic('p50', distributionOf([-1, 2, 3]))).toBeUndefined();
    expect(statistic('Average', distributionOf([-1, 2, 5]))).toBe(2);
  });

  it('a statistic set over several values', () => {
    const set = createDistribution();
    addStatisticSet(set, { count: 4, sum: 10, minimum: 1, maximum: 4 });
    expect(statistic('p50', set)).toBeUndefined();
    expect(statistic('Average', set)).toBe(2.5);
  });

  it('but a statistic set whose values are equal has one', () => {
    const set = createDistribution();
    addStatisticSet(set, { count: 4, sum: 12, minimum: 3, maximum: 3 });
    expect(statistic('p50', set)).toBe(3);
  });
});

describe('percentiles', () => {
  const samples = fc.array(fc.double({ min: 1e-9, max: 1e9, noNaN: true }), { minLength: 1, maxLength: 400 });
  const percents = fc.integer({ min: 0, max: 100 });
  const exactRank = (values: readonly number[], percent: number): number =>
    values.toSorted((a, b) => a - b)[Math.max(0, Math.ceil((percent * values.length) / 100) - 1)] ?? Number.NaN;

  it('are exact below 1,000 samples, in one bucket or in several', () => {
    fc.assert(
      fc.property(samples, samples, percents, (a, b, percent) => {
        const found = statistic(`p${percent}`, distributionOf(a), distributionOf(b));
        expect(found).toBe(exactRank([...a, ...b], percent));
      }),
      { numRuns: 50 },
    );
  });

  it('err by at most 1 % from 1,000 samples on, merged from buckets or not', () => {
    fc.assert(
      fc.property(samples, percents, (values, percent) => {
        const many = Array.from(
          { length: 1500 },
          (_, index) => (values[index % values.length] ?? 1) * (1 + index / 1500),
        );
        const exact = exactRank(many, percent);
        const whole = statistic(`p${percent}`, distributionOf(many));
        const merged = statistic(`p${percent}`, distributionOf(many.slice(0, 700)), distributionOf(many.slice(700)));
        expect(whole).toBe(merged);
        expect(Math.abs((whole ?? Number.NaN) - exact) / exact).toBeLessThanOrEqual(0.01);
      }),
      { numRuns: 50 },
    );
  });

  it('count zeros and weights in a sketch', () => {
    const distribution = createDistribution();
    addValue(distribution, 0, 1500);
    addValue(distribution, 100, 500);
    expect(statistic('p75', distribution)).toBe(0);
    expect(Math.abs((statistic('p76', distribution) ?? 0) - 100)).toBeLessThanOrEqual(1);
  });

  it('do not change what they are computed from', () => {
    const [a, b] = [distributionOf([1, 2]), distributionOf([3])];
    statistic('p50', a, b);
    expect(a).toEqual(distributionOf([1, 2]));
    expect(b).toEqual(distributionOf([3]));
  });
});

describe('merging', () => {
  it('gives the totals of both', () => {
    const into = distributionOf([1, 5]);
    mergeDistribution(into, distributionOf([0, 9]));
    expect(into).toMatchObject({ count: 4, sum: 15, minimum: 0, maximum: 9 });
  });
});
