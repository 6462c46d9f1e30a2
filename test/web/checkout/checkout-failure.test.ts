import { describe, expect, test } from 'vitest';
import { ApiError } from '../../../web/src/api/api-error.ts';
import type { PaymentMethod } from '../../../web/src/api/types.ts';
import { checkoutFailure } from '../../../web/src/checkout/checkout-failure.ts';

const problem = (status: number, type = 'about:blank', more: object = {}) =>
  new ApiError({ status, type, title: 'T', detail: 'Only 2 are left.', ...more });

type Case = { error: unknown; method?: PaymentMethod; says: RegExp; link?: string };

describe('what a shopper is told after an order that did not go through', () => {
  const cases: Record<string, Case> = {
    'card declined: not charged, use another': { error: problem(402), says: /declined.*not charged.*another card/ },
    'store credit not enough: nothing taken, to the wallet': {
      error: problem(402),
      method: 'wallet',
      says: /store credit is not enough.*Nothing was taken/,
      link: '/wallet',
    },
    'invoice declined: nothing ordered, pay otherwise': {
      error: problem(402),
      method: 'invoice',
      says: /invoice was declined.*Nothing is ordered.*by card/,
    },
    'blocked: not charged, trying again is of no use, and nothing of the reason': {
      error: problem(403, 'urn:problem:fraud-blocked'),
      says: /^(?!.*fraud).*cannot take.*not help.*not charged/,
    },
    'not allowed for another reason: no word of money': {
      error: problem(403, 'urn:problem:origin'),
      says: /^(?!.*charged).*Not allowed/,
    },
    'payment timed out: not charged, try again': { error: problem(504), says: /too long.*not charged.*try again/ },
    'price changed: the new total, not charged': {
      error: problem(409, 'urn:problem:price-changed', { members: { totalCents: 1250 } }),
      says: /total has changed.*€12\.50.*not charged/,
      link: '/cart',
    },
    'price changed, new total unknown: where it is shown': {
      error: problem(409, 'urn:problem:price-changed', { members: { totalCents: 'much' } }),
      says: /total has changed.*shown with your order/,
      link: '/cart',
    },
    'stock changed: what changed, not charged, back to the cart': {
      error: problem(409, 'urn:problem:out-of-stock'),
      says: /Only 2 are left.*not charged/,
      link: '/cart',
    },
    'key used for another order: look among the orders': {
      error: problem(409, 'urn:problem:idempotency-conflict'),
      says: /placed already/,
      link: '/orders',
    },
    'placed a moment ago by another tab: look among the orders': {
      error: problem(409, 'urn:problem:repeated'),
      says: /placed already/,
      link: '/orders',
    },
    'too many tries: how long to wait, not charged': {
      error: problem(429, 'urn:problem:too-many', { retryAfter: 42 }),
      says: /wait.*in 42 seconds.*not charged/,
    },
    'no answer: trying again is safe': { error: problem(0), says: /No connection.*not placed a second time/ },
    'server fault: trying again is safe': { error: problem(500), says: /our side.*not placed a second time/ },
    'refused fields: check them': { error: problem(400), says: /check your details.*not charged/ },
    'anything unexpected: no promise about money': { error: new Error('boom'), says: /^(?!.*charged).*unexpectedly/ },
  };
  test.each(Object.entries(cases))('%s', (_, { error, method = 'card', says, link }) => {
    const failure = checkoutFailure(error, { method, currency: 'EUR' });
    expect(`${failure.title} ${failure.detail}`).toMatch(says);
    expect(failure.link?.href).toBe(link);
  });
});
