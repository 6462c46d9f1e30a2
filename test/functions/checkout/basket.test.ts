import fc from 'fast-check';
import { expect, test } from 'vitest';
import { agreedTotal } from '../../../functions/checkout/basket.ts';
import { draftOrder } from '../../../functions/checkout/draft-order.ts';
import { costOf } from '../../../functions/lib/order-event-of.ts';
import { SHIPPING } from './checkout-shop.ts';

const cents = fc.nat(10_000_000);
const line = fc.record({
  productId: fc.string(),
  name: fc.string(),
  quantity: fc.integer({ min: 1, max: 99 }),
  priceCents: cents,
});
const basket = fc
  .array(line, { maxLength: 50 })
  .map((lines) => ({ cart: { owner: 'usr_1', version: 1, lines: [] }, lines }));

/** The same sum in numbers that cannot lose a cent. */
const exactTotal = (lines: readonly { quantity: number; priceCents: number }[]) =>
  lines.reduce((sum, { quantity, priceCents }) => sum + BigInt(quantity) * BigInt(priceCents), 0n);

test('the total is exact to the cent, and only that total is agreed to', () => {
  fc.assert(
    fc.property(basket, cents, (given, other) => {
      const totalCents = agreedTotal(given, undefined);
      expect(BigInt(totalCents)).toBe(exactTotal(given.lines));
      expect(agreedTotal(given, totalCents)).toBe(totalCents);
      if (other === totalCents) return;
      expect(() => agreedTotal(given, other)).toThrow(
        expect.objectContaining({ status: 409, options: { code: 'price-changed', members: { totalCents } } }),
      );
    }),
    { numRuns: 100 },
  );
});

test('the total does not depend on the order of the lines', () => {
  fc.assert(
    fc.property(basket, ({ cart, lines }) => {
      expect(agreedTotal({ cart, lines: lines.toReversed() }, undefined)).toBe(agreedTotal({ cart, lines }, undefined));
    }),
    { numRuns: 50 },
  );
});

test.each([
  ['card', 0, 'paid', undefined],
  ['card', 1, 'created', 'pending'],
  ['wallet', 0, 'paid', undefined],
  ['wallet', 1, 'created', 'pending'],
  ['invoice', 0, 'created', undefined],
  ['invoice', 1, 'created', 'pending'],
] as const)('an order by %s that %i rules hold is %s', (method, held, status, review) => {
  const payment =
    method === 'card' ? ({ method, number: '4242424242424242', expiry: '12/30', cvc: '123' } as const) : { method };
  const lines = [
    { productId: 'a', name: 'A', quantity: 2, priceCents: 500, costCents: 200 },
    { productId: 'b', name: 'B', quantity: 1, priceCents: 300 },
  ];
  const order = draftOrder({
    ...{ id: 'ord_1', userId: 'usr_1', now: 1_000, totalCents: 1300, authorisationId: undefined },
    ...{ traceHeader: undefined, body: { payment, shipping: SHIPPING } },
    basket: { cart: { owner: 'usr_1', version: 1, lines: [] }, lines },
    alerts: Array.from({ length: held }, () => ({ Rule: 'amount', Action: 'review' }) as const),
  });
  expect([order.status, order.review, order.paidAt]).toEqual([status, review, status === 'paid' ? 1_000 : undefined]);
  expect(order.fraudRules).toEqual(held > 0 ? ['amount'] : undefined);
  expect(JSON.stringify(order)).not.toContain('4242');
  expect(costOf(order.lines)).toBe(400);
});
