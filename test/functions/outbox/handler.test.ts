import type { DynamoDBRecord } from 'aws-lambda';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { handler } from '../../../functions/outbox/handler.ts';
import { type CapturedOutput, captureOutput } from '../../support/captured-output.ts';
import { type EmbeddedTable, startEmbeddedTable } from '../../support/embedded-table.ts';
import { lambdaContext } from '../../support/http-event.ts';
import { metricValues } from '../../support/metric-values.ts';
import { type QueueEndpoint, startQueueEndpoint } from '../../support/queue-endpoint.ts';
import { EVENT_TIME, inserted, ledgerRecord, orderRecord } from './stream-records.ts';

let table: EmbeddedTable;
let queue: QueueEndpoint;
let output: CapturedOutput;
beforeAll(async () => {
  [table, queue] = await Promise.all([startEmbeddedTable(), startQueueEndpoint()]);
  const ORDER_QUEUE_URL = `${queue.url}/000000000000/orders`;
  Object.assign(process.env, table.environment, { ORDER_QUEUE_URL, AWS_ENDPOINT_URL_SQS: queue.url });
  output = captureOutput();
});
let count = 0;
let id: string;
beforeEach(() => {
  count += 1;
  id = `ord_${count}`;
  queue.sent.length = 0;
  queue.refuse = () => false;
  output.clear();
});
afterAll(async () => {
  output.stop();
  await Promise.all([queue.stop(), table.stop()]);
});

const run = (...Records: DynamoDBRecord[]) => handler({ Records }, lambdaContext(60_000));
const PUBLISHED = { batchItemFailures: [] };
const sent = () => queue.sent.map(({ MessageBody }) => JSON.parse(MessageBody));
const counted = (name: string) => metricValues(output, name).flat();
/** Values of a metric by the named dimension. */
const countedBy = (name: string, dimension: string) =>
  output.canonical().flatMap((line) => (name in line ? [[line[dimension], line[name]]] : []));

describe('an order that reached a status', () => {
  test.each(['created', 'shipped', 'delivered', 'cancelled', 'refunded'])(
    '%s is counted and not sent',
    async (status) => {
      expect(await run(orderRecord(id, status))).toEqual(PUBLISHED);
      expect(countedBy('Orders', 'Status')).toEqual([[status, 1]]);
      expect([counted('RevenueCents'), counted('GrossMarginCents'), sent()]).toEqual([[], [], []]);
    },
  );

  test('paid brings revenue and margin, and becomes one message that names the user by pseudonym', async () => {
    expect(await run(orderRecord(id, 'paid'))).toEqual(PUBLISHED);
    expect(countedBy('Orders', 'Status')).toEqual([['paid', 1]]);
    expect([counted('RevenueCents'), counted('GrossMarginCents')]).toEqual([[2_500], [1_000]]);
    expect(sent()).toEqual([{ orderId: id, user: '0123456789ab' }]);
  });

  test('is counted at the time of the event, not of its delivery', async () => {
    await run(orderRecord(id, 'paid'));
    const times = output.canonical().flatMap((line) => ('Orders' in line ? [line._aws] : []));
    expect(times).toEqual([expect.objectContaining({ Timestamp: EVENT_TIME })]);
  });
});

describe('a movement of store credit', () => {
  test.each([
    ['deposit', 500],
    ['spend', -200],
    ['refund', 300],
    ['forfeit', -600],
  ])('%s of %d cents is counted by its amount and not sent', async (movement, amountCents) => {
    expect(await run(ledgerRecord(`led_${movement}`, movement, amountCents))).toEqual(PUBLISHED);
    expect(countedBy('WalletCents', 'Movement')).toEqual([[movement, Math.abs(amountCents)]]);
    expect([counted('Orders'), sent()]).toEqual([[], []]);
    expect(output.text()).not.toContain('usr_1');
  });
});

