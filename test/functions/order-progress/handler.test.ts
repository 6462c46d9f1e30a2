import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Carrier } from '../../../functions/lib/carrier.ts';
import { sandboxCarrier, TRANSIT_TIME } from '../../../functions/lib/carrier.ts';
import { jobStates } from '../../../functions/lib/entities/job-state.ts';
import { type Order, orders } from '../../../functions/lib/entities/order.ts';
import { orderEvents } from '../../../functions/lib/entities/order-event.ts';
import { products } from '../../../functions/lib/entities/product.ts';
import { newId } from '../../../functions/lib/ids.ts';
import { runJob } from '../../../functions/lib/jobs/run-job.ts';
import { sandboxGateway } from '../../../functions/lib/payments/sandbox-gateway.ts';
import { handler } from '../../../functions/order-progress/handler.ts';
import { OrdersLeftError, progressOrders } from '../../../functions/order-progress/progress-orders.ts';
import { type CapturedOutput, captureOutput } from '../../support/captured-output.ts';
import { type EmbeddedTable, startEmbeddedTable } from '../../support/embedded-table.ts';
import { lambdaContext, NOON } from '../../support/http-event.ts';

const MINUTE = 60_000;
const HEADER = `Root=1-66000000-${'0'.repeat(24)};Parent=${'f'.repeat(16)};Sampled=1;Correlation=page.7f3a`;
const DAY = 24 * 60 * MINUTE;
const context = { ...lambdaContext(), getRemainingTimeInMillis: () => 60_000 };

let table: EmbeddedTable;
let output: CapturedOutput;
beforeAll(async () => {
  table = await startEmbeddedTable();
  Object.assign(process.env, table.environment);
  output = captureOutput();
});
beforeEach(async () => {
  await jobStates().delete({ job: 'order-progress' }).go();
  for (const status of ['created', 'paid', 'shipped'] as const) {
    const { data } = await orders().query.byStatus({ status }).go({ pages: 'all' });
    for (const { id } of data) await orders().delete({ id }).go();
  }
});
afterAll(async () => {
  output.stop();
  await table.stop();
});

/** There is time for so many orders. */
function contextFor(orders: number) {
  let asked = 0;
  return { ...context, getRemainingTimeInMillis: () => (asked++ < orders ? 60_000 : 0) };
}

const runAt = (now: number) => handler({ time: new Date(now).toISOString() }, context);

async function order(change: Partial<Order> = {}): Promise<string> {
  const id = newId('ord', change.createdAt ?? NOON);
  const lines = [{ productId: 'prd_1', name: 'Mug', quantity: 2, priceCents: 1_000 }];
  await orders()
    .create({
      ...{ id, userId: newId('usr', NOON), status: 'created', paymentMethod: 'invoice' },
      ...{ totalCents: 2_000, currency: 'EUR', lines, createdAt: NOON, ...change },
    })
    .go();
  return id;
}

async function read(id: string): Promise<Order | null> {
  return (await orders().get({ id }).go({ consistent: true })).data;
}

const shipped = async (change: Partial<Order> = {}) =>
  order({
    ...{ status: 'shipped', paymentMethod: 'card', shippedAt: NOON },
    ...{ trackingNumber: await sandboxCarrier.accept('ord_1', NOON), ...change },
  });

describe('an order', () => {
  it.each([
    ['whose invoice was paid', () => order(), 31 * MINUTE, 'paid'],
    ['whose invoice is open', () => order(), MINUTE, 'created'],
    ['whose invoice is never paid', () => order({ totalCents: 2_013 }), 14 * DAY, 'created'],
    ['whose invoice has been open for too long', () => order({ totalCents: 2_013 }), 14 * DAY + MINUTE, 'cancelled'],
    ['that waits for a review', () => order({ review: 'pending' }), 31 * MINUTE, 'created'],
    ['of a review that was approved', () => order({ review: 'approved' }), 31 * MINUTE, 'paid'],
    [
      'paid by card that waits for a review',
      () => order({ paymentMethod: 'card', review: 'pending' }),
      20 * DAY,
      'created',
    ],
    ['whose parcel is on its way', () => shipped(), TRANSIT_TIME - MINUTE, 'shipped'],
    ['whose parcel was delivered', () => shipped(), TRANSIT_TIME, 'delivered'],
    ['without a tracking number', () => order({ status: 'shipped' }), 2 * TRANSIT_TIME, 'shipped'],
  ])('%s is then %s', async (_, make, after, status) => {
    const id = await make();
    await runAt(NOON + after);
    expect((await read(id))?.status).toBe(status);
  });

  it('that is cancelled gives its goods back, once', async () => {
    await products()
      .put({
        id: 'prd_1',
        name: 'Mug',
        description: '',
        category: 'Kitchen',
        priceCents: 1_000,
        stock: 5,
        createdAt: NOON,
      })
      .go();
    await order({ totalCents: 2_013 });
    await runAt(NOON + 15 * DAY);
    await runAt(NOON + 15 * DAY + 5 * MINUTE);
    expect((await products().get({ id: 'prd_1' }).go()).data?.stock).toBe(7);
  });

  it('has its new status in its history, at the run’s time, by the system', async () => {
    const id = await order();
    await runAt(NOON + 40 * MINUTE);
    const { data } = await orderEvents().query.byOrder({ orderId: id }).go();
    expect(data).toMatchObject([{ status: 'paid', at: NOON + 40 * MINUTE, actor: 'system' }]);
  });

  it('that cannot be moved keeps no other, and fails the run', async () => {
    const bad = await shipped({ trackingNumber: 'broken', traceHeader: HEADER });
    const good = await shipped();
    const carrier: Carrier = {
      accept: sandboxCarrier.accept,
      async track(number, now) {
        if (number === 'broken') throw new Error('the carrier does not answer');
        return sandboxCarrier.track(number, now);
      },
    };
    const run = runJob('order-progress', { time: new Date(NOON + TRANSIT_TIME).toISOString() }, context, (work) =>
      progressOrders(work, { gateway: sandboxGateway, carrier }),
    );
    await expect(run).rejects.toThrow(OrdersLeftError);
    expect([(await read(bad))?.status, (await read(good))?.status]).toEqual(['shipped', 'delivered']);
    const ids = { orderId: bad, traceId: `1-66000000-${'0'.repeat(24)}`, correlationId: 'page.7f3a' };
    expect(output.logged()).toContainEqual(expect.objectContaining({ level: 'ERROR', ...ids }));
  });
});

