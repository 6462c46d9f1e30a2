import type { DynamoDBRecord } from 'aws-lambda';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { pseudonym } from '../../../functions/lib/pseudonym.ts';
import { handler } from '../../../functions/outbox/handler.ts';
import { type CapturedOutput, captureOutput } from '../../support/captured-output.ts';
import { FUNCTION_ENVIRONMENT } from '../../support/embedded-table.ts';
import { lambdaContext } from '../../support/http-event.ts';
import { type QueueEndpoint, startQueueEndpoint } from '../../support/queue-endpoint.ts';

let queue: QueueEndpoint;
let output: CapturedOutput;
beforeAll(async () => {
  queue = await startQueueEndpoint();
  const ORDER_QUEUE_URL = `${queue.url}/000000000000/orders`;
  Object.assign(process.env, FUNCTION_ENVIRONMENT, { ORDER_QUEUE_URL, AWS_ENDPOINT_URL_SQS: queue.url });
  output = captureOutput();
});
beforeEach(() => {
  queue.sent.length = 0;
  queue.refuse = () => false;
});
afterAll(async () => {
  output.stop();
  await queue.stop();
});

const order = (n: number, change: Partial<DynamoDBRecord> = {}): DynamoDBRecord => ({
  eventName: 'INSERT',
  dynamodb: {
    SequenceNumber: `${n}`,
    NewImage: {
      __edb_e__: { S: 'order' },
      id: { S: `ord_${n}` },
      userId: { S: 'usr_1' },
      shipping: { M: { name: { S: 'Ida Example' } } },
    },
  },
  ...change,
});
const run = (...Records: DynamoDBRecord[]) => handler({ Records }, lambdaContext());
const bodies = () => queue.sent.map(({ MessageBody }) => JSON.parse(MessageBody));

test('every inserted order becomes one message, with the user’s pseudonym and nothing else of theirs', async () => {
  expect(await run(order(1), order(2))).toEqual({ batchItemFailures: [] });
  const user = pseudonym('usr_1');
  expect(bodies()).toEqual([
    { orderId: 'ord_1', user },
    { orderId: 'ord_2', user },
  ]);
  expect(output.text()).not.toMatch(/Ida|usr_1/);
});

test.each<[string, DynamoDBRecord]>([
  ['a change of an order', order(1, { eventName: 'MODIFY' })],
  ['the removal of an order', order(1, { eventName: 'REMOVE' })],
  ['a new cart', order(1, { dynamodb: { SequenceNumber: '1', NewImage: { __edb_e__: { S: 'cart' } } } })],
  ['a record without an image', order(1, { dynamodb: { SequenceNumber: '1' } })],
])('%s sends nothing', async (_, record) => {
  expect(await run(record)).toEqual({ batchItemFailures: [] });
  expect(queue.sent).toEqual([]);
});

test('a message that the queue refuses is reported, and what follows waits for it', async () => {
  queue.refuse = ({ MessageBody }) => MessageBody.includes('ord_2');
  expect(await run(order(1), order(2), order(3))).toEqual({ batchItemFailures: [{ itemIdentifier: '2' }] });
  expect(bodies().map(({ orderId }) => orderId)).toEqual(['ord_1']);
});
