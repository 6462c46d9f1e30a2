import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { alertsFor, isBlocked, mismatchAlerts } from '../../../functions/checkout/fraud.ts';

const told = (alerts: readonly { readonly Rule: string; readonly Action: string }[]) =>
  alerts.map(({ Rule, Action }) => `${Rule} ${Action}`);

describe('before the payment', () => {
  test.each([
    ['an ordinary order passes', { totalCents: 1850, tried: 1 }, []],
    ['a cent less than 1,000.00 passes', { totalCents: 99_999, tried: 1 }, []],
    ['1,000.00 is looked at', { totalCents: 100_000, tried: 1 }, ['amount review']],
    ['a cent less than 5,000.00 is looked at', { totalCents: 499_999, tried: 1 }, ['amount review']],
    ['5,000.00 is forbidden', { totalCents: 500_000, tried: 1 }, ['amount block']],
    ['the fifth checkout within an hour passes', { totalCents: 1850, tried: 5 }, []],
    ['the sixth is looked at', { totalCents: 1850, tried: 6 }, ['velocity review']],
    ['the fifteenth is looked at', { totalCents: 1850, tried: 15 }, ['velocity review']],
    ['the sixteenth is forbidden', { totalCents: 1850, tried: 16 }, ['velocity block']],
    ['every rule speaks for itself', { totalCents: 500_000, tried: 6 }, ['amount block', 'velocity review']],
  ])('%s', (_, facts, expected) => {
    expect(told(alertsFor(facts))).toEqual(expected);
    expect(isBlocked(alertsFor(facts))).toBe(expected.some((each) => each.endsWith('block')));
  });

  test('more money or more tries never make an order less suspicious', () => {
    const severity = (facts: { totalCents: number; tried: number }) =>
      alertsFor(facts).reduce((sum, { Action }) => sum + (Action === 'block' ? 10 : 1), 0);
    const facts = fc.record({ totalCents: fc.nat(600_000), tried: fc.integer({ min: 1, max: 20 }) });
    fc.assert(
      fc.property(facts, fc.nat(600_000), fc.nat(20), (some, money, tries) => {
        const more = { totalCents: some.totalCents + money, tried: some.tried + tries };
        expect(severity(more)).toBeGreaterThanOrEqual(severity(some));
      }),
      { numRuns: 200 },
    );
  });
});

describe('a card', () => {
  test.each([
    ['of the address’s country passes', 'NL', 'NL', []],
    ['passes however the country is typed', 'NL', ' nl ', []],
    ['of which the provider knows no country passes', undefined, 'NL', []],
    ['of another country is looked at', 'GB', 'NL', ['mismatch review']],
    ['is looked at when the address names no country that is one', 'GB', 'Atlantis', ['mismatch review']],
  ])('%s', (_, cardCountry, country, expected) => {
    expect(told(mismatchAlerts(cardCountry, country))).toEqual(expected);
  });
});
