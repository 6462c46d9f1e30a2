import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Bucket, withValue } from '../../../../local/cloudwatch/metrics/bucket.ts';
import { computeStatistic, parseStatistic } from '../../../../local/cloudwatch/metrics/statistic.ts';

/** Every sample this many times: percentiles of whole percents then cut between samples, never through one. */
const COPIES = 100;

type Expected = (sorted: readonly number[], lower: number, upper: number) => number | undefined;

const sum = (values: readonly number[]): number => values.reduce((all, value) => all + value, 0);
const mean = (values: readonly number[]) => (values.length === 0 ? undefined : sum(values) / values.length);
const copies = (sorted: readonly number[]) => sorted.flatMap((value) => new Array<number>(COPIES).fill(value));
const byRank = (sorted: readonly number[], lower: number, upper: number): number[] =>
  copies(sorted).slice(lower * sorted.length, upper * sorted.length);
const byValue = (sorted: readonly number[], lower: number, upper: number): number[] =>
  sorted.filter((value) => value > lower && value <= upper);
const atRank = (sorted: readonly number[], percent: number): number =>
  sorted[Math.max(0, Math.ceil((percent * sorted.length) / 100) - 1)] ?? Number.NaN;
const clamped = (sorted: readonly number[], low: number, high: number) =>
  mean(sorted.map((value) => Math.min(Math.max(value, low), high)));

const BASIC: Readonly<Record<string, (sorted: readonly number[]) => number | undefined>> = {
  SampleCount: (sorted) => sorted.length,
  Sum: sum,
  Average: mean,
  Minimum: (sorted) => sorted[0],
  Maximum: (sorted) => sorted.at(-1),
  IQM: (sorted) => mean(byRank(sorted, 25, 75)),
};

const PERCENT_BOUNDS: Readonly<Record<string, Expected>> = {
  TM: (sorted, lower, upper) => mean(byRank(sorted, lower, upper)),
  TC: (sorted, lower, upper) => byRank(sorted, lower, upper).length / COPIES,
  TS: (sorted, lower, upper) => sum(byRank(sorted, lower, upper)) / COPIES,
  WM: (sorted, lower, upper) => clamped(sorted, atRank(sorted, lower), atRank(sorted, upper)),
};

const VALUE_BOUNDS: Readonly<Record<string, Expected>> = {
  TM: (sorted, lower, upper) => mean(byValue(sorted, lower, upper)),
  TC: (sorted, lower, upper) => byValue(sorted, lower, upper).length,
  TS: (sorted, lower, upper) => sum(byValue(sorted, lower, upper)),
  WM: clamped,
  PR: (sorted, lower, upper) => (100 * byValue(sorted, lower, upper).length) / sorted.length,
};

/** Samples spread over several buckets of one period. */
const buckets = fc.array(fc.array(fc.integer({ min: 0, max: 12 }), { minLength: 1, maxLength: 8 }), {
  minLength: 1,
  maxLength: 4,
});
const bounds = (max: number) =>
  fc.tuple(fc.nat({ max }), fc.nat({ max })).map(([a, b]) => ({ lower: Math.min(a, b), upper: Math.max(a, b) }));

function compute(text: string, groups: readonly (readonly number[])[]): number | undefined {
  const statistic = parseStatistic(text);
  if (statistic === undefined) throw new RangeError(`${text} is no statistic`);
  const stored = groups.map((values) =>
    values.reduce<Bucket | undefined>((bucket, value) => withValue(bucket, value, 1), undefined),
  );
  return computeStatistic(
    statistic,
    stored.filter((bucket) => bucket !== undefined),
  );
}

function check(text: string, groups: readonly (readonly number[])[], expected: number | undefined): void {
  const found = compute(text, groups);
  if (expected === undefined) expect(found).toBeUndefined();
  else expect(found).toBeCloseTo(expected, 9);
}

const sorted = (groups: readonly (readonly number[])[]) => groups.flat().toSorted((a, b) => a - b);

describe('by brute force over every sample', () => {
  it.each(Object.entries(BASIC))('%s', (text, expected) => {
    fc.assert(fc.property(buckets, (groups) => check(text, groups, expected(sorted(groups)))));
  });

  it('percentiles, with decimals', () => {
    fc.assert(
      fc.property(buckets, fc.nat({ max: 100 * 1000 }), (groups, thousandths) => {
        const all = sorted(groups);
        const percent = thousandths / 1000;
        const rank = Math.max(0, Math.ceil((thousandths * all.length) / 100_000) - 1);
        check(`p${percent}`, groups, all[rank]);
      }),
    );
  });

  it.each(Object.entries(PERCENT_BOUNDS))('%s between percentiles', (name, expected) => {
    fc.assert(
      fc.property(buckets, bounds(100), (groups, { lower, upper }) => {
        check(`${name}(${lower}%:${upper}%)`, groups, expected(sorted(groups), lower, upper));
        check(`${name}(:${upper}%)`, groups, expected(sorted(groups), 0, upper));
        check(`${name}(${lower}%:)`, groups, expected(sorted(groups), lower, 100));
        check(`${name.toLowerCase()}${upper}`, groups, expected(sorted(groups), 0, upper));
      }),
    );
  });

  it.each(Object.entries(VALUE_BOUNDS))('%s between values', (name, expected) => {
    fc.assert(
      fc.property(buckets, bounds(12), (groups, { lower, upper }) => {
        check(`${name}(${lower}:${upper})`, groups, expected(sorted(groups), lower, upper));
        check(`${name}(:${upper})`, groups, expected(sorted(groups), -Infinity, upper));
        check(`${name}(${lower}:)`, groups, expected(sorted(groups), lower, Infinity));
      }),
    );
  });

  it.each(['p50', 'IQM', 'TM(10%:90%)', 'TC(0:5)', 'TS(0:5)', 'WM(10%:90%)', 'PR(:5)'])(
    '%s has no value where a sample is negative',
    (text) => {
      fc.assert(fc.property(buckets, (groups) => check(text, [...groups, [-1]], undefined)));
    },
  );
});
