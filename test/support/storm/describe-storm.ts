import { ReceiveMessageCommand } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Order } from '../../../functions/lib/entities/order.ts';
import { canMove } from '../../../functions/lib/order-status.ts';
import { ORDER_STATUSES, type OrderStatus, WALLET_MOVEMENTS } from '../../../monitoring/dimensions.ts';
import { physicalName } from '../../../monitoring/physical-name.ts';
import { awsClients } from '../aws-clients.ts';
import { virtualNow } from '../control.ts';
import { metricSum } from '../metric-sum.ts';
import { runStorm, type Storm, type StormPlan } from './run-storm.ts';
import { type StoredState, storedState } from './stored-state.ts';

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
const amountOf = ({ lines }: Order): number => sum(lines.map(({ quantity, priceCents }) => quantity * priceCents));
const costOf = ({ lines }: Order): number => sum(lines.map(({ quantity, costCents = 0 }) => quantity * costCents));

/** How an order got where it is: through its statuses in the order of a life that the rules allow, each once. */
function livesOf({ order, orderEvent }: StoredState): { id: string; life: OrderStatus[]; ended: OrderStatus }[] {
  const by = Map.groupBy(orderEvent, ({ orderId }) => orderId);
  return order.map(({ id, status }) => {
    const reached = new Set((by.get(id) ?? []).map((event) => event.status));
    return { id, life: ORDER_STATUSES.filter((each) => reached.has(each)), ended: status };
  });
}

const isAllowed = (life: readonly OrderStatus[]): boolean =>
  life[0] === 'created' && life.slice(1).every((status, index) => canMove(life[index] ?? status, status));

