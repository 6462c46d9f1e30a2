import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { AdminOrderView, HistoryView } from '../../../functions/admin/order-view.ts';
import { sandboxCarrier } from '../../../functions/lib/carrier.ts';
import { ledgerEntries } from '../../../functions/lib/entities/ledger-entry.ts';
import type { Order } from '../../../functions/lib/entities/order.ts';
import { products } from '../../../functions/lib/entities/product.ts';
import { wallets } from '../../../functions/lib/entities/wallet.ts';
import { newId } from '../../../functions/lib/ids.ts';
import type { PaymentGateway } from '../../../functions/lib/payments/payment-gateway.ts';
import { sandboxGateway } from '../../../functions/lib/payments/sandbox-gateway.ts';
import type { OrderStatus } from '../../../monitoring/dimensions.ts';
import { type EmbeddedShop, type ShopAnswer, startEmbeddedShop } from '../../support/embedded-shop.ts';
import { NOON } from '../../support/http-event.ts';
import { signInAs } from '../../support/sign-in.ts';
import { audited } from './audited.ts';
import { makeOrder } from './make-order.ts';

type View = AdminOrderView & { readonly history: readonly HistoryView[] };
type Body = { order: View };
type List = { orders: AdminOrderView[]; nextCursor: string | null };

/** What the payment provider was asked to do, such as `void ord_1`. */
let asked: string[];
let providerFails = false;
const gateway: PaymentGateway = {
  ...sandboxGateway,
  async void(reference) {
    asked.push(`void ${reference}`);
    if (providerFails) throw new Error('The provider is away.');
  },
  async capture(reference) {
    asked.push(`capture ${reference}`);
    if (providerFails) throw new Error('The provider is away.');
  },
};

let shop: EmbeddedShop;
let headers: { authorization: string };
let productId: string;
beforeAll(async () => {
  shop = await startEmbeddedShop(gateway);
  headers = await shop.signInAdmin();
  productId = (await shop.product('mug')).id;
});
beforeEach(() => {
  asked = [];
  providerFails = false;
});
afterAll(() => shop.stop());

function move(id: string, status: string): Promise<ShopAnswer<Body>> {
  return shop.call('POST', `/api/admin/orders/${id}/status`, { headers, body: { status } });
}

function decide(id: string, decision: string): Promise<ShopAnswer<Body>> {
  return shop.call('POST', `/api/admin/reviews/${id}`, { headers, body: { decision } });
}

async function read(id: string): Promise<View> {
  return (await shop.call<Body>('GET', `/api/admin/orders/${id}`, { headers })).body.order;
}

async function creditOf({ userId }: Order): Promise<number> {
  const { data: entries } = await ledgerEntries().query.byUser({ userId }).go({ consistent: true });
  const { data: wallet } = await wallets().get({ userId }).go({ consistent: true });
  const sum = entries.reduce((total, { amountCents }) => total + amountCents, 0);
  expect(wallet?.balanceCents ?? 0).toBe(sum);
  return sum;
}

const stockOf = async (id: string) => (await products().get({ id }).go({ consistent: true })).data?.stock;

