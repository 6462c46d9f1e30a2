import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatCardNumber, formatExpiry, isCardNumber, isExpiry } from '../../../web/src/checkout/card.ts';

describe('a card number', () => {
  test('is shown in groups of four while it is typed', () => {
    expect(formatCardNumber('4242')).toBe('4242');
    expect(formatCardNumber('42424')).toBe('4242 4');
    expect(formatCardNumber('4242-4242 4242x4242')).toBe('4242 4242 4242 4242');
  });

  test.each(['4242424242424242', '4000000000000002', '4000000000000119', '378282246310005'])('%s is one', (number) => {
    expect(isCardNumber(number)).toBe(true);
  });

  test.each(['', '4242', '4242 4242 4242 4242', '4242424242424241', '42424242424242424242'])(
    '"%s" is none',
    (number) => {
      expect(isCardNumber(number)).toBe(false);
    },
  );

  test('with any single digit mistyped is none', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 15 }), fc.integer({ min: 1, max: 9 }), (place, shift) => {
        const typed = [...'4242424242424242'];
        typed[place] = String((Number(typed[place]) + shift) % 10);
        expect(isCardNumber(typed.join(''))).toBe(false);
      }),
    );
  });
});

describe('an expiry', () => {
  test('gets its slash while it is typed, and loses it when it is deleted', () => {
    expect(formatExpiry('1')).toBe('1');
    expect(formatExpiry('12')).toBe('12');
    expect(formatExpiry('123')).toBe('12/3');
    expect(formatExpiry('12/34')).toBe('12/34');
    expect(formatExpiry('12/')).toBe('12');
  });

  test.each(['01/30', '12/34'])('%s is one', (expiry) => expect(isExpiry(expiry)).toBe(true));
  test.each(['00/30', '13/30', '1/30', '12/2034', ''])('"%s" is none', (expiry) =>
    expect(isExpiry(expiry)).toBe(false),
  );
});