/** What must hold after a storm: customers, stock, orders, events, wallets, ledger, roll-ups and metrics tell the same. */
export function describeStorm(title: string, plan: StormPlan): void {
  describe(title, () => {
    let storm: Storm;
    let state: StoredState;
    beforeAll(async () => {
      storm = await runStorm(plan);
      state = await storedState(storm.awsUrl);
    }, 3_000_000);
    afterAll(() => storm?.stop());

    const ordersTold = () => storm.told.flatMap((told) => ('orderId' in told ? [told] : []));
    const reached = (status: OrderStatus) => state.orderEvent.filter((event) => event.status === status);
    /** Sum of a metric over all of the storm and its aftermath. */
    const counted = async (name: string, dimensions: Readonly<Record<string, string>> = {}) => {
      const { cloudwatch } = awsClients(storm.awsUrl);
      return metricSum(cloudwatch, name, dimensions, await virtualNow(storm.awsUrl), 12);
    };

    it('every disaster has happened', () => {
      const expected = Object.entries(storm.struck).map(([disaster]) => [
        disaster,
        plan.disasters.filter((each) => each[1] === disaster).length,
      ]);
      expect(storm.struck).toEqual(Object.fromEntries(expected));
    });

    it('every customer gets an answer to every checkout: an order, or why there is none', () => {
      expect(storm.told).toHaveLength(plan.checkouts);
      const reasons = new Set(storm.told.flatMap((told) => ('reason' in told ? [told.reason] : [])));
      const known = ['out-of-stock', 'cart-empty', 'payment-declined'].map((code) => `urn:problem:${code}`);
      expect(known).toEqual(expect.arrayContaining([...reasons]));
    });

    it('there are exactly the orders that customers were told of, each once, and each is its customer’s', () => {
      const told = ordersTold().map(({ orderId, shopper }) => `${orderId} of ${shopper.userId}`);
      expect(state.order.map(({ id, userId }) => `${id} of ${userId}`).toSorted()).toEqual(told.toSorted());
    });

    it('what was cancelled stays so, and nothing else is cancelled', () => {
      const cancelled = state.order.filter(({ status }) => status === 'cancelled').map(({ id }) => id);
      const told = ordersTold().flatMap((each) => (each.cancelled ? [each.orderId] : []));
      expect(cancelled.toSorted()).toEqual(told.toSorted());
    });

    it('no more is sold than there was, and stock is what is not sold', () => {
      const sold = state.order.filter(({ status }) => status !== 'cancelled').flatMap(({ lines }) => lines);
      const expected = storm.products.map(({ id, stock }) => {
        const gone = sum(sold.filter(({ productId }) => productId === id).map(({ quantity }) => quantity));
        return [id, stock - gone];
      });
      const left = storm.products.map(({ id }) => [id, state.product.find((each) => each.id === id)?.stock]);
      expect(left).toEqual(expected);
      expect(Math.min(...expected.map(([, stock]) => Number(stock)))).toBe(0);
    });

    it('every order has come the way that its events tell, step by step', () => {
      for (const { id, life, ended } of livesOf(state)) {
        expect(isAllowed(life), `${id}: ${life.join(', ')}`).toBe(true);
        expect(life.at(-1), id).toBe(ended);
      }
      expect(new Set(state.orderEvent.map(({ orderId, status }) => `${orderId} ${status}`)).size).toBe(
        state.orderEvent.length,
      );
    });

    it('every order that was paid and not cancelled is shipped, and no message is left', async () => {
      expect(state.order.filter(({ status }) => status === 'paid')).toEqual([]);
      const { sqs } = awsClients(storm.awsUrl);
      for (const name of ['orders', 'orders-dead']) {
        const QueueUrl = `${storm.awsUrl}/000000000000/${physicalName('local', name)}`;
        const { Messages = [] } = await sqs.send(new ReceiveMessageCommand({ QueueUrl }));
        expect(Messages.map(({ Body }) => Body)).toEqual([]);
      }
    });

    it('totals are those of the lines, in orders and events', () => {
      const totals = new Map(state.order.map((order) => [order.id, [amountOf(order), costOf(order)]]));
      for (const order of state.order) expect(order.totalCents).toBe(amountOf(order));
      for (const event of state.orderEvent)
        expect([event.totalCents, event.costCents]).toEqual(totals.get(event.orderId));
    });

    it('every wallet holds what its ledger sums to, entry by entry, and never less than nothing', () => {
      const ledger = Map.groupBy(state.ledgerEntry, ({ userId }) => userId);
      for (const { userId, balanceCents, entries } of state.wallet) {
        const own = ledger.get(userId) ?? [];
        expect([balanceCents, entries]).toEqual([sum(own.map(({ amountCents }) => amountCents)), own.length]);
        expect(balanceCents).toBeGreaterThanOrEqual(0);
      }
      expect(ledger.size).toBe(state.wallet.length);
    });

    it('store credit is spent once for every order it paid for, and comes back once when that is cancelled', () => {
      const byCredit = state.order.filter(({ paymentMethod }) => paymentMethod === 'wallet');
      const entries = (movement: string) =>
        state.ledgerEntry
          .filter((entry) => entry.movement === movement)
          .map(({ userId, reference, amountCents }) => [userId, reference, amountCents].join(' '))
          .toSorted();
      const spent = byCredit.map(({ userId, id, totalCents }) => [userId, id, -totalCents].join(' '));
      expect(entries('spend')).toEqual(spent.toSorted());
      const paidInvoices = state.order.filter(
        ({ paymentMethod, paidAt }) => paymentMethod === 'invoice' && paidAt !== undefined,
      );
      const back = [...byCredit, ...paidInvoices].filter(({ status }) => status === 'cancelled');
      expect(entries('refund')).toEqual(
        back.map(({ userId, id, totalCents }) => [userId, id, totalCents].join(' ')).toSorted(),
      );
    });

    it.each(ORDER_STATUSES)('CloudWatch has counted every order that was %s, to the last one', async (Status) => {
      expect(await counted('Orders', { Status })).toBe(reached(Status).length);
    });

    it('CloudWatch’s revenue and gross margin are those of the orders that were paid, to the cent', async () => {
      const paid = reached('paid');
      const revenue = sum(paid.map(({ totalCents }) => totalCents));
      expect(await counted('RevenueCents')).toBe(revenue);
      expect(await counted('GrossMarginCents')).toBe(revenue - sum(paid.map(({ costCents }) => costCents)));
    });

    it.each(WALLET_MOVEMENTS)('CloudWatch’s sum of store credit of kind %s is the ledger’s', async (Movement) => {
      const moved = state.ledgerEntry.filter(({ movement }) => movement === Movement);
      expect(await counted('WalletCents', { Movement })).toBe(
        sum(moved.map(({ amountCents }) => Math.abs(amountCents))),
      );
    });

    it('the sales of the hours sum to those of the orders', () => {
      const hours = (key: 'paid' | 'cancelled' | 'revenueCents') => sum(state.salesHour.map((hour) => hour[key]));
      expect(hours('cancelled')).toBe(reached('cancelled').length);
      expect(hours('paid')).toBe(reached('paid').length);
      expect(hours('revenueCents')).toBe(sum(reached('paid').map(({ totalCents }) => totalCents)));
    });
  });
}
