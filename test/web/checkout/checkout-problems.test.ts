import { describe, expect, test } from 'vitest';
import { CHECKOUT_PATHS, checkoutProblems } from '../../../web/src/checkout/checkout-problems.ts';
import { readCheckout } from '../../../web/src/checkout/read-checkout.ts';

const typed: Record<string, string> = {
  'shipping.name': ' Robin Example ',
  'shipping.street': '1 Long Lane',
  'shipping.postcode': '1010',
  'shipping.city': 'Vienna',
  'shipping.country': 'AT',
  'payment.number': '4242 4242 4242 4242',
  'payment.expiry': '12/34',
  'payment.cvc': '123',
};

const read = (changes: Record<string, string> = {}) => {
  const form = new FormData();
  for (const [path, value] of Object.entries({ ...typed, ...changes })) form.set(path, value);
  return readCheckout(form, 1250);
};

describe('a checkout', () => {
  test('is sent without the blanks of typing', () => {
    expect(read()).toEqual({
      shipping: { name: 'Robin Example', street: '1 Long Lane', city: 'Vienna', postcode: '1010', country: 'AT' },
      payment: { method: 'card', number: '4242424242424242', expiry: '12/34', cvc: '123' },
      expectedTotalCents: 1250,
    });
  });

  test.each(['wallet', 'invoice'] as const)('paid by %s sends no card and asks for none', (method) => {
    const request = read({ 'payment.method': method, 'payment.number': '', 'payment.cvc': '' });
    expect(request.payment).toEqual({ method });
    expect(checkoutProblems(request, 1250)).toEqual({});
  });

  test('paid with store credit needs enough of it, as far as that is known', () => {
    const request = read({ 'payment.method': 'wallet' });
    expect(Object.keys(checkoutProblems(request, 1249))).toEqual(['payment.method']);
    expect(checkoutProblems(request)).toEqual({});
  });

  test('that is complete has no problems', () => {
    expect(checkoutProblems(read())).toEqual({});
  });

  test.each(CHECKOUT_PATHS)('without %s names exactly that field', (path) => {
    expect(Object.keys(checkoutProblems(read({ [path]: ' ' })))).toEqual([path]);
  });
});
