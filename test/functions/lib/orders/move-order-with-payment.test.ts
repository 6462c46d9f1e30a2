import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Order } from '../../../../functions/lib/entities/order.ts';
import { moveOrder } from '../../../../functions/lib/orders/move-order.ts';
import { moveOrderWithPayment } from '../../../../functions/lib/orders/move-order-with-payment.ts';
import type { OrderStatus } from '../../../../monitoring/dimensions.ts';
import { type CapturedOutput, captureOutput } from '../../../support/captured-output.ts';
import { type EmbeddedTable, startEmbeddedTable } from '../../../support/embedded-table.ts';
import { NOON } from '../../../support/http-event.ts';
import { storedOrder, storeOrder } from '../../../support/stored-orders.ts';
import { recordingGateway } from '../../checkout/checkout-shop.ts';

const gateway = recordingGateway();
let table: EmbeddedTable;
let output: CapturedOutput;
beforeAll(async () => {
  table = await startEmbeddedTable();
  Object.assign(process.env, table.environment);
  output = captureOutput();
});
beforeEach(() => gateway.forget());
afterAll(async () => {
  output.stop();
  await table.stop();
});

const MOVE = { now: NOON + 1_000, actor: 'admin' } as const;
const held = (change: Partial<Order> = {}) => storeOrder({ status: 'created', review: 'pending', ...change });
const move = (order: Order, to: OrderStatus) => moveOrderWithPayment(order, to, MOVE, gateway);

test.each<[string, Partial<Order>, OrderStatus, { captured: boolean; voided: boolean }]>([
  ['a card is charged when its order is paid', { status: 'created' }, 'paid', { captured: true, voided: false }],
  [
    'a card is let go when its order is cancelled',
    { status: 'created' },
    'cancelled',
    { captured: false, voided: true },
  ],
  ['a card that was charged gets its money back', { status: 'paid' }, 'cancelled', { captured: false, voided: true }],
  [
    'a refund of what was shipped is store credit',
    { status: 'shipped' },
    'refunded',
    { captured: false, voided: false },
  ],
  [
    'a card is surely charged when its order is shipped',
    { status: 'paid' },
    'shipped',
    { captured: true, voided: false },
  ],
  [
    'a card is surely charged before store credit is given',
    { status: 'paid' },
    'refunded',
    { captured: true, voided: false },
  ],
  ['a parcel that arrives moves no money', { status: 'shipped' }, 'delivered', { captured: false, voided: false }],
  [
    'an invoice is called off when its order is cancelled',
    { status: 'created', paymentMethod: 'invoice' },
    'cancelled',
    { captured: false, voided: true },
  ],
  [
    'an invoice that was paid is store credit then',
    { status: 'paid', paymentMethod: 'invoice' },
    'cancelled',
    { captured: false, voided: false },
  ],
  [
    'store credit and invoices are nothing that is charged',
    { status: 'created', paymentMethod: 'invoice' },
    'paid',
    { captured: false, voided: false },
  ],
])('%s', async (_, change, to, { captured, voided }) => {
  const order = await storeOrder(change);
  expect(await move(order, to)).toBe('moved');
  expect([gateway.captured, gateway.voided]).toEqual([captured ? [order.id] : [], voided ? [order.id] : []]);
});

test('an order whose card cannot be charged is not paid; it can be tried again', async () => {
  const order = await held();
  gateway.settling = () => Promise.reject(new Error('reset'));
  await expect(move(order, 'paid')).rejects.toMatchObject({ status: 502, options: { code: 'payment-failed' } });
  expect((await storedOrder(order.id)).status).toBe('created');
  gateway.forget();
  expect(await move(order, 'paid')).toBe('moved');
});

test('an order that is cancelled while its card is charged gets its money back', async () => {
  const order = await held();
  gateway.settling = async () => {
    gateway.settling = async () => {};
    await moveOrder(order, 'cancelled', MOVE);
  };
  expect(await move(order, 'paid')).toBe('conflict');
  expect(gateway.voided).toEqual([order.id]);
});

test('an order that somebody else pays at the same moment keeps its money', async () => {
  const order = await held();
  expect((await Promise.all([move(order, 'paid'), move(order, 'paid')])).toSorted()).toEqual(['conflict', 'moved']);
  expect(gateway.voided).toEqual([]);
});

test('a status that cannot be reached moves no money', async () => {
  const order = await storeOrder({ status: 'cancelled' });
  await expect(move(order, 'paid')).rejects.toMatchObject({ status: 409, options: { code: 'order-status' } });
  expect([gateway.captured, gateway.voided]).toEqual([[], []]);
});
