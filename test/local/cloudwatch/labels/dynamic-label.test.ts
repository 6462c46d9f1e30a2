import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fillLabel, isDynamic, type LabelContext } from '../../../../local/cloudwatch/labels/dynamic-label.ts';
import type { TimeSeries } from '../../../../local/cloudwatch/math/value.ts';

const MINUTE = 60_000;
const START = Date.parse('2026-11-23T14:30:00Z');

const CONTEXT: LabelContext = {
  now: START + 125 * MINUTE,
  offsetMinutes: 0,
  accountId: '000000000000',
  region: 'us-east-1',
};

const SERIES: TimeSeries = {
  label: 'Latency',
  period: MINUTE,
  timestamps: [0, 1, 2, 90].map((minute) => START + minute * MINUTE),
  values: [20, 50.12345, 10, 0.00123456],
  origin: { namespace: 'Shop', name: 'Latency', dimensions: { Service: 'cart' }, stat: 'p99' },
};
const EMPTY: TimeSeries = { label: 'm', period: MINUTE, timestamps: [], values: [] };

const fill = (label: string, series = SERIES, context: Partial<LabelContext> = {}): string =>
  fillLabel(label, series, 'Latency', { ...CONTEXT, ...context });
const part = (name: string): string => `\${${name}}`;

describe('the parts of "Use dynamic labels"', () => {
  it.each([
    ['LABEL', 'Latency'],
    ['AVG', '20.031'],
    ['DATAPOINT_COUNT', '4'],
    ['FIRST', '20'],
    ['FIRST_LAST_RANGE', '19.999'],
    ['FIRST_LAST_TIME_RANGE', '1h 30m'],
    ['FIRST_TIME', '2026-11-23 14:30:00 UTC'],
    ['FIRST_TIME_RELATIVE', '2h 5m'],
    ['LAST', '0.00123'],
    ['LAST_TIME', '2026-11-23 16:00:00 UTC'],
    ['LAST_TIME_RELATIVE', '35m'],
    ['MAX', '50.123'],
    ['MAX_TIME', '2026-11-23 14:31:00 UTC'],
    ['MAX_TIME_RELATIVE', '2h 4m'],
    ['MIN', '0.00123'],
    ['MIN_MAX_RANGE', '50.122'],
    ['MIN_MAX_TIME_RANGE', '1h 29m'],
    ['MIN_TIME', '2026-11-23 16:00:00 UTC'],
    ['MIN_TIME_RELATIVE', '35m'],
    ['SUM', '80.125'],
    ["PROP('AccountId')", '000000000000'],
    ["PROP('Dim.Service')", 'cart'],
    ["PROP('Dim.Route')", '--'],
    ["PROP('MetricName')", 'Latency'],
    ["PROP('Namespace')", 'Shop'],
    ["PROP('Period')", '60'],
    ["PROP('Region')", 'us-east-1'],
    ["PROP('Stat')", 'p99'],
  ])('%s shows %s', (name, expected) => {
    expect(fill(part(name))).toBe(expected);
    expect(isDynamic(part(name))).toBe(true);
  });

  it('tell a length of time in its two largest units', () => {
    const now = START + (26 * 60 + 5) * MINUTE + 7000;
    expect(fill(part('FIRST_TIME_RELATIVE'), SERIES, { now })).toBe('1d 2h');
    expect(fill(part('FIRST_TIME_RELATIVE'), SERIES, { now: START })).toBe('0s');
  });

  it('tell the oldest of equal extremes', () => {
    const level = { ...SERIES, values: [7, 7, 7, 7] };
    expect(fill(`${part('MIN_TIME')}, ${part('MAX_TIME')}`, level)).toBe(
      '2026-11-23 14:30:00 UTC, 2026-11-23 14:30:00 UTC',
    );
  });

  it('stand anywhere in the label', () => {
    expect(fill(`[max: ${part('MAX')} Errors for ${part('LABEL')}]`)).toBe('[max: 50.123 Errors for Latency]');
  });
});

describe('what AWS leaves open', () => {
  it.each(['MEDIAN', 'avg', "PROP('Unit')", 'PROP(Stat)', 'constructor'])('%s stays as it is written', (name) => {
    expect(fill(part(name))).toBe(part(name));
  });

  it('shows -- for values and times without a datapoint, and counts none', () => {
    expect(fill(`${part('AVG')} ${part('LAST_TIME')} ${part('MIN_TIME_RELATIVE')}`, EMPTY)).toBe('-- -- --');
    expect(fill(part('DATAPOINT_COUNT'), EMPTY)).toBe('0');
  });

  it('knows no metric behind a computed series', () => {
    expect(fill(part("PROP('MetricName')"), EMPTY)).toBe(part("PROP('MetricName')"));
  });

  it('fills six values, and the label once', () => {
    expect(fill(part('MAX').repeat(7))).toBe('50.123'.repeat(6) + part('MAX'));
    expect(fill(part('LABEL').repeat(2))).toBe(`Latency${part('LABEL')}`);
  });
});

describe('the time zone', () => {
  it.each([
    [90, '2026-11-23 16:00:00 UTC+01:30'],
    [-300, '2026-11-23 09:30:00 UTC-05:00'],
    [600, '2026-11-24 00:30:00 UTC+10:00'],
  ])('%d minutes ahead of UTC', (offsetMinutes, expected) => {
    expect(fill(part('FIRST_TIME'), SERIES, { offsetMinutes })).toBe(expected);
  });
});

describe('laws', () => {
  it('a label without a dynamic part is itself', () => {
    fc.assert(
      fc.property(fc.string(), (label) => {
        fc.pre(!isDynamic(label));
        expect(fill(label)).toBe(label);
      }),
    );
  });
});
