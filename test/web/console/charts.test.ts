import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Series } from '../../../functions/ops/responses.ts';
import { chartClock, clockSpace } from '../../../web/src/console/charts/chart-clock.ts';
import { chartData } from '../../../web/src/console/charts/chart-data.ts';
import type { ChartSubject } from '../../../web/src/console/charts/chart-subject.ts';
import { chartSummary } from '../../../web/src/console/charts/chart-summary.ts';
import { axisUnit, formatTick, formatValue } from '../../../web/src/console/charts/format-value.ts';
import { isolatedPoints } from '../../../web/src/console/charts/isolated-points.ts';
import { latestFigure } from '../../../web/src/console/charts/latest.ts';
import { periodName } from '../../../web/src/console/charts/period-name.ts';
import { headline, seriesStatistics } from '../../../web/src/console/charts/series-statistics.ts';
import { sparklinePoints } from '../../../web/src/console/charts/sparkline.tsx';

const MINUTE = 60_000;

function series(points: Record<number, number>, more: Partial<Series> = {}): Series {
  const timestamps = Object.keys(points).map((minute) => Number(minute) * MINUTE);
  return { id: 's', label: 'Sent', timestamps, values: Object.values(points), ...more };
}

describe('the data of a chart', () => {
  test('stand on every period of the range, and a period without a datapoint is a gap, not a zero', () => {
    const data = chartData([series({ 1: 5, 3: 0 })], 60, { start: 0, end: 4 * MINUTE });
    expect(data).toEqual({ times: [0, 60, 120, 180], lines: [[null, 5, null, 0]] });
  });

  test('of several series share one axis', () => {
    const { lines } = chartData([series({ 0: 1 }), series({ 1: 2 })], 60, { start: 0, end: 2 * MINUTE });
    expect(lines).toEqual([
      [1, null],
      [null, 2],
    ]);
  });

  test('outside the range are left out', () => {
    const { lines } = chartData([series({ 0: 1, 1: 2, 2: 3 })], 60, { start: MINUTE, end: 2 * MINUTE });
    expect(lines).toEqual([[2]]);
  });

  test('within a period stand at its start', () => {
    const late = { ...series({}), timestamps: [7 * MINUTE], values: [4] };
    const { times, lines } = chartData([late], 300, { start: 5 * MINUTE, end: 15 * MINUTE });
    expect({ times, lines }).toEqual({ times: [300, 600], lines: [[4, null]] });
  });
});

describe('datapoints that no line leads to', () => {
  const cases: Record<string, [line: (number | null)[], isolated: number[]]> = {
    'have a gap on either side': [
      [null, 5, null, 1, 2, null, 0, null],
      [1, 6],
    ],
    'may be the first or the last': [
      [3, null, null, 4],
      [0, 3],
    ],
    'may be the only one': [[7], [0]],
    'are not those of a line': [[1, 2, 3], []],
  };
  for (const [sentence, [line, isolated]] of Object.entries(cases)) {
    test(sentence, () => expect(isolatedPoints(line)).toEqual(isolated));
  }
});

describe('the statistics of a series', () => {
  test('are those of its values', () => {
    expect(seriesStatistics({ values: [3, 0, 5, 2] })).toEqual({ last: 2, min: 0, max: 5, total: 10 });
  });
  test('of nothing are none', () => expect(seriesStatistics({ values: [] })).toBeUndefined());

  const cases: Record<string, [Partial<Series>, ReturnType<typeof headline>]> = {
    'counts add up': [{ stat: 'Sum' }, { value: 3, of: 'total' }],
    'latencies do not': [{ stat: 'p95' }, { value: 2, of: 'last' }],
    'metric math does not': [{}, { value: 2, of: 'last' }],
    'no data has no headline': [{ timestamps: [], values: [] }, undefined],
  };
  for (const [sentence, [more, expected]] of Object.entries(cases)) {
    test(`headline: ${sentence}`, () => expect(headline(series({ 0: 1, 1: 2 }, more))).toEqual(expected));
  }
});

