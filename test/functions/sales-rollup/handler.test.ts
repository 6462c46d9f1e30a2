import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { countedEvents } from '../../../functions/lib/entities/counted.ts';
import { jobStates } from '../../../functions/lib/entities/job-state.ts';
import { ledgerEntries } from '../../../functions/lib/entities/ledger-entry.ts';
import { type Order, orders } from '../../../functions/lib/entities/order.ts';
import { orderEvents } from '../../../functions/lib/entities/order-event.ts';
import { type SalesHour, salesHours } from '../../../functions/lib/entities/sales-hour.ts';
import { hourOf } from '../../../functions/lib/hour-of.ts';
import { newId } from '../../../functions/lib/ids.ts';
import { SumsMissingError } from '../../../functions/lib/jobs/stage-metrics.ts';
import { orderEventOf } from '../../../functions/lib/order-event-of.ts';
import { handler } from '../../../functions/sales-rollup/handler.ts';
import type { Open } from '../../../functions/sales-rollup/progress.ts';
import { AwsError } from '../../../local/aws/aws-error.ts';
import type { OrderStatus } from '../../../monitoring/dimensions.ts';
import { type CapturedOutput, captureOutput } from '../../support/captured-output.ts';
import { type CloudWatchServer, startCloudWatchServer } from '../../support/cloudwatch-server.ts';
import { START } from '../../support/embedded-cloudwatch.ts';
import { type EmbeddedTable, startEmbeddedTable } from '../../support/embedded-table.ts';
import { lambdaContext } from '../../support/http-event.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** Each test has a day of its own, so that none finds the sales of another. */
let day = START - DAY;

let table: EmbeddedTable;
let cloudWatch: CloudWatchServer;
let output: CapturedOutput;
beforeAll(async () => {
  [table, cloudWatch] = await Promise.all([startEmbeddedTable(), startCloudWatchServer()]);
  const endpoint = `http://127.0.0.1:${cloudWatch.port}`;
  Object.assign(process.env, table.environment, { AWS_ENDPOINT_URL_CLOUDWATCH: endpoint });
  output = captureOutput();
});
beforeEach(async () => {
  day += DAY;
  await cloudWatch.system.clock.advance(DAY);
  await jobStates().delete({ job: 'sales-rollup' }).go();
  await beginAt(day);
});
afterAll(async () => {
  output.stop();
  await Promise.all([table.stop(), cloudWatch.stop()]);
});

const run = (at: number) => handler({ time: new Date(at).toISOString() }, lambdaContextWithTime());
const lambdaContextWithTime = () => ({ ...lambdaContext(), getRemainingTimeInMillis: () => 60_000 });

function anOrder(at: number, change: Partial<Order> = {}): Order {
  const id = newId('ord', at);
  const lines = [{ productId: 'prd_mug', name: 'Mug', quantity: 2, priceCents: 1_000, costCents: 400 }];
  const amounts = { totalCents: 2_000, currency: 'EUR', lines };
  return { id, userId: 'usr_1', status: 'paid', ...amounts, paymentMethod: 'card', createdAt: at, ...change };
}

/** Writes the order and its event of that status, as the shop does; the outbox has counted it unless told otherwise. */
async function reach(order: Order, status: OrderStatus, at: number, counted: 'counted' | 'not yet' = 'counted') {
  await orders().put(order).go();
  await orderEvents()
    .put(orderEventOf(order, status, at, 'system'))
    .go();
  if (counted === 'counted') await mark(`${order.id}#${status}`);
}

async function mark(name: string): Promise<void> {
  await countedEvents().put({ name, expiresAt: 2_000_000_000 }).go();
}

function emitted(name: string, dimensions: Readonly<Record<string, string>>, value: number, timestamp: number) {
  cloudWatch.system.cloudWatch.record({
    namespace: 'SmallCart/test',
    name,
    dimensions,
    unit: 'Count',
    timestamp,
    value,
  });
}

async function sumOf(name: string, dimensions: Readonly<Record<string, string>>, hour: number): Promise<number> {
  const Dimensions = Object.entries(dimensions).map(([Name, Value]) => ({ Name, Value }));
  const answer = await cloudWatch.system.call('GetMetricStatistics', {
    ...{ Namespace: 'SmallCart/test', MetricName: name, Dimensions, Period: 3_600, Statistics: ['Sum'] },
    ...{ StartTime: hour / 1000, EndTime: (hour + HOUR) / 1000 },
  });
  const datapoints = answer.Datapoints as { Sum: number }[];
  return datapoints.reduce((total, { Sum }) => total + Sum, 0);
}

