import type { DynamoDBRecord } from 'aws-lambda';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '../../../functions/lib/ids.ts';
import { handler } from '../../../functions/outbox/handler.ts';
import { ORDER_STATUSES, WALLET_MOVEMENTS } from '../../../monitoring/dimensions.ts';
import { type CapturedOutput, captureOutput } from '../../support/captured-output.ts';
import { type Crash, crashing, startCrashing } from '../../support/crash-after.ts';
import { type EmbeddedTable, startEmbeddedTable } from '../../support/embedded-table.ts';
import { lambdaContext, NOON } from '../../support/http-event.ts';
import { metricValues } from '../../support/metric-values.ts';
import { type QueueEndpoint, startQueueEndpoint } from '../../support/queue-endpoint.ts';
import { ledgerRecord, orderRecord } from './stream-records.ts';

let table: EmbeddedTable;
let queue: QueueEndpoint;
let output: CapturedOutput;
let stopCrashing: () => void;
beforeAll(async () => {
  [table, queue] = await Promise.all([startEmbeddedTable(), startQueueEndpoint()]);
  const ORDER_QUEUE_URL = `${queue.url}/000000000000/orders`;
  Object.assign(process.env, table.environment, { ORDER_QUEUE_URL, AWS_ENDPOINT_URL_SQS: queue.url });
  output = captureOutput();
  stopCrashing = startCrashing();
});
afterAll(async () => {
  stopCrashing();
  output.stop();
  await Promise.all([queue.stop(), table.stop()]);
});

/** A way in which a batch is delivered: how many records, which of them refused by the queue, and where the process dies. */
type Delivery = { readonly size: number; readonly refused: boolean; readonly crash: Crash | undefined };

const kinds = fc.array(fc.constantFrom(...ORDER_STATUSES, ...WALLET_MOVEMENTS), { minLength: 1, maxLength: 12 });
const delivery = fc.record<Delivery>({
  size: fc.integer({ min: 1, max: 5 }),
  refused: fc.boolean(),
  crash: fc.option(fc.record({ call: fc.nat(4), done: fc.boolean() }), { nil: undefined }),
});

function recordOf(kind: string): DynamoDBRecord {
  const movement = WALLET_MOVEMENTS.find((each) => each === kind);
  return movement ? ledgerRecord(newId('led', NOON), movement, 100) : orderRecord(newId('ord', NOON), kind);
}

/** Delivers as Lambda does: from the lowest failed record on again, and all of a batch that had no answer. Says where it got. */
async function deliver(records: readonly DynamoDBRecord[], from: number, { size, refused, crash }: Delivery) {
  queue.refuse = () => refused;
  const Records = records.slice(from, from + size);
  const answer = await crashing(crash, () => handler({ Records }, lambdaContext(60_000)));
  if (answer === 'crashed') return from;
  const failed = answer.batchItemFailures[0]?.itemIdentifier;
  const index = Records.findIndex(({ dynamodb }) => dynamodb?.SequenceNumber === failed);
  return index < 0 ? from + Records.length : from + index;
}

const sum = (name: string) =>
  metricValues(output, name)
    .flat()
    .reduce<number>((total, value) => total + Number(value), 0);
const sentIds = () => queue.sent.map(({ MessageBody }): string => JSON.parse(MessageBody).orderId);
const paidIn = (records: readonly DynamoDBRecord[]) =>
  records.flatMap(({ dynamodb }) => {
    const { orderId, status } = dynamodb?.NewImage ?? {};
    return status?.S === 'paid' && orderId?.S ? [orderId.S] : [];
  });

const QUIET: Delivery = { size: 5, refused: false, crash: undefined };

async function deliverAll(records: readonly DynamoDBRecord[], plan: readonly Delivery[]): Promise<void> {
  let at = 0;
  for (const each of plan) at = await deliver(records, at, each);
  while (at < records.length) at = await deliver(records, at, QUIET);
}

test('however a stream is delivered, what is paid is sent, and nothing is counted twice', async () => {
  const plans = fc.array(delivery, { maxLength: 8 });
  await fc.assert(
    fc.asyncProperty(kinds, plans, fc.boolean(), async (kinds, plans, dies) => {
      const plan = dies ? plans : plans.map((each) => ({ ...each, crash: undefined }));
      output.clear();
      queue.sent.length = 0;
      const records = kinds.map(recordOf);
      await deliverAll(records, plan);
      await deliverAll(records, []);
      const orders = kinds.filter((kind) => ORDER_STATUSES.some((status) => status === kind)).length;
      const paid = paidIn(records);
      const expected = [orders, 2_500 * paid.length, 100 * (kinds.length - orders)];
      const counted = [sum('Orders'), sum('RevenueCents'), sum('WalletCents')];
      // Only who dies between marking an event and telling of it leaves one out; the sales roll-up finds it.
      if (!dies) expect(counted).toEqual(expected);
      else for (const [index, value] of counted.entries()) expect(value).toBeLessThanOrEqual(expected[index] ?? 0);
      expect(new Set(sentIds())).toEqual(new Set(paid));
    }),
    { numRuns: 25, interruptAfterTimeLimit: 20_000 },
  );
});
