import { describe, expect, test } from 'vitest';
import { ApiError } from '../../../web/src/api/api-error.ts';
import { depositFailure } from '../../../web/src/wallet/deposit-failure.ts';
import { depositProblems, readDeposit } from '../../../web/src/wallet/deposit-problems.ts';

const read = (amount: string, number = '4242 4242 4242 4242') => {
  const form = new FormData();
  form.set('amountCents', amount);
  form.set('payment.number', number);
  form.set('payment.expiry', '12/34');
  form.set('payment.cvc', '123');
  return readDeposit(form);
};

describe('a deposit', () => {
  test('is sent in cents, with the digits of the card', () => {
    expect(read('12,50')).toEqual({
      amountCents: 1250,
      payment: { method: 'card', number: '4242424242424242', expiry: '12/34', cvc: '123' },
    });
  });

  test.each(['1', '1000', '999.99'])('of %s is taken', (amount) => expect(depositProblems(read(amount))).toEqual({}));

  test.each(['', '0.99', '1000.01', 'all'])('of "%s" is not', (amount) =>
    expect(Object.keys(depositProblems(read(amount)))).toEqual(['amountCents']),
  );

  test('with a mistyped card names the field', () =>
    expect(Object.keys(depositProblems(read('5', '4242')))).toEqual(['payment.number']));
});

describe('what is told of a deposit that did not go through', () => {
  const problem = (status: number, code = 'none') =>
    new ApiError({ status, type: `urn:problem:${code}`, title: 'T', detail: 'Deposit less.' });
  const cases: Record<string, [unknown, RegExp]> = {
    'declined: not charged': [problem(402), /declined.*not charged/],
    'wallet full: the reason, not charged': [problem(409, 'wallet-full'), /Deposit less.*not charged/],
    'made a moment ago: look at the list': [problem(409, 'repeated'), /made already.*list below/],
    'key used for another deposit: look at the list': [problem(409, 'idempotency-key-reused'), /made already/],
    'payment timed out: not charged': [problem(504), /too long.*not charged/],
    'no answer: trying again is safe': [problem(0), /not made a second time/],
    'server fault: trying again is safe': [problem(503), /our side.*not made a second time/],
    'too many tries: to wait': [problem(429), /wait/],
    'anything unexpected: no promise about money': [new Error('boom'), /^(?!.*charged)/],
  };
  test.each(Object.entries(cases))('%s', (_, [error, says]) => {
    const { title, detail } = depositFailure(error);
    expect(`${title} ${detail}`).toMatch(says);
  });
});