describe('a record that is delivered again', () => {
  test('counts nothing, in the same batch, in a later one, or in two at once', async () => {
    const paid = orderRecord(id, 'paid');
    const spent = ledgerRecord(`led_${id}`, 'spend', -2_500);
    await run(paid, spent, paid, spent);
    await Promise.all([run(paid, spent), run(spent, paid)]);
    expect([counted('Orders'), counted('RevenueCents'), counted('WalletCents')]).toEqual([[1], [2_500], [2_500]]);
  });

  test('because its message was refused is sent then, and was counted before', async () => {
    queue.refuse = () => true;
    const paid = orderRecord(id, 'paid');
    expect(await run(paid)).toEqual({ batchItemFailures: [{ itemIdentifier: paid.dynamodb?.SequenceNumber }] });
    queue.refuse = () => false;
    expect(await run(paid)).toEqual(PUBLISHED);
    expect([sent().length, counted('Orders')]).toEqual([1, [1]]);
  });

  test('does not hide the order’s other statuses', async () => {
    await run(orderRecord(id, 'created'), orderRecord(id, 'paid'));
    await run(orderRecord(id, 'created'), orderRecord(id, 'shipped'));
    expect(countedBy('Orders', 'Status')).toEqual([
      ['created', 1],
      ['paid', 1],
      ['shipped', 1],
    ]);
  });
});

test.each<[string, DynamoDBRecord]>([
  ['a change of an event', { ...orderRecord('ord_x', 'paid'), eventName: 'MODIFY' }],
  ['the removal of an event', { ...orderRecord('ord_x', 'paid'), eventName: 'REMOVE' }],
  ['a new order, whose events tell of it', inserted({ __edb_e__: { S: 'order' }, id: { S: 'ord_x' } })],
  [
    'a ledger’s entry that goes under another name with its account',
    ledgerRecord('led_x', 'deposit', 1, { userId: { S: 'del_01ARZ3NDEKTSV4RRFFQ69G5FAV' } }),
  ],
  ['a record without an image', { eventName: 'INSERT', dynamodb: { SequenceNumber: '1' } }],
])('%s is passed over', async (_, record) => {
  expect(await run(record)).toEqual(PUBLISHED);
  expect([sent(), counted('Orders'), counted('WalletCents')]).toEqual([[], [], []]);
});

test.each<[string, DynamoDBRecord]>([
  ['of a status that there is not', orderRecord('ord_y', 'lost')],
  ['without a time', orderRecord('ord_y', 'paid', { at: { S: 'noon' } })],
  ['without its order', orderRecord('ord_y', 'paid', { orderId: { N: '1' } })],
  ['of a movement that there is not', ledgerRecord('led_y', 'gift', 1)],
])('an event %s is reported, and what follows waits for it', async (_, broken) => {
  const response = await run(orderRecord(id, 'created'), broken, orderRecord(id, 'paid'));
  expect(response).toEqual({ batchItemFailures: [{ itemIdentifier: broken.dynamodb?.SequenceNumber }] });
  expect([countedBy('Orders', 'Status'), sent()]).toEqual([[['created', 1]], []]);
});

test('a message that the queue refuses is reported, and what follows waits for it', async () => {
  queue.refuse = ({ MessageBody }) => MessageBody.includes(`${id}b`);
  const traceHeader = {
    S: `Root=1-66000000-${'0'.repeat(24)};Parent=${'f'.repeat(16)};Sampled=1;Correlation=page.7f3a`,
  };
  const records = ['a', 'b', 'c'].map((letter) => orderRecord(`${id}${letter}`, 'paid', { traceHeader }));
  expect(await run(...records)).toEqual({
    batchItemFailures: [{ itemIdentifier: records[1]?.dynamodb?.SequenceNumber }],
  });
  expect(sent().map(({ orderId }) => orderId)).toEqual([`${id}a`]);
  const ids = { orderId: `${id}b`, traceId: `1-66000000-${'0'.repeat(24)}`, correlationId: 'page.7f3a' };
  expect(output.logged()).toMatchObject([{ level: 'ERROR', ...ids }]);
});

test('a record that there is no time left for waits for its next delivery; the first one is always tried', async () => {
  const [first, second] = [orderRecord(id, 'created'), orderRecord(id, 'paid')];
  const response = await handler({ Records: [first, second] }, lambdaContext(3_000));
  expect(response).toEqual({ batchItemFailures: [{ itemIdentifier: second.dynamodb?.SequenceNumber }] });
  expect(counted('Orders')).toEqual([1]);
});
