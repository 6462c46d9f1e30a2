import { describe, expect, test } from 'vitest';
import { type Figures, faultIn, type Minute, summary } from '../../../operations/verify/figures.ts';

const quick = (invocations: number): Minute => ({ invocations, p95: 80 });
const slow = (invocations: number): Minute => ({ invocations, p95: 2_400 });
const figures = (minutes: Minute[], failures = 0): Figures => ({ id: 'checkout', minutes, failures });

const RIGHT: Record<string, Figures> = {
  'nothing happened': figures([]),
  'all went well': figures([quick(40), quick(60)]),
  'two requests failed, and no other came': figures([quick(2)], 2),
  'one in twenty failed': figures([quick(60)], 3),
  'two minutes were slow': figures([slow(50), slow(50), quick(50)]),
  'every minute was slow, of few requests each': figures([slow(19), slow(19), slow(19), slow(19)]),
};
test.each(Object.entries(RIGHT))('a release of which %s stays', (_, one) => {
  expect(faultIn([one])).toBeUndefined();
});

describe('a release goes back', () => {
  test('when more than one in twenty of its requests fail, of three or more', () => {
    expect(faultIn([figures([quick(30), quick(29)], 3)])).toBe('checkout failed 3 of 59 requests, more than 5 %');
  });

  test('when three minutes were slow, though others between them were not', () => {
    const fault = faultIn([figures([slow(20), quick(90), slow(20), slow(20)])]);
    expect(fault).toBe('checkout has a p95 above 2000 ms in 3 minutes, 2400 ms in the last');
  });

  test('for one function’s sake, whose failures are few among the requests of all', () => {
    const others: Figures = { id: 'catalog', minutes: [quick(10_000)], failures: 0 };
    expect(faultIn([others, figures([quick(5)], 5)])).toMatch(/^checkout failed 5 of 5/);
  });
});

test('the figures in a few words are those of all functions, and the p95 that of the slowest now', () => {
  const catalog: Figures = { id: 'catalog', minutes: [slow(20), quick(60)], failures: 1 };
  const cart: Figures = { id: 'cart', minutes: [{ invocations: 20, p95: 120.4 }], failures: 0 };
  expect(summary([catalog, cart])).toBe('1 of 100 requests failed, the slowest function’s p95 is 120 ms');
  expect(summary([figures([])])).toBe('no requests yet');
});
