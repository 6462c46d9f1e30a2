import { describe, expect, test } from 'vitest';
import { ApiError } from '../../../web/src/api/api-error.ts';
import { checkoutFailure } from '../../../web/src/checkout/checkout-failure.ts';

const problem = (status: number, type = 'about:blank') =>
  new ApiError({ status, type, title: 'T', detail: 'Only 2 are left.' });

describe('what a shopper is told after an order that did not go through', () => {
  const cases: Record<string, { error: unknown; says: RegExp; link?: string }> = {
    'declined: not charged, use another card': { error: problem(402), says: /declined.*not charged.*another card/ },
    'payment timed out: not charged, try again': { error: problem(504), says: /too long.*not charged.*try again/ },
    'stock or price changed: what changed, not charged, back to the cart': {
      error: problem(409, 'urn:problem:out-of-stock'),
      says: /Only 2 are left.*not charged/,
      link: '/cart',
    },
    'key used for another order: look among the orders': {
      error: problem(409, 'urn:problem:idempotency-conflict'),
      says: /placed already/,
      link: '/orders',
    },
    'no answer: trying again is safe': { error: problem(0), says: /No connection.*not placed a second time/ },
    'server fault: trying again is safe': { error: problem(500), says: /our side.*not placed a second time/ },
    'refused fields: check them': { error: problem(400), says: /check your details.*not charged/ },
    'anything unexpected: no promise about money': { error: new Error('boom'), says: /^(?!.*charged).*unexpectedly/ },
  };
  test.each(Object.entries(cases))('%s', (_, { error, says, link }) => {
    const failure = checkoutFailure(error);
    expect(`${failure.title} ${failure.detail}`).toMatch(says);
    expect(failure.link?.href).toBe(link);
  });
});