test('a chart is summed up in words, one sentence for each of its lines', () => {
  const widget: ChartSubject = {
    title: 'Latency',
    unit: 'ms',
    period: 60,
    series: [series({ 0: 20, 1: 1500, 2: 30 }, { label: 'p50' }), series({}, { label: 'p99' })],
  };
  expect(chartSummary(widget)).toBe('p50: last 30 ms, lowest 20 ms, highest 1.5 s. p99: no data.');
  expect(chartSummary({ ...widget, series: [] })).toBe('No metrics.');
});

test('a period is told in the longest unit of which it is a whole number', () => {
  expect([30, 60, 300, 3_600, 5_400, 86_400].map(periodName)).toEqual([
    '30 s',
    '1 min',
    '5 min',
    '1 h',
    '90 min',
    '1 d',
  ]);
});

describe('what counts events and has no datapoint', () => {
  const empty = (stat: string) => ({ id: 'a', label: 'Failures', stat, timestamps: [], values: [] });

  test('is 0, and told as none', () => {
    expect([latestFigure(empty('Sum'), 60, 0), latestFigure(empty('SampleCount'), 60, 0)]).toEqual([0, 0]);
    const subject = { title: 'Failures', unit: 'orders', period: 60, series: [empty('Sum')] };
    expect(chartSummary(subject)).toBe('Failures: none.');
  });

  test('is not what measures them', () => {
    expect(latestFigure(empty('p95'), 60, 0)).toBeUndefined();
  });
});

test('times on an axis have room for as much as they say', () => {
  const DAY = 86_400;
  for (const range of [[0, DAY / 4] as const, [0, 14 * DAY] as const]) {
    const written = chartClock(range)(range[1]);
    // A character of the axes' font is seven pixels wide at most.
    expect(clockSpace(...range)).toBeGreaterThan(7 * written.length);
  }
});

describe('values are written with their unit', () => {
  const cases: [value: number, unit: string, written: string][] = [
    [1204, 'requests', '1,204 requests'],
    [1, 'orders', '1 order'],
    [2.456, '%', '2.46 %'],
    [12.34, '%', '12.3 %'],
    [0, '%', '0 %'],
    [0, 'ms', '0 ms'],
    [0.25, 'ms', '250 µs'],
    [1250, 'ms', '1.25 s'],
    [1, 's', '1 s'],
    [0.5, 's', '500 ms'],
    [639, 's', '10 min 39 s'],
    [5, 'cents', '€0.05'],
    [123456, 'cents', '€1,234.56'],
    [1, 'success', '1'],
    [7, '', '7'],
  ];
  for (const [value, unit, written] of cases) {
    test(`${value} ${unit} is ${written}`, () => expect(formatValue(value, unit, 'en-US')).toBe(written));
  }
  test('and short on an axis', () => {
    expect(formatTick(12_000, 'requests', 'en-US')).toBe('12K');
    expect(formatTick(12_000, 'cents', 'en-US')).toBe('120');
  });
  test('times in the unit that fits, which the axis need not name', () => {
    const ticks = [0, 0.5, 500, 10_000, 90_000, 7_200_000].map((value) => formatTick(value, 'ms', 'en-US'));
    expect(ticks).toEqual(['0', '0.5 ms', '500 ms', '10 s', '1.5 min', '2 h']);
    expect([formatTick(30, 's', 'en-US'), formatTick(0.5, 'hours', 'en-US')]).toEqual(['30 s', '30 min']);
    expect([axisUnit('ms'), axisUnit('requests')]).toEqual(['', 'requests']);
  });
});

test('a sparkline stays within its picture', () => {
  fc.assert(
    fc.property(fc.array(fc.double({ min: -1e6, max: 1e6, noNaN: true }), { minLength: 2 }), (values) => {
      for (const point of sparklinePoints(values).split(' ')) {
        const [x = -1, y = -1] = point.split(',').map(Number);
        expect(x).toBeGreaterThanOrEqual(0);
        expect(x).toBeLessThanOrEqual(100);
        expect(y).toBeGreaterThanOrEqual(0);
        expect(y).toBeLessThanOrEqual(24);
      }
    }),
  );
});