async function salesAt(hour: number): Promise<SalesHour | undefined> {
  const name = hourOf(hour);
  const { data } = await salesHours()
    .get({ month: name.slice(0, 7), hour: name })
    .go();
  return data ?? undefined;
}

/** The job goes on from that time, with nothing left behind but the day's first hour, if that is open. */
async function beginAt(time: number, left?: Open): Promise<void> {
  const progress = JSON.stringify({ next: hourOf(time), open: left === undefined ? {} : { [hourOf(day)]: left } });
  await jobStates().put({ job: 'sales-rollup', progress }).go();
}

/** The first hour that is not over, and those before it that are not closed. */
async function progress(): Promise<{ next: string; open: string[] }> {
  const { data } = await jobStates().get({ job: 'sales-rollup' }).go({ consistent: true });
  const { next, open } = JSON.parse(data?.progress ?? '');
  return { next, open: Object.keys(open) };
}

/** Has CloudWatch answer an operation in another way, as long as the work takes. */
async function during(operation: string, answer: (input: unknown, context: unknown) => unknown, work: () => unknown) {
  const operations = cloudWatch.system.cloudWatch.service.operations as Record<string, unknown>;
  const usual = operations[operation];
  operations[operation] = answer;
  try {
    await work();
  } finally {
    operations[operation] = usual;
  }
}

describe('the roll-up of an hour', () => {
  it('counts the orders by what they reached in it, their revenue and margin, and the products sold', async () => {
    const one = anOrder(day);
    const pens = { productId: 'prd_pen', name: 'Pen', quantity: 10, priceCents: 300 };
    const two = anOrder(day, { lines: [pens], totalCents: 3_000 });
    for (const order of [one, two]) {
      await reach(order, 'created', day + MINUTE);
      await reach(order, 'paid', day + 2 * MINUTE);
    }
    await reach(one, 'refunded', day + 3 * MINUTE);
    await run(day + 10 * MINUTE);
    expect(await salesAt(day)).toMatchObject({
      ...{ created: 2, paid: 2, shipped: 0, delivered: 0, cancelled: 0, refunded: 1 },
      ...{ revenueCents: 5_000, grossMarginCents: 1_200 + 3_000, refundedCents: 2_000 },
      products: [
        { productId: 'prd_pen', name: 'Pen', quantity: 10, revenueCents: 3_000 },
        { productId: 'prd_mug', name: 'Mug', quantity: 2, revenueCents: 2_000 },
      ],
    });
  });

  it('leaves out what a deployment was verified with, and waits for none of it to be counted', async () => {
    const synthetic = anOrder(day, { synthetic: 'deployment' });
    for (const status of ['created', 'paid', 'cancelled'] as const) await reach(synthetic, status, day, 'not yet');
    await run(day + HOUR + 30 * MINUTE);
    const none = { created: 0, paid: 0, cancelled: 0, revenueCents: 0, grossMarginCents: 0, products: [] };
    expect(await salesAt(day)).toMatchObject(none);
    expect((await progress()).open).toEqual([]);
  });

  it('is the same however often it is made', async () => {
    await reach(anOrder(day), 'paid', day);
    await run(day + 10 * MINUTE);
    const first = await salesAt(day);
    await run(day + 25 * MINUTE);
    expect(await salesAt(day)).toEqual(first);
  });

  it('is closed half an hour after the hour’s end, not before', async () => {
    await run(day + HOUR + 15 * MINUTE);
    expect(await progress()).toEqual({ next: hourOf(day), open: [] });
    await run(day + HOUR + 30 * MINUTE);
    expect(await progress()).toEqual({ next: hourOf(day + HOUR), open: [] });
  });

  it('catches up on every hour since the last run', async () => {
    for (const hour of [0, 1, 2, 3]) await reach(anOrder(day), 'paid', day + hour * HOUR);
    await run(day + 5 * HOUR);
    const paid = await Promise.all([0, 1, 2, 3].map(async (hour) => (await salesAt(day + hour * HOUR))?.paid));
    expect(paid).toEqual([1, 1, 1, 1]);
    expect((await progress()).next).toBe(hourOf(day + 4 * HOUR));
  });

  it('goes on with the first hour that there was no time for', async () => {
    for (const hour of [0, 1, 2]) await reach(anOrder(day), 'paid', day + hour * HOUR);
    const time = [60_000, 60_000, 0];
    const short = { ...lambdaContext(), getRemainingTimeInMillis: () => time.shift() ?? 0 };
    await handler({ time: new Date(day + 5 * HOUR).toISOString() }, short);
    expect([await salesAt(day + HOUR), await salesAt(day + 2 * HOUR)]).toMatchObject([{ paid: 1 }, undefined]);
    expect((await progress()).next).toBe(hourOf(day + 2 * HOUR));
    await run(day + 5 * HOUR);
    expect(await salesAt(day + 2 * HOUR)).toMatchObject({ paid: 1 });
  });

  it('of many orders is read page by page', async () => {
    const traceHeader = 'x'.repeat(300_000);
    for (let count = 0; count < 7; count++) await reach(anOrder(day, { traceHeader }), 'paid', day);
    await run(day + 10 * MINUTE);
    expect(await salesAt(day)).toMatchObject({ paid: 7, revenueCents: 14_000, products: [{ quantity: 14 }] });
  });
});

