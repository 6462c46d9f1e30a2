import { expect, test } from 'vitest';
import { orderState } from '../../../web/src/orders/order-state.ts';

type Known = Parameters<typeof orderState>[0];

const cases: Record<string, [Known, string]> = {
  'held by the fraud rules': [{ status: 'created', paymentMethod: 'card', review: 'pending' }, 'Being checked'],
  'on invoice, held': [{ status: 'created', paymentMethod: 'invoice', review: 'pending' }, 'Being checked'],
  'on invoice, let go': [{ status: 'created', paymentMethod: 'invoice', review: 'approved' }, 'Awaiting payment'],
  'on invoice': [{ status: 'created', paymentMethod: 'invoice' }, 'Awaiting payment'],
  'being paid': [{ status: 'created', paymentMethod: 'card' }, 'Ordered'],
  'paid after a check': [{ status: 'paid', paymentMethod: 'card', review: 'approved' }, 'Paid'],
  shipped: [{ status: 'shipped', paymentMethod: 'card' }, 'Shipped'],
  delivered: [{ status: 'delivered', paymentMethod: 'card' }, 'Delivered'],
  'rejected after a check': [{ status: 'cancelled', paymentMethod: 'card', review: 'rejected' }, 'Cancelled'],
  refunded: [{ status: 'refunded', paymentMethod: 'wallet' }, 'Refunded'],
};
test.each(Object.entries(cases))('an order %s is called so', (_, [order, label]) => {
  expect(orderState(order).label).toBe(label);
});