describe('a run', () => {
  it('walks through every page', async () => {
    const ids: string[] = [];
    for (let count = 0; count < 60; count++) ids.push(await order());
    await runAt(NOON + 31 * MINUTE);
    const statuses = await Promise.all(ids.map(async (id) => (await read(id))?.status));
    expect(new Set(statuses)).toEqual(new Set(['paid']));
  });

  it('that is out of time is gone on with by the next', async () => {
    const ids: string[] = [];
    for (let count = 0; count < 60; count++) ids.push(await order({ totalCents: 2_013 }));
    const last = await order({ createdAt: NOON + 1 });
    let calls = 0;
    const short = { ...context, getRemainingTimeInMillis: () => (calls++ === 0 ? 60_000 : 0) };
    await handler({ time: new Date(NOON + 31 * MINUTE).toISOString() }, short);
    expect((await read(last))?.status).toBe('created');
    await runAt(NOON + 36 * MINUTE);
    expect((await read(last))?.status).toBe('paid');
  });

  it('goes on among the parcels where the one before it was out of time, not with the invoices again', async () => {
    for (let count = 0; count < 30; count++) await order({ totalCents: 2_013 });
    const parcels: string[] = [];
    for (let count = 0; count < 26; count++) parcels.push(await shipped());
    const delivered = async () => {
      const found = await Promise.all(parcels.map(read));
      return found.filter((parcel) => parcel?.status === 'delivered').length;
    };
    const time = new Date(NOON + TRANSIT_TIME).toISOString();
    await handler({ time }, contextFor(30 + 1 + 25));
    expect(await delivered()).toBe(25);
    await handler({ time: new Date(NOON + TRANSIT_TIME + 5 * MINUTE).toISOString() }, contextFor(1));
    expect(await delivered()).toBe(26);
  });

  it('stops between two orders when it is out of time, and the next begins with their page', async () => {
    const ids = [await order(), await order({ createdAt: NOON + 1 }), await order({ createdAt: NOON + 2 })];
    const statuses = () => Promise.all(ids.map(async (id) => (await read(id))?.status));
    await handler({ time: new Date(NOON + 31 * MINUTE).toISOString() }, contextFor(2));
    expect(await statuses()).toEqual(['paid', 'paid', 'created']);
    await runAt(NOON + 36 * MINUTE);
    expect(await statuses()).toEqual(['paid', 'paid', 'paid']);
  });

  it.each([
    ['has waited for more than a quarter of an hour is told with the time that it has', {}, [960]],
    ['has waited for a quarter of an hour is still in time', { paidAt: NOON + MINUTE }, []],
    ['a person had to look at is not told of', { review: 'approved' }, []],
    ['is a deployment’s is not told of', { synthetic: 'deployment' }, []],
    ['is shipped is not told of', { status: 'shipped', shippedAt: NOON + MINUTE }, []],
  ] as const)('a paid order that %s', async (_sentence, change, told) => {
    await order({ status: 'paid', paymentMethod: 'card', paidAt: NOON, ...change });
    output.clear();
    await runAt(NOON + 16 * MINUTE);
    expect(output.canonical().flatMap(({ TimeToShip }) => TimeToShip ?? [])).toEqual(told);
  });

  it.each(['nonsense', '{"created":null,"shipped":null}'])('begins anew when %s was written down', async (progress) => {
    await jobStates().put({ job: 'order-progress', progress }).go();
    const id = await order();
    await runAt(NOON + 31 * MINUTE);
    expect((await read(id))?.status).toBe('paid');
  });
});
