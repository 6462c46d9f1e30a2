import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { shipOrder } from '../../../functions/fulfilment/ship-order.ts';
import { sandboxCarrier } from '../../../functions/lib/carrier.ts';
import { moveOrder } from '../../../functions/lib/orders/move-order.ts';
import { moveOrderWithPayment } from '../../../functions/lib/orders/move-order-with-payment.ts';
import type { PaymentMethod } from '../../../monitoring/dimensions.ts';
import { type CapturedOutput, captureOutput } from '../../support/captured-output.ts';
import { type EmbeddedTable, startEmbeddedTable } from '../../support/embedded-table.ts';
import { NOON } from '../../support/http-event.ts';
import { statusesOf, storedOrder, storeOrder } from '../../support/stored-orders.ts';
import { recordingGateway } from '../checkout/checkout-shop.ts';

const gateway = recordingGateway();
const partners = { carrier: sandboxCarrier, gateway };
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

const silent = async () => {
  throw new Error('The provider is out of order.');
};

describe('an order by card whose checkout may have died before it took the money', () => {
  test('is charged before it is shipped', async () => {
    const { id } = await storeOrder();
    gateway.settling = async () => expect((await storedOrder(id)).status).toBe('paid');
    expect(await shipOrder(id, NOON + 1, partners)).toBe('shipped');
    expect(gateway.captured).toEqual([id]);
  });

  test('is not shipped while it cannot be charged, and is once it can', async () => {
    const { id } = await storeOrder();
    gateway.settling = silent;
    await expect(shipOrder(id, NOON + 1, partners)).rejects.toThrow('The payment provider has not paid.');
    expect(await statusesOf(id)).toEqual(['created', 'paid']);
    gateway.forget();
    expect(await shipOrder(id, NOON + 2, partners)).toBe('shipped');
  });

  test('goes to no carrier while it cannot be charged', async () => {
    const { id } = await storeOrder();
    gateway.settling = silent;
    const accept = vi.fn(sandboxCarrier.accept);
    const shipping = shipOrder(id, NOON + 1, { gateway, carrier: { ...sandboxCarrier, accept } });
    await expect(shipping).rejects.toThrow('The payment provider has not paid.');
    expect(accept).not.toHaveBeenCalled();
  });

  test('stays paid when the carrier does not take it, until it does', async () => {
    const { id } = await storeOrder();
    const carrier = { ...sandboxCarrier, accept: silent };
    await expect(shipOrder(id, NOON + 1, { gateway, carrier })).rejects.toThrow('out of order');
    expect(await statusesOf(id)).toEqual(['created', 'paid']);
    expect(await shipOrder(id, NOON + 2, partners)).toBe('shipped');
  });

  test('gets its money back when it is cancelled while it is being charged', async () => {
    const order = await storeOrder();
    gateway.settling = async () => {
      if (gateway.voided.length === 0) await moveOrder(order, 'cancelled', { now: NOON + 1, actor: 'customer' });
    };
    expect(await shipOrder(order.id, NOON + 2, partners)).toBe('moved-meanwhile');
    expect([gateway.captured, gateway.voided]).toEqual([[order.id], [order.id]]);
    expect(await statusesOf(order.id)).toEqual(['created', 'paid', 'cancelled']);
  });

  test('is charged before it is refunded: what nobody paid is no store credit', async () => {
    const order = await storeOrder();
    gateway.settling = silent;
    const refund = () => moveOrderWithPayment(order, 'refunded', { now: NOON + 1, actor: 'admin' }, gateway);
    await expect(refund()).rejects.toMatchObject({ status: 502 });
    gateway.forget();
    expect(await refund()).toBe('moved');
    expect(gateway.captured).toEqual([order.id]);
  });
});

test.each<PaymentMethod>(['wallet', 'invoice'])(
  'an order by %s is shipped without asking for money',
  async (method) => {
    const { id } = await storeOrder({ paymentMethod: method });
    expect(await shipOrder(id, NOON + 1, partners)).toBe('shipped');
    expect([gateway.captured, gateway.voided]).toEqual([[], []]);
  },
);
