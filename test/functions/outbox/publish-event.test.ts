import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { openLine } from '../../../functions/lib/emit.ts';
import { countEvent } from '../../../functions/outbox/count-event.ts';
import { publishEvent } from '../../../functions/outbox/publish-event.ts';
import { shopEventOf } from '../../../functions/outbox/shop-event.ts';
import { type CapturedOutput, captureOutput } from '../../support/captured-output.ts';
import { type EmbeddedTable, startEmbeddedTable } from '../../support/embedded-table.ts';
import { NOON } from '../../support/http-event.ts';
import { recordingGateway } from '../checkout/checkout-shop.ts';
import { EVENT_TIME, ledgerRecord, orderRecord } from './stream-records.ts';

const gateway = recordingGateway();
let table: EmbeddedTable;
let output: CapturedOutput;
beforeAll(async () => {
  table = await startEmbeddedTable();
  Object.assign(process.env, table.environment);
  output = captureOutput();
});
beforeEach(() => gateway.forget());
afterAll(async () => {
  output.stop();
  await table.stop();
});

async function publish(record: ReturnType<typeof orderRecord>): Promise<void> {
  const event = shopEventOf(record);
  if (!event) throw new Error('The record tells nothing.');
  await publishEvent(event, openLine('outbox', NOON), gateway);
}

test('a deposit’s money is taken, in case whoever made it could not', async () => {
  await publish(ledgerRecord('led_1', 'deposit', 500));
  expect(gateway.captured).toEqual(['led_1']);
});

test.each([
  [
    'that is shipped tells how long it has waited since it was paid',
    'shipped',
    { paidAt: { N: `${EVENT_TIME - 90_000}` } },
    90,
  ],
  ['a person had to look at tells nothing when it is shipped', 'shipped', {}, undefined],
  ['that is paid has not waited yet', 'paid', {}, undefined],
])('an order %s', async (sentence, status, change, told) => {
  output.clear();
  const event = shopEventOf(orderRecord(`ord_${sentence.length}`, status, change));
  const line = openLine('outbox', NOON);
  if (event) await countEvent(event, line);
  line.write();
  expect(output.canonical().find((each) => 'Orders' in each)?.TimeToShip).toBe(told);
});

test('money that cannot be taken is logged and holds up nothing', async () => {
  gateway.settling = () => Promise.reject(new Error('reset'));
  await publish(ledgerRecord('led_2', 'deposit', 500));
  expect(output.logged().map(({ message }) => message)).toContain('A payment could not be captured.');
});

test('a card gets its money back when its order is cancelled, in case whoever cancelled it could not give it', async () => {
  await publish(orderRecord('ord_2', 'cancelled'));
  expect([gateway.captured, gateway.voided]).toEqual([[], ['ord_2']]);
});

test.each(['wallet', 'invoice'])(
  'an order by %s that is cancelled gets nothing back here: the move did that',
  async (method) => {
    await publish(orderRecord(`ord_${method}`, 'cancelled', { paymentMethod: { S: method } }));
    expect([gateway.captured, gateway.voided]).toEqual([[], []]);
  },
);

test.each([
  ledgerRecord('led_3', 'spend', -500),
  ledgerRecord('led_4', 'refund', 500),
  ledgerRecord('led_5', 'forfeit', -500),
  orderRecord('ord_1', 'created'),
  orderRecord('ord_1', 'shipped'),
  orderRecord('ord_1', 'refunded'),
])('nothing else moves money', async (record) => {
  await publish(record);
  expect([gateway.captured, gateway.voided]).toEqual([[], []]);
});
