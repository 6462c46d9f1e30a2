import type { SQSRecord } from 'aws-lambda';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { handler } from '../../../functions/fulfilment/handler.ts';
import { sandboxCarrier, TRANSIT_TIME } from '../../../functions/lib/carrier.ts';
import { moveOrder } from '../../../functions/lib/orders/move-order.ts';
import { type CapturedOutput, captureOutput } from '../../support/captured-output.ts';
import { type EmbeddedTable, startEmbeddedTable } from '../../support/embedded-table.ts';
import { lambdaContext, NOON } from '../../support/http-event.ts';
import { statusesOf, storedOrder, storeOrder } from '../../support/stored-orders.ts';

let table: EmbeddedTable;
let output: CapturedOutput;
beforeAll(async () => {
  table = await startEmbeddedTable();
  Object.assign(process.env, table.environment);
  output = captureOutput();
});
beforeEach(() => output.clear());
afterAll(async () => {
  output.stop();
  await table.stop();
});

const RECEIVED = NOON + 6_000;

const message = (messageId: string, body: unknown): SQSRecord => ({
  messageId,
  receiptHandle: messageId,
  body: typeof body === 'string' ? body : JSON.stringify(body),
  attributes: {
    ApproximateReceiveCount: '1',
    SentTimestamp: String(NOON + 5_000),
    SenderId: 'outbox',
    ApproximateFirstReceiveTimestamp: String(RECEIVED),
  },
  messageAttributes: {},
  md5OfBody: '',
  eventSource: 'aws:sqs',
  eventSourceARN: 'arn:aws:sqs:us-east-1:000000000000:orders',
  awsRegion: 'us-east-1',
});
const about = (orderId: string, messageId = orderId) => message(messageId, { orderId, user: '0123456789ab' });
const run = (...Records: SQSRecord[]) => handler({ Records }, lambdaContext(60_000));
const DONE = { batchItemFailures: [] };
const outcomes = () => output.logged().flatMap(({ outcome }) => (outcome === undefined ? [] : [outcome]));

describe('a paid order', () => {
  test('is handed to the carrier when its message was first received', async () => {
    const { id } = await storeOrder();
    expect(await run(about(id))).toEqual(DONE);
    const { status, shippedAt, trackingNumber = '' } = await storedOrder(id);
    expect([status, shippedAt]).toEqual(['shipped', RECEIVED]);
    expect(await sandboxCarrier.track(trackingNumber, RECEIVED)).toBe('in-transit');
    expect(await sandboxCarrier.track(trackingNumber, RECEIVED + TRANSIT_TIME)).toBe('delivered');
    expect(await statusesOf(id)).toEqual(['created', 'paid', 'shipped']);
  });

  test('is shipped once, however often its message is delivered', async () => {
    const { id } = await storeOrder();
    expect(await run(about(id, 'a'), about(id, 'b'))).toEqual(DONE);
    const shipped = await storedOrder(id);
    expect(await run(about(id))).toEqual(DONE);
    expect(await storedOrder(id)).toEqual(shipped);
    expect(await statusesOf(id)).toEqual(['created', 'paid', 'shipped']);
    expect(outcomes()).toEqual(['shipped', 'already-shipped', 'already-shipped']);
  });

  test('is shipped once when two workers have its message at the same time', async () => {
    const { id } = await storeOrder();
    expect(await Promise.all([run(about(id)), run(about(id)), run(about(id))])).toEqual([DONE, DONE, DONE]);
    expect(outcomes().filter((outcome) => outcome === 'shipped')).toHaveLength(1);
    expect(await statusesOf(id)).toEqual(['created', 'paid', 'shipped']);
  });

  test.each(['cancelled', 'refunded'] as const)(
    'that was %s meanwhile is not shipped, which is no failure',
    async (to) => {
      const order = await storeOrder();
      await moveOrder(order, to, { now: NOON + 1, actor: 'customer' });
      expect(await run(about(order.id))).toEqual(DONE);
      expect((await storedOrder(order.id)).status).toBe(to);
      expect(outcomes()).toEqual(['called-off']);
    },
  );

  test('that is cancelled at the same moment is either shipped or cancelled', async () => {
    const orders = await Promise.all(Array.from({ length: 8 }, () => storeOrder()));
    const cancelled = orders.map((order) => moveOrder(order, 'cancelled', { now: NOON + 1, actor: 'customer' }));
    const [shipped, ...outcomes] = await Promise.all([run(...orders.map(({ id }) => about(id))), ...cancelled]);
    expect(shipped).toEqual(DONE);
    for (const [index, { id }] of orders.entries()) {
      const status = outcomes[index] === 'moved' ? 'cancelled' : 'shipped';
      expect(await statusesOf(id)).toEqual(expect.arrayContaining(['created', 'paid', status]));
      expect(await statusesOf(id)).toHaveLength(3);
    }
  });
});

test('a message that there is no time left for waits for its next delivery; the first one is always tried', async () => {
  const [first, second] = [await storeOrder(), await storeOrder()];
  const response = await handler({ Records: [about(first.id), about(second.id)] }, lambdaContext(3_000));
  expect(response).toEqual({ batchItemFailures: [{ itemIdentifier: second.id }] });
  expect((await storedOrder(second.id)).status).toBe('paid');
});

test.each<[string, unknown]>([
  ['that is no JSON', 'poison of ida@mail.example'],
  ['that is not an object', 7],
  ['without an order id', { user: 'u' }],
  ['with an id that is no order’s', { orderId: 'usr_01ARZ3NDEKTSV4RRFFQ69G5FAV', user: 'u' }],
  ['about an order that does not exist', { orderId: 'ord_01ARZ3NDEKTSV4RRFFQ69G5FAV', user: 'u' }],
])('a message %s fails alone: its neighbours are shipped', async (_, poison) => {
  const [before, after] = [await storeOrder(), await storeOrder()];
  const response = await run(about(before.id), message('poison', poison), about(after.id));
  expect(response).toEqual({ batchItemFailures: [{ itemIdentifier: 'poison' }] });
  for (const { id } of [before, after]) expect((await storedOrder(id)).status).toBe('shipped');
  expect(output.text()).not.toContain('ida@mail.example');
});

test('a message about an order that nobody has paid fails and ships nothing, and its story tells so', async () => {
  const { id } = await storeOrder({ status: 'created', paymentMethod: 'invoice' });
  const unpaid = message(id, { orderId: id, user: '0123456789ab', correlationId: 'page.7f3a' });
  expect(await run(unpaid)).toEqual({ batchItemFailures: [{ itemIdentifier: id }] });
  const ids = { messageId: id, orderId: id, userId: '0123456789ab', correlationId: 'page.7f3a' };
  expect(output.logged()).toMatchObject([{ level: 'ERROR', ...ids, error: { name: expect.any(String) } }]);
  expect(await statusesOf(id)).toEqual(['created']);
});
