import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Order } from '../../../../functions/lib/entities/order.ts';
import { products } from '../../../../functions/lib/entities/product.ts';
import { wallets } from '../../../../functions/lib/entities/wallet.ts';
import { newId } from '../../../../functions/lib/ids.ts';
import { moveOrder } from '../../../../functions/lib/orders/move-order.ts';
import { Problem } from '../../../../functions/lib/problem.ts';
import type { WriteAction } from '../../../../functions/lib/write.ts';
import type { OrderStatus } from '../../../../monitoring/dimensions.ts';
import { type EmbeddedTable, startEmbeddedTable } from '../../../support/embedded-table.ts';
import { NOON } from '../../../support/http-event.ts';
import {
  creditOfUser,
  statusesOf,
  stockOf,
  storedOrder,
  storeOrder,
  storeProduct,
} from '../../../support/stored-orders.ts';

let table: EmbeddedTable;
beforeAll(async () => {
  table = await startEmbeddedTable();
  Object.assign(process.env, table.environment);
});
afterAll(() => table.stop());

const LATER = NOON + 3_600_000;
const MOVE = { now: LATER, actor: 'system' } as const;

/** An order of two kinds, three things in all, of which 7 and 5 are left. */
async function soldOrder(change: Partial<Order> = {}) {
  const [cup, pot] = [await storeProduct(7), await storeProduct(5)];
  const lines = [
    { productId: cup, name: 'Cup', quantity: 2, priceCents: 1_000 },
    { productId: pot, name: 'Pot', quantity: 1, priceCents: 1_500 },
  ];
  return { cup, pot, order: await storeOrder({ lines, totalCents: 3_500, ...change }) };
}

describe('a move', () => {
  test('changes the status, notes when, and is told in the order’s history', async () => {
    const { order, cup } = await soldOrder();
    expect(await moveOrder(order, 'shipped', { ...MOVE, set: { trackingNumber: 'SC-1' } })).toBe('moved');
    expect(await storedOrder(order.id)).toEqual({
      ...order,
      status: 'shipped',
      shippedAt: LATER,
      trackingNumber: 'SC-1',
    });
    expect(await statusesOf(order.id)).toEqual(['created', 'paid', 'shipped']);
    expect(await stockOf(cup)).toBe(7);
  });

  test('of an order that has moved meanwhile is a conflict and changes nothing', async () => {
    const { order, cup } = await soldOrder();
    await moveOrder(order, 'shipped', MOVE);
    for (const to of ['shipped', 'cancelled', 'refunded'] as const) {
      expect(await moveOrder(order, to, MOVE)).toBe('conflict');
    }
    expect(await stockOf(cup)).toBe(7);
    expect(await creditOfUser(order.userId)).toEqual({ balanceCents: 0, ledger: [] });
  });

  test('of an order whose account was deleted meanwhile is a conflict: nobody’s wallet is credited', async () => {
    const { order } = await soldOrder({ status: 'delivered' });
    expect(await moveOrder({ ...order, userId: 'usr_before' }, 'refunded', MOVE)).toBe('conflict');
    expect(await creditOfUser('usr_before')).toEqual({ balanceCents: 0, ledger: [] });
  });

  test.each<[OrderStatus, OrderStatus]>([
    ['paid', 'created'],
    ['created', 'shipped'],
    ['shipped', 'cancelled'],
    ['cancelled', 'refunded'],
    ['refunded', 'paid'],
  ])('from %s to %s is refused', async (status, to) => {
    const { order } = await soldOrder({ status });
    await expect(moveOrder(order, to, MOVE)).rejects.toThrow(Problem);
    expect((await storedOrder(order.id)).status).toBe(status);
  });

  test('that would credit a deleted account is refused', async () => {
    const { order, cup } = await soldOrder({ status: 'delivered', userId: newId('del', NOON) });
    await expect(moveOrder(order, 'refunded', MOVE)).rejects.toThrow('The account of this order is deleted');
    expect([(await storedOrder(order.id)).status, await stockOf(cup)]).toEqual(['delivered', 7]);
  });

  test('is one transaction with whatever else is to be written: when that cannot be, nothing is', async () => {
    const { order, cup } = await soldOrder();
    const taken = { userId: 'usr_taken', balanceCents: 1, entries: 1 };
    await wallets().create(taken).go();
    const extra: WriteAction[] = [(table) => table.wallet.create(taken).commit()];
    expect(await moveOrder(order, 'cancelled', { ...MOVE, extra })).toBe('conflict');
    expect([(await storedOrder(order.id)).status, await stockOf(cup)]).toEqual(['paid', 7]);
  });
});

describe('what an order gives back', () => {
  test.each<[string, Partial<Order>, 'cancelled' | 'refunded', number[]]>([
    ['a cancelled card order: the goods; its payment is voided', { paymentMethod: 'card' }, 'cancelled', []],
    ['a cancelled wallet order: goods and credit', { paymentMethod: 'wallet' }, 'cancelled', [3_500]],
    [
      'a wallet order that was cancelled under review: goods and credit',
      { paymentMethod: 'wallet', status: 'created', review: 'pending' },
      'cancelled',
      [3_500],
    ],
    ['an invoice that nobody has paid: the goods', { paymentMethod: 'invoice', status: 'created' }, 'cancelled', []],
    ['a paid invoice that is cancelled: goods and credit', { paymentMethod: 'invoice' }, 'cancelled', [3_500]],
    ['a refunded card order: goods and credit', { paymentMethod: 'card', status: 'shipped' }, 'refunded', [3_500]],
    [
      'a refunded wallet order: goods and credit',
      { paymentMethod: 'wallet', status: 'delivered' },
      'refunded',
      [3_500],
    ],
    ['an order that cost nothing: the goods', { paymentMethod: 'wallet', totalCents: 0 }, 'refunded', []],
  ])('%s', async (_, change, to, ledger) => {
    const { order, cup, pot } = await soldOrder(change);
    expect(await moveOrder(order, to, MOVE)).toBe('moved');
    expect([await stockOf(cup), await stockOf(pot)]).toEqual([9, 6]);
    const balanceCents = ledger.reduce((sum, amount) => sum + amount, 0);
    expect(await creditOfUser(order.userId)).toEqual({ balanceCents, ledger });
  });

  test('what is no longer in the catalogue is left out, the rest comes back', async () => {
    const { order, cup, pot } = await soldOrder({ paymentMethod: 'wallet' });
    await products().remove({ id: cup }).go();
    expect(await moveOrder(order, 'cancelled', MOVE)).toBe('moved');
    expect([await stockOf(cup), await stockOf(pot)]).toEqual([undefined, 6]);
    expect((await creditOfUser(order.userId)).ledger).toEqual([3_500]);
  });

  test('twelve cancellations and refunds at once: one of them happens', async () => {
    const { order, cup } = await soldOrder({ paymentMethod: 'wallet' });
    const moves = Array.from({ length: 12 }, (_, n) => moveOrder(order, n % 2 ? 'cancelled' : 'refunded', MOVE));
    expect((await Promise.all(moves)).filter((outcome) => outcome === 'moved')).toHaveLength(1);
    expect([await stockOf(cup), (await creditOfUser(order.userId)).ledger]).toEqual([9, [3_500]]);
    expect(await statusesOf(order.id)).toHaveLength(3);
  });
});