describe('an order moves', () => {
  type Case = { order: Partial<Order>; to: OrderStatus; credit?: number; asks?: string; restocks?: true };
  const CASES: Record<string, Case> = {
    'from an unpaid invoice to paid': { order: { status: 'created', paymentMethod: 'invoice' }, to: 'paid' },
    'from an unpaid invoice to cancelled, which calls it off and credits nothing': {
      ...{ order: { status: 'created', paymentMethod: 'invoice' }, to: 'cancelled', asks: 'void', restocks: true },
    },
    'from paid to shipped, whose card has been charged then': { order: {}, to: 'shipped', asks: 'capture' },
    'from paid by card to cancelled, which voids the payment': {
      ...{ order: {}, to: 'cancelled', asks: 'void', restocks: true },
    },
    'from paid by wallet to cancelled, which credits the wallet': {
      ...{ order: { paymentMethod: 'wallet' }, to: 'cancelled', credit: 1_000, restocks: true },
    },
    'from a paid invoice to cancelled, which credits the wallet': {
      ...{ order: { paymentMethod: 'invoice' }, to: 'cancelled', credit: 1_000, restocks: true },
    },
    'from paid to refunded, which charges the card before it credits the wallet': {
      ...{ order: {}, to: 'refunded', asks: 'capture', credit: 1_000, restocks: true },
    },
    'from shipped to delivered': { order: { status: 'shipped' }, to: 'delivered' },
    'from shipped to refunded': { order: { status: 'shipped' }, to: 'refunded', credit: 1_000, restocks: true },
    'from delivered to refunded': { order: { status: 'delivered' }, to: 'refunded', credit: 1_000, restocks: true },
  };

  test.each(Object.entries(CASES))('%s', async (_, { order: change, to, credit = 0, asks, restocks = false }) => {
    const stock = (await stockOf(productId)) ?? 0;
    const lines = [
      { productId, name: 'Mug', quantity: 2, priceCents: 400 },
      { productId: newId('prd', NOON), name: 'No longer sold', quantity: 1, priceCents: 200 },
    ];
    const order = await makeOrder({ ...change, lines });
    const answer = await move(order.id, to);
    expect(answer.status).toBe(200);
    expect(answer.body.order).toMatchObject({ id: order.id, status: to, totalCents: 1_000 });
    expect(answer.body.order.history.map(({ status, actor }) => [status, actor])).toEqual([
      [order.status, 'customer'],
      [to, 'admin'],
    ]);
    expect(await read(order.id)).toEqual(answer.body.order);
    expect(await creditOf(order)).toBe(credit);
    expect(await stockOf(productId)).toBe(stock + (restocks ? 2 : 0));
    expect(asked).toEqual(asks === undefined ? [] : [`${asks} ${order.id}`]);
    expect(await audited(order.id)).toEqual([
      { action: 'order.status', details: { status: { from: order.status, to } } },
    ]);
  });

  test('to shipped with a number that the carrier knows', async () => {
    const { id } = await makeOrder({});
    const { body } = await move(id, 'shipped');
    expect(await sandboxCarrier.track(body.order.trackingNumber ?? '', NOON)).toBe('in-transit');
  });

  test('to cancelled even when the provider is away', async () => {
    providerFails = true;
    const { id } = await makeOrder({});
    expect((await move(id, 'cancelled')).body.order.status).toBe('cancelled');
    expect(asked).toEqual([`void ${id}`]);
  });

  test('either to its customer’s or to the admin’s end, when both move it at once', async () => {
    for (const paymentMethod of ['card', 'wallet'] as const) {
      const { userId, authorization } = await signInAs('customer');
      const order = await makeOrder({ userId, paymentMethod });
      const cancel = shop.call('POST', `/api/orders/${order.id}/cancel`, { headers: { authorization } });
      const answers = await Promise.all([move(order.id, 'shipped'), cancel]);
      expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
      const cancelled = answers[1].status === 200;
      expect((await read(order.id)).status).toBe(cancelled ? 'cancelled' : 'shipped');
      expect(await creditOf(order)).toBe(cancelled && paymentMethod === 'wallet' ? 1_000 : 0);
    }
  });

  test('once, however many admins ask for it at once', async () => {
    const order = await makeOrder({ paymentMethod: 'wallet' });
    const answers = await Promise.all(
      ['refunded', 'cancelled', 'refunded', 'cancelled'].map((to) => move(order.id, to)),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409, 409]);
    expect(await creditOf(order)).toBe(1_000);
    expect(await audited(order.id)).toHaveLength(1);
  });
});

describe('an order does not move', () => {
  test.each<[Partial<Order>, OrderStatus, readonly OrderStatus[]]>([
    [{ status: 'created', paymentMethod: 'invoice' }, 'shipped', ['paid', 'cancelled']],
    [{ status: 'created', paymentMethod: 'invoice' }, 'created', ['paid', 'cancelled']],
    [{ status: 'paid' }, 'delivered', ['shipped', 'cancelled', 'refunded']],
    [{ status: 'shipped' }, 'cancelled', ['delivered', 'refunded']],
    [{ status: 'delivered' }, 'paid', ['refunded']],
    [{ status: 'cancelled' }, 'refunded', []],
    [{ status: 'refunded' }, 'refunded', []],
    [{ status: 'created', review: 'pending' }, 'paid', []],
    [{ status: 'created', review: 'pending' }, 'cancelled', []],
  ])('from %j to %s; the answer says where to', async (change, to, moves) => {
    const order = await makeOrder(change);
    const { status, body } = await move(order.id, to);
    expect(status).toBe(409);
    expect(body).toMatchObject({ type: 'urn:problem:order-status', orderStatus: order.status, moves });
    expect(await read(order.id)).toMatchObject({ status: order.status, moves });
    expect(await audited(order.id)).toEqual([]);
  });

  test('to refunded when its account is deleted, so that nobody could have the money', async () => {
    const order = await makeOrder({ userId: newId('del', NOON) });
    expect((await move(order.id, 'refunded')).status).toBe(409);
    expect((await read(order.id)).moves).toEqual(['shipped', 'cancelled']);
  });

  test('to a status that there is not', async () => {
    const { id } = await makeOrder({});
    expect((await move(id, 'lost')).status).toBe(400);
  });

  test.each(['some', newId('ord', NOON)])('when it does not exist: %s', async (id) => {
    expect((await move(id, 'paid')).status).toBe(404);
    expect((await decide(id, 'approve')).status).toBe(404);
    expect((await shop.call('GET', `/api/admin/orders/${id}`, { headers })).status).toBe(404);
  });
});

