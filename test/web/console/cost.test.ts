import { h } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { describe, expect, test } from 'vitest';
import { cost } from '../../../functions/ops/cost/cost-examples.ts';
import { CostTables } from '../../../web/src/console/cost/cost-tables.tsx';
import { measuredInWords, tooEarly, verdictOf } from '../../../web/src/console/cost/cost-words.ts';
import { dollars } from '../../../web/src/console/cost/dollars.ts';

describe('a month is told to be', () => {
  test.each<[string, string, { projected: number; expected: number; budget?: number }]>([
    ['within the budget', 'good', { projected: 49, expected: 30, budget: 50 }],
    ['$2.50 above the budget', 'bad', { projected: 52.5, expected: 60, budget: 50 }],
    ['as expected', 'good', { projected: 20, expected: 30 }],
    ['$10.00 above what was expected', 'warn', { projected: 40, expected: 30 }],
  ])('%s', (label, tone, { projected, expected, budget }) => {
    const verdict = verdictOf({ total: { projected, expected }, ...(budget === undefined ? {} : { budget }) });
    expect([verdict.label.toLowerCase(), verdict.tone]).toEqual([label, tone]);
  });
});

describe('what was measured', () => {
  const requests = { expected: 1_000_000, projected: 360_000 };
  const measured = (to: string) => ({ from: '2026-11-20T00:00:00Z', to, requests: 12_000 });

  test('is told with what it comes to', () => {
    const { text, short } = measuredInWords({ measured: measured('2026-11-21T00:00:00Z'), requests });
    expect(text).toMatch(
      /^12,000 requests in 1 d 0 h come to 360,000 a month, the probe’s among them; the settings expect 1,000,000\.$/,
    );
    expect(short).toBe(false);
  });

  test('says little of a month when it was less than a day, and nothing when there was none', () => {
    expect(measuredInWords({ measured: measured('2026-11-20T06:00:00Z'), requests })).toMatchObject({
      ...{ short: true, text: expect.stringContaining('360,000 a month') },
    });
    expect(measuredInWords({ requests })).toMatchObject({ short: true, text: expect.stringContaining('settings') });
  });
});

describe('a month is not projected', () => {
  const requests = { expected: 1_000_000, projected: 360_000_000 };
  const until = (to: string) => ({ measured: { from: '2026-11-20T00:00:00Z', to, requests: 12_000 }, requests });

  test('from less than six hours, which is said instead of what they would come to', () => {
    expect(tooEarly(until('2026-11-20T05:59:00Z'))).toBe(true);
    expect(measuredInWords(until('2026-11-20T00:02:00Z')).text).toBe(
      'Too early to tell: measured for 2 min. This is what the settings expect.',
    );
  });

  test('and neither is which of the metrics and functions cost most', () => {
    const shown = (to: string) =>
      renderToString(h(CostTables, { cost: { ...cost, measured: { from: '2026-06-01T00:00:00Z', to, requests: 9 } } }));
    expect(shown('2026-06-01T05:00:00Z')).not.toMatch(/\$|<table/);
    expect(shown('2026-06-01T07:00:00Z')).toMatch(/Orders.*\$0\.60.*catalog.*\$0\.28/s);
  });

  test('from nothing, but from six hours', () => {
    expect(tooEarly({})).toBe(true);
    expect(tooEarly(until('2026-11-20T06:00:00Z'))).toBe(false);
  });
});

test.each([
  [0, '$0.00'],
  [0.001, 'under $0.01'],
  [0.005, '$0.01'],
  [1234.5, '$1,234.50'],
])('%d US dollars are %s', (amount, text) => {
  expect(dollars(amount, 'en-US')).toBe(text);
});
