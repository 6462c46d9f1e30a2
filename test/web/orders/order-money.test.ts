import { describe, expect, test } from 'vitest';
import type { Order } from '../../../web/src/api/types.ts';
import { backOnCancel, canCancel, invoiceDue, totalLabel, wentBack } from '../../../web/src/orders/order-money.ts';

const paidAt = '2026-11-21T09:00:00.000Z';
type Paid = Parameters<typeof totalLabel>[0];

describe('beside the total stands', () => {
  const cases: Record<string, [Paid, string]> = {
    'how it was paid': [{ status: 'paid', paymentMethod: 'card', paidAt }, 'Total, paid by card'],
    'that store credit paid for it': [
      { status: 'shipped', paymentMethod: 'wallet', paidAt },
      'Total, paid with store credit',
    ],
    'that an invoice has to be paid': [{ status: 'created', paymentMethod: 'invoice' }, 'Total, to pay by invoice'],
    'that a card is charged later': [{ status: 'created', paymentMethod: 'card' }, 'Total, to be charged to your card'],
    'that store credit is spent at once': [
      { status: 'created', paymentMethod: 'wallet' },
      'Total, paid with store credit',
    ],
    'nothing of a payment that never came': [{ status: 'cancelled', paymentMethod: 'invoice' }, 'Total'],
  };
  test.each(Object.entries(cases))('%s', (_, [order, label]) => expect(totalLabel(order)).toBe(label));
});

test('an order can be cancelled until it is shipped', () => {
  const statuses: readonly Order['status'][] = ['created', 'paid', 'shipped', 'delivered', 'cancelled', 'refunded'];
  expect(statuses.filter((status) => canCancel({ status }))).toEqual(['created', 'paid']);
});

describe('the money of a cancelled order', () => {
  test('is released on a card, goes back to store credit, or never came', () => {
    expect(backOnCancel({ status: 'paid', paymentMethod: 'card', paidAt })).toBe('card');
    expect(backOnCancel({ status: 'paid', paymentMethod: 'wallet', paidAt })).toBe('credit');
    expect(backOnCancel({ status: 'created', paymentMethod: 'wallet' })).toBe('credit');
    expect(backOnCancel({ status: 'paid', paymentMethod: 'invoice', paidAt })).toBe('credit');
    expect(backOnCancel({ status: 'created', paymentMethod: 'invoice' })).toBe('nothing');
  });

  test('went where the shop says that it went', () => {
    expect(wentBack({ creditedCents: 500, paymentMethod: 'card' })).toBe('credit');
    expect(wentBack({ creditedCents: 0, paymentMethod: 'card' })).toBe('card');
    expect(wentBack({ creditedCents: 0, paymentMethod: 'invoice' })).toBe('nothing');
  });
});

test('an invoice is due 14 days after the order', () => {
  expect(invoiceDue({ createdAt: '2026-12-25T09:00:00.000Z' })).toBe('2027-01-08T09:00:00.000Z');
});