describe('a review', () => {
  const HELD: Partial<Order> = { status: 'created', review: 'pending', fraudRules: ['amount'] };

  type Case = { order: Partial<Order>; decision: string; becomes: object; credit?: number; asks?: string };
  const CASES: Record<string, Case> = {
    'approves a card: the payment is captured': {
      ...{ order: {}, decision: 'approve', becomes: { status: 'paid', review: 'approved' }, asks: 'capture' },
    },
    'approves store credit, which was spent already': {
      ...{ order: { paymentMethod: 'wallet' }, decision: 'approve', becomes: { status: 'paid', review: 'approved' } },
    },
    'approves an invoice, which is still to be paid': {
      order: { paymentMethod: 'invoice' },
      ...{ decision: 'approve', becomes: { status: 'created', review: 'approved', moves: ['paid', 'cancelled'] } },
    },
    'rejects a card: the payment is voided': {
      ...{ order: {}, decision: 'reject', becomes: { status: 'cancelled', review: 'rejected' }, asks: 'void' },
    },
    'rejects store credit, which comes back': {
      order: { paymentMethod: 'wallet' },
      ...{ decision: 'reject', becomes: { status: 'cancelled', review: 'rejected' }, credit: 1_000 },
    },
    'rejects an invoice, which nobody has paid: it is called off': {
      ...{ order: { paymentMethod: 'invoice' }, decision: 'reject', asks: 'void' },
      becomes: { status: 'cancelled', review: 'rejected' },
    },
  };

  test.each(Object.entries(CASES))('%s', async (_, { order: change, decision, becomes, credit = 0, asks }) => {
    const stock = (await stockOf(productId)) ?? 0;
    const lines = [{ productId, name: 'Mug', quantity: 1, priceCents: 1_000 }];
    const order = await makeOrder({ ...HELD, ...change, lines });
    const { status, body } = await decide(order.id, decision);
    expect(status).toBe(200);
    expect(body.order).toMatchObject(becomes);
    expect(await creditOf(order)).toBe(credit);
    expect(await stockOf(productId)).toBe(stock + (decision === 'reject' ? 1 : 0));
    expect(asked).toEqual(asks === undefined ? [] : [`${asks} ${order.id}`]);
    expect(await audited(order.id)).toEqual([{ action: `review.${decision}`, details: null }]);
    expect((await decide(order.id, decision)).status).toBe(409);
  });

  test.each(['card', 'wallet', 'invoice'] as const)(
    'of %s is decided once by two who differ',
    async (paymentMethod) => {
      const order = await makeOrder({ ...HELD, paymentMethod });
      const answers = await Promise.all(
        ['approve', 'reject', 'approve', 'reject'].map((each) => decide(order.id, each)),
      );
      expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409, 409]);
      expect(await audited(order.id)).toHaveLength(1);
    },
  );

  test('approves nothing while the provider does not pay, and can be repeated', async () => {
    providerFails = true;
    const order = await makeOrder(HELD);
    expect((await decide(order.id, 'approve')).status).toBe(502);
    expect(await read(order.id)).toMatchObject({ status: 'created', review: 'pending' });
    expect(await audited(order.id)).toEqual([]);
    providerFails = false;
    expect((await decide(order.id, 'approve')).body.order.status).toBe('paid');
  });

  test('is asked for of an order that waits for none', async () => {
    const { id } = await makeOrder({});
    expect(await decide(id, 'approve')).toMatchObject({ status: 409, body: { type: 'urn:problem:order-status' } });
    expect((await decide(id, 'perhaps')).status).toBe(400);
  });

  test('waits in a queue, oldest first, page by page, without the orders that wait for nothing', async () => {
    type Queue = { reviews: AdminOrderView[]; nextCursor: string | null };
    const queue = (query: string) => shop.call<Queue>('GET', `/api/admin/reviews?${query}`, { headers });
    for (const { id } of (await queue('limit=100')).body.reviews) await decide(id, 'reject');
    const held: string[] = [];
    for (let n = 0; n < 5; n++) {
      held.push((await makeOrder({ ...HELD, createdAt: NOON + n })).id);
      await makeOrder({ status: 'created', paymentMethod: 'invoice', createdAt: NOON + n });
    }
    const first = (await queue('limit=2')).body;
    const second = (await queue(`limit=2&cursor=${first.nextCursor}`)).body;
    const third = (await queue(`limit=2&cursor=${second.nextCursor}`)).body;
    const pages = [first, second, third].map(({ reviews }) => reviews.map(({ id }) => id));
    expect(pages).toEqual([held.slice(0, 2), held.slice(2, 4), held.slice(4)]);
    expect(third.nextCursor).toBeNull();
    expect(first.reviews[0]).toMatchObject({ fraudRules: ['amount'], review: 'pending' });
  });
});

