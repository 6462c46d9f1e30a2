import type { SQSRecord } from 'aws-lambda';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { handler } from '../../../functions/fulfilment/handler.ts';
import { orders } from '../../../functions/lib/entities/order.ts';
import { newId } from '../../../functions/lib/ids.ts';
import { type CapturedOutput, captureOutput } from '../../support/captured-output.ts';
import { type EmbeddedTable, startEmbeddedTable } from '../../support/embedded-table.ts';
import { lambdaContext, NOON } from '../../support/http-event.ts';
import { metricValues } from '../../support/metric-values.ts';

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

async function paidOrder(): Promise<string> {
  const id = newId('ord', NOON);
  const shipping = { name: 'Ida Example', street: 'B', city: 'C', postcode: 'D', country: 'E' };
  const payment = { paymentMethod: 'card', authorisationId: 'pay_1', totalCents: 1, currency: 'EUR' } as const;
  await orders()
    .create({ id, userId: 'usr_1', status: 'paid', lines: [], shipping, ...payment, createdAt: NOON })
    .go();
  return id;
}

const message = (messageId: string, body: unknown): SQSRecord => ({
  messageId,
  receiptHandle: messageId,
  body: typeof body === 'string' ? body : JSON.stringify(body),
  attributes: {
    ApproximateReceiveCount: '1',
    SentTimestamp: String(NOON + 5_000),
    SenderId: 'outbox',
    ApproximateFirstReceiveTimestamp: String(NOON + 6_000),
  },
  messageAttributes: {},
  md5OfBody: '',
  eventSource: 'aws:sqs',
  eventSourceARN: 'arn:aws:sqs:us-east-1:000000000000:orders',
  awsRegion: 'us-east-1',
});
const run = (...Records: SQSRecord[]) => handler({ Records }, lambdaContext());
const statusOf = async (id: string) => (await orders().get({ id }).go()).data?.status;

test('a paid order is shipped when its message was first received, and counted', async () => {
  const orderId = await paidOrder();
  expect(await run(message('m', { orderId, user: 'u' }))).toEqual({ batchItemFailures: [] });
  expect((await orders().get({ id: orderId }).go()).data).toMatchObject({ status: 'shipped', shippedAt: NOON + 6_000 });
  expect(metricValues(output, 'OrdersShipped')).toEqual([1]);
});

test('a message delivered twice ships and counts once', async () => {
  const orderId = await paidOrder();
  const twice = message('m', { orderId, user: 'u' });
  expect(await run(twice, twice)).toEqual({ batchItemFailures: [] });
  expect(await run(twice)).toEqual({ batchItemFailures: [] });
  expect(metricValues(output, 'OrdersShipped')).toEqual([1]);
});

test('a message that there is no time left for waits for its next delivery', async () => {
  const orderId = await paidOrder();
  const context = { ...lambdaContext(), getRemainingTimeInMillis: () => 3_000 };
  expect(await handler({ Records: [message('m', { orderId, user: 'u' })] }, context)).toEqual({
    batchItemFailures: [{ itemIdentifier: 'm' }],
  });
  expect(await statusOf(orderId)).toBe('paid');
});

test.each<[string, unknown]>([
  ['that is no JSON', 'poison of ida@mail.example'],
  ['that is not an object', 7],
  ['without an order id', { user: 'u' }],
  ['with an id that is no order’s', { orderId: 'usr_01ARZ3NDEKTSV4RRFFQ69G5FAV', user: 'u' }],
  ['about an order that does not exist', { orderId: 'ord_01ARZ3NDEKTSV4RRFFQ69G5FAV', user: 'u' }],
])('a message %s fails alone: its neighbours are shipped', async (_, poison) => {
  const [before, after] = [await paidOrder(), await paidOrder()];
  const response = await run(
    message('before', { orderId: before, user: 'u' }),
    message('poison', poison),
    message('after', { orderId: after, user: 'u' }),
  );
  expect(response).toEqual({ batchItemFailures: [{ itemIdentifier: 'poison' }] });
  expect([await statusOf(before), await statusOf(after)]).toEqual(['shipped', 'shipped']);
  expect(metricValues(output, 'OrdersShipped').flat()).toEqual([1, 1]);
  expect(output.text()).not.toContain('ida@mail.example');
});
