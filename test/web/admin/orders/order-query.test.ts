import { describe, expect, test } from 'vitest';
import { marginOf } from '../../../../web/src/admin/orders/order-margin.ts';
import { orderParams, orderQueryProblems, readOrderQuery } from '../../../../web/src/admin/orders/order-query.ts';
import { moveWords, ruleWords } from '../../../../web/src/admin/orders/order-words.ts';

const ULID = '01JZ8Q4M6T9V3B5C7D9F1G3H5J';
const NONE = { find: '', status: '', from: '', to: '' };

describe('a search for orders', () => {
  test('leaves out what makes no sense in an address', () => {
    expect(readOrderQuery({ find: ' ord_1 ', status: 'toString', from: '2026-13-01', to: 'soon' })).toEqual({
      ...NONE,
      find: 'ord_1',
    });
    expect(readOrderQuery({})).toEqual(NONE);
  });

  test('wants whole numbers, and days in their order', () => {
    expect(orderQueryProblems({ ...NONE, find: 'ord_1' })).toHaveProperty('find');
    expect(orderQueryProblems({ ...NONE, from: '2026-11-21', to: '2026-11-20' })).toHaveProperty('to');
    expect(orderQueryProblems({ ...NONE, find: `usr_${ULID}`, from: '2026-11-21', to: '2026-11-21' })).toEqual({});
  });

  test('by an order’s number asks for nothing else', () => {
    expect(orderParams({ find: `ord_${ULID}`, status: 'paid', from: '2026-11-21', to: '' })).toEqual({
      id: `ord_${ULID}`,
    });
  });

  test('by days covers them from midnight to midnight, both included', () => {
    const { from = '', to = '' } = orderParams({ ...NONE, from: '2026-11-21', to: '2026-11-21' });
    expect(Date.parse(to) - Date.parse(from)).toBe(86_400_000);
    expect(new Date(from).getHours()).toBe(0);
    expect(orderParams(NONE)).toMatchObject({ from: undefined, to: undefined });
  });
});

describe('before an order is cancelled, it is said what becomes of the money', () => {
  const order = { totalCents: 2900, currency: 'EUR' };
  test.each([
    ['a card’s authorisation is released', 'card', 'paid', /on the card are released/],
    ['an unpaid invoice gives nothing back', 'invoice', 'created', /nothing is given back/],
    ['a paid invoice goes to the store credit', 'invoice', 'paid', /€29\.00 go back to the customer’s store credit/],
    ['store credit goes back to where it was', 'wallet', 'paid', /€29\.00 go back to the customer’s store credit/],
  ] as const)('%s', (_sentence, paymentMethod, status, words) => {
    expect(moveWords({ ...order, paymentMethod, status }, 'cancelled').consequence).toMatch(words);
  });
});

test('a rule of which nothing is known stands for itself', () => {
  expect(ruleWords('mismatch')).toMatch(/^Foreign card/);
  expect(ruleWords('moon')).toBe('moon');
});

test('the margin of an order is known when every cost is', () => {
  const line = { productId: 'p', name: 'Mug', quantity: 2, priceCents: 1000 };
  expect(marginOf({ totalCents: 2000, lines: [{ ...line, costCents: 400 }] })).toEqual({ cents: 1200, share: 0.6 });
  expect(marginOf({ totalCents: 4000, lines: [{ ...line, costCents: 400 }, line] })).toBeUndefined();
});