describe('the list of orders', () => {
  const MAY = Date.UTC(2026, 4, 1);
  const HOUR = 3_600_000;
  const userId = newId('usr', MAY);
  const made: Order[] = [];
  const list = (query: string) => shop.call<List>('GET', `/api/admin/orders${query}`, { headers });
  const at = (hour: number) => new Date(MAY + hour * HOUR).toISOString();
  const within = `from=${at(0)}&to=${at(9)}`;

  beforeAll(async () => {
    const statuses = [
      'created',
      'paid',
      'shipped',
      'delivered',
      'cancelled',
      'refunded',
      'paid',
      'paid',
      'paid',
    ] as const;
    for (const [hour, status] of statuses.entries()) {
      const owner = hour % 2 === 0 ? { userId } : {};
      made.push(await makeOrder({ status, createdAt: MAY + hour * HOUR, ...owner }));
    }
  });

  /** Ids of the orders that were made at those hours of May, newest first. */
  const madeAt = (...hours: number[]) => hours.map((hour) => made[hour]?.id);

  test.each<[string, () => string, () => unknown[]]>([
    ['all of a time, the end excluded', () => `?${within}`, () => madeAt(8, 7, 6, 5, 4, 3, 2, 1, 0)],
    ['between two times', () => `?from=${at(2)}&to=${at(5)}`, () => madeAt(4, 3, 2)],
    ['of a status', () => `?status=paid&${within}`, () => madeAt(8, 7, 6, 1)],
    ['of a user', () => `?userId=${userId}`, () => madeAt(8, 6, 4, 2, 0)],
    ['of a user and a status', () => `?userId=${userId}&status=paid`, () => madeAt(8, 6)],
    ['of a user within a time', () => `?userId=${userId}&from=${at(3)}&to=${at(8)}`, () => madeAt(6, 4)],
    ['of an id', () => `?id=${made[3]?.id}`, () => madeAt(3)],
    ['of an id that there is not', () => '?id=some', () => []],
    ['of a time that ends before it begins', () => `?from=${at(5)}&to=${at(2)}`, () => []],
  ])('finds those %s', async (_, query, expected) => {
    const { status, body } = await list(query());
    expect(status).toBe(200);
    expect(body.orders.map(({ id }) => id)).toEqual(expected());
    expect(body.nextCursor).toBeNull();
  });

  test.each(['', '&status=paid', `&userId=${userId}`, `&userId=${userId}&status=paid`])(
    'pages through them, each once: %s',
    async (filter) => {
      const whole = (await list(`?${within}${filter}`)).body.orders.map(({ id }) => id);
      const paged: string[] = [];
      let cursor: string | null = null;
      do {
        const after: string = cursor === null ? '' : `&cursor=${cursor}`;
        const { body }: ShopAnswer<List> = await list(`?limit=2&${within}${filter}${after}`);
        expect(body.orders.length).toBeLessThanOrEqual(2);
        paged.push(...body.orders.map(({ id }) => id));
        cursor = body.nextCursor;
      } while (cursor !== null);
      expect(paged).toEqual(whole);
    },
  );

  test.each(['?limit=0', '?limit=101', '?cursor=x', '?status=lost', '?from=yesterday', '?userId=me'])(
    '%s is refused',
    async (query) => {
      expect((await list(query)).status).toBe(400);
    },
  );
});
