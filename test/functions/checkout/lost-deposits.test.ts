import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { cancelOrder } from '../../../functions/checkout/cancel-order.ts';
import { deposit } from '../../../functions/checkout/wallet-deposit.ts';
import { openLine } from '../../../functions/lib/emit.ts';
import { type CapturedOutput, captureOutput } from '../../support/captured-output.ts';
import { type EmbeddedTable, startEmbeddedTable } from '../../support/embedded-table.ts';
import { NOON } from '../../support/http-event.ts';
import { type LossyEndpoint, startLossyEndpoint } from '../../support/lossy-endpoint.ts';
import { signInAs } from '../../support/sign-in.ts';
import { creditOfUser, stockOf, storedOrder, storeOrder, storeProduct } from '../../support/stored-orders.ts';
import { CARD, recordingGateway } from './checkout-shop.ts';

const gateway = recordingGateway();
/** What collides or is lost is tried again at once. */
const pacing = { pause: async () => {}, random: () => 0, now: () => performance.now() };
const options = { gateway, pacing, paymentTimeout: () => 20_000 };
let table: EmbeddedTable;
let network: LossyEndpoint;
let output: CapturedOutput;
let userId: string;
beforeAll(async () => {
  table = await startEmbeddedTable();
  network = await startLossyEndpoint(table.environment.AWS_ENDPOINT_URL_DYNAMODB ?? '');
  Object.assign(process.env, table.environment, { AWS_ENDPOINT_URL_DYNAMODB: network.url });
  output = captureOutput();
});
beforeEach(async () => {
  network.fateOf = () => 'pass';
  gateway.forget();
  userId = (await signInAs('customer')).userId;
  output.clear();
});
afterAll(async () => {
  output.stop();
  await network.stop();
  await table.stop();
});

const send = () => {
  const body = { amountCents: 700, payment: { ...CARD, method: 'card' as const } };
  return deposit({ userId, key: 'key', body, now: NOON, line: openLine('checkout', NOON) }, options);
};
/** Fates of the transactions from now on, in order; those after them pass. */
const transactions = (...fates: readonly ('refuse' | 'fail' | 'lose')[]) => {
  const left = [...fates];
  network.fateOf = (operation) => (operation === 'TransactWriteItems' ? (left.shift() ?? 'pass') : 'pass');
};
const all = (fate: 'fail' | 'lose') => {
  network.fateOf = (operation) => (operation === 'TransactWriteItems' ? fate : 'pass');
};

test('a deposit that the table refused is released, and its repetition is made', async () => {
  transactions('refuse');
  await expect(send()).rejects.toThrow();
  expect([gateway.captured, gateway.voided]).toEqual([[], gateway.asked]);
  await send();
  expect(await creditOfUser(userId)).toEqual({ balanceCents: 700, ledger: [700] });
});

test('a deposit whose answers are lost for a while is made once', async () => {
  transactions('lose', 'fail', 'lose', 'lose');
  const { id } = await send();
  expect(await creditOfUser(userId)).toEqual({ balanceCents: 700, ledger: [700] });
  expect([gateway.captured, gateway.voided]).toEqual([[id], []]);
});

test.each(['lose', 'fail'] as const)(
  'a deposit of which nobody knows whether it was made (%s) is neither charged nor released; its repetition tells',
  async (fate) => {
    all(fate);
    await expect(send()).rejects.toThrow('It is unknown whether the transaction was committed.');
    expect([gateway.captured, gateway.voided]).toEqual([[], []]);
    expect(output.logged().map(({ message }) => message)).toContain('It is unknown whether a deposit was committed.');
    network.fateOf = () => 'pass';
    const { id } = await send();
    expect(await creditOfUser(userId)).toEqual({ balanceCents: 700, ledger: [700] });
    expect(gateway.captured).toEqual([id]);
  },
);

test('an order whose cancellation was lost on the way is cancelled once by its repetition', async () => {
  const productId = await storeProduct(5);
  const lines = [{ productId, name: 'A sample', quantity: 2, priceCents: 500 }];
  const order = await storeOrder({ userId, lines, paymentMethod: 'wallet' });
  const cancel = () => cancelOrder({ userId, orderId: order.id, now: NOON + 1 }, options);
  all('lose');
  await expect(cancel()).rejects.toThrow();
  network.fateOf = () => 'pass';
  expect((await cancel()).status).toBe('cancelled');
  expect((await storedOrder(order.id)).status).toBe('cancelled');
  expect([await stockOf(productId), (await creditOfUser(userId)).ledger]).toEqual([7, [1_000]]);
});