describe('the metrics of a closed hour', () => {
  /** What is wrong is found, put right, and found right. */
  const QUARTERS = [0, 15, 30];
  const closed = async () => {
    for (const minutes of QUARTERS) await run(day + 2 * HOUR + minutes * MINUTE);
    expect((await progress()).open).toEqual([]);
  };
  const paidSum = () => sumOf('Orders', { Status: 'paid' }, day);

  it('that agree with the table are left alone', async () => {
    await reach(anOrder(day), 'paid', day);
    emitted('Orders', { Status: 'paid' }, 1, day);
    emitted('RevenueCents', {}, 2_000, day);
    emitted('GrossMarginCents', {}, 1_200, day);
    output.clear();
    await closed();
    expect(await paidSum()).toBe(1);
    expect(output.text()).not.toContain('put right');
  });

  it('get what a crash kept from them', async () => {
    await reach(anOrder(day), 'paid', day);
    await closed();
    expect(await paidSum()).toBe(1);
    expect(await sumOf('RevenueCents', {}, day)).toBe(2_000);
    expect(await sumOf('GrossMarginCents', {}, day)).toBe(1_200);
  });

  it('lose what was counted twice', async () => {
    await reach(anOrder(day), 'paid', day);
    for (const _ of [1, 2]) emitted('Orders', { Status: 'paid' }, 1, day + 5 * MINUTE);
    await closed();
    expect(await paidSum()).toBe(1);
  });

  it('are put right once, although the run is repeated', async () => {
    await reach(anOrder(day), 'paid', day);
    await closed();
    await beginAt(day);
    await closed();
    expect(await paidSum()).toBe(1);
  });

  it('are left alone while a line may be on its way to them, which was written when its event was already marked', async () => {
    await reach(anOrder(day), 'created', day);
    await run(day + 2 * HOUR);
    expect(await progress()).toMatchObject({ open: [hourOf(day)] });
    await run(day + 2 * HOUR + 9 * MINUTE);
    expect(await sumOf('Orders', { Status: 'created' }, day)).toBe(0);
    emitted('Orders', { Status: 'created' }, 1, day);
    await run(day + 2 * HOUR + 15 * MINUTE);
    expect(await sumOf('Orders', { Status: 'created' }, day)).toBe(1);
    expect((await progress()).open).toEqual([]);
  });

  it.each([
    ['three hours', 3 * HOUR, 2 * HOUR],
    ['a day', 24 * HOUR, 48 * HOUR],
  ])('of %s ago wait longer, as CloudWatch takes longer to tell them', async (_, age, settling) => {
    await reach(anOrder(day), 'created', day);
    await beginAt(day + age, { due: 0, final: false });
    await run(day + age);
    await run(day + age + settling - MINUTE);
    expect(await sumOf('Orders', { Status: 'created' }, day)).toBe(0);
    await run(day + age + settling);
    expect(await sumOf('Orders', { Status: 'created' }, day)).toBe(1);
  });

  it('wait for an event that the outbox has yet to count, and for nothing after two days', async () => {
    const order = anOrder(day);
    await reach(order, 'paid', day, 'not yet');
    for (const minutes of QUARTERS) await run(day + 2 * HOUR + minutes * MINUTE);
    expect(await progress()).toMatchObject({ open: [hourOf(day)] });
    await beginAt(day + 48 * HOUR, { due: 0, final: true });
    await run(day + 48 * HOUR);
    expect(await paidSum()).toBe(0);
    await beginAt(day + 50 * HOUR, { due: 0, final: true });
    await run(day + 50 * HOUR);
    expect(await paidSum()).toBe(1);
  });

  it('are put right once all is counted, in the minutes after that', async () => {
    const order = anOrder(day);
    await reach(order, 'paid', day, 'not yet');
    await run(day + 2 * HOUR);
    await mark(`${order.id}#paid`);
    await run(day + 2 * HOUR + 15 * MINUTE);
    expect(await paidSum()).toBe(0);
    await run(day + 2 * HOUR + 30 * MINUTE);
    expect(await paidSum()).toBe(1);
  });

  it('that were put right several times, because the answer was lost, are put right again', async () => {
    await reach(anOrder(day), 'paid', day);
    await run(day + 2 * HOUR);
    const { PutMetricData } = cloudWatch.system.cloudWatch.service.operations;
    const lost = async (input: unknown, context: unknown) => {
      await PutMetricData?.(input as never, context as never);
      throw new AwsError('InternalServiceFault', 'It is not for today.', 500);
    };
    await during('PutMetricData', lost, () => expect(run(day + 2 * HOUR + 15 * MINUTE)).rejects.toThrow());
    expect(await paidSum()).toBeGreaterThan(1);
    await run(day + 2 * HOUR + 16 * MINUTE);
    expect(await paidSum(), 'what was put right is not final yet').toBeGreaterThan(1);
    for (const minutes of [30, 45]) await run(day + 2 * HOUR + minutes * MINUTE);
    expect(await paidSum()).toBe(1);
    expect((await progress()).open).toEqual([]);
  });

  it('are not taken for 0 where CloudWatch does not tell them', async () => {
    await reach(anOrder(day), 'created', day);
    emitted('Orders', { Status: 'created' }, 1, day);
    const untold = async (input: unknown) => {
      const { MetricDataQueries } = input as { MetricDataQueries: { Id: string }[] };
      return { MetricDataResults: MetricDataQueries.map(({ Id }) => ({ Id, StatusCode: 'InternalError' })) };
    };
    for (const minutes of QUARTERS) {
      const asked = () => expect(run(day + 2 * HOUR + minutes * MINUTE)).rejects.toThrow(SumsMissingError);
      await during('GetMetricData', untold, asked);
    }
    expect(await sumOf('Orders', { Status: 'created' }, day)).toBe(1);
  });

  it('are left as they are where CloudWatch takes nothing any more, so that a job that slept for weeks goes on', async () => {
    const old = day;
    await reach(anOrder(old), 'paid', old);
    await beginAt(old + 16 * DAY, { due: 0, final: true });
    await run(old + 16 * DAY);
    expect((await progress()).open).toEqual([]);
    expect(await sumOf('Orders', { Status: 'paid' }, old)).toBe(0);
  });

  it('of store credit agree with the ledger, too', async () => {
    const entry = { userId: 'usr_1', at: day, hour: hourOf(day), reference: 'pay_1' };
    const moved = { deposit: 5_000, spend: -2_000, refund: 700 } as const;
    for (const movement of ['deposit', 'spend', 'refund'] as const) {
      const id = newId('led', day);
      await ledgerEntries()
        .create({ ...entry, id, movement, amountCents: moved[movement] })
        .go();
      await mark(id);
    }
    await closed();
    expect(await sumOf('WalletCents', { Movement: 'deposit' }, day)).toBe(5_000);
    expect(await sumOf('WalletCents', { Movement: 'spend' }, day)).toBe(2_000);
    expect(await sumOf('WalletCents', { Movement: 'refund' }, day)).toBe(700);
  });

  it('are not put right by a run that CloudWatch does not answer, but by the next', async () => {
    await reach(anOrder(day), 'paid', day);
    const silent = () => {
      throw new AwsError('InternalServiceFault', 'It is not for today.', 500);
    };
    await during('GetMetricData', silent, () => expect(run(day + 2 * HOUR)).rejects.toThrow());
    for (const minutes of [15, 30]) await run(day + 2 * HOUR + minutes * MINUTE);
    expect(await paidSum()).toBe(1);
  });
});
