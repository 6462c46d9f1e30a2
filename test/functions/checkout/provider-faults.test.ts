import { once } from 'node:events';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { httpGateway } from '../../../functions/lib/payments/http-gateway.ts';
import { createClock } from '../../../local/clock.ts';
import { type EmbeddedShop, type ShopAnswer, startEmbeddedShop } from '../../support/embedded-shop.ts';
import { NOON } from '../../support/http-event.ts';
import { metricDimensions, metricValues } from '../../support/metric-values.ts';
import { type PaymentServer, startPaymentServer } from '../../support/payment-server.ts';
import { signInAs } from '../../support/sign-in.ts';
import { BODIES, deposit } from './checkout-shop.ts';

const clock = createClock({ mode: 'simulated', speed: 1, start: NOON });
let server: PaymentServer;
let shop: EmbeddedShop;
let user: { userId: string; authorization: string };

beforeAll(async () => {
  // An answer that takes its time comes when nobody waits for it any more.
  server = await startPaymentServer(clock, { wait: (_, signal) => once(signal, 'abort') });
  shop = await startEmbeddedShop(httpGateway(server.url), () => (slow() ? 20 : 20_000));
});
beforeEach(async () => {
  user = await signInAs('customer');
  const { id } = await shop.product('mug');
  await shop.call('PUT', `/api/cart/items/${id}`, { body: { quantity: 1 }, headers: headers() });
  shop.output.clear();
});
afterEach(() => server.faults.clear());
afterAll(async () => {
  await shop.stop();
  server.stop();
  clock.stop();
});

const headers = () => ({ authorization: user.authorization });
const slow = () => server.faults.switches['payment-slow'].settings() !== undefined;
const checkout = (body: unknown, key: string): Promise<ShopAnswer<{ detail?: string; type?: string }>> =>
  shop.call('POST', '/api/checkout', { body, headers: { ...headers(), 'idempotency-key': key } });

test.each([
  ['payment-declines', 402, 'payment-declined', 'Try another one', { payments: 'declined', failures: [] }],
  ['payment-outage', 502, 'payment-failed', 'You have not been charged', { payments: 'failed', failures: [1] }],
  ['payment-slow', 504, 'payment-timeout', 'You have not been charged', { payments: 'failed', failures: [1] }],
])(
  'with %s a shopper is answered %s and what it means, and can pay the same cart once it is off',
  async (name, status, type, detail, told) => {
    await server.faults.put(name, {});
    const answer = await checkout(BODIES.card, 'first');
    expect(answer).toMatchObject({ status, body: { type: `urn:problem:${type}` } });
    expect(answer.body.detail).toContain(detail);
    expect(metricDimensions(shop.output, 'Payments')).toEqual([{ PaymentMethod: 'card', Result: told.payments }]);
    expect(metricValues(shop.output, 'CheckoutFailures')).toEqual(told.failures);
    await server.faults.remove(name);
    expect((await checkout(BODIES.card, 'second')).status).toBe(201);
  },
);

test('a shopper who pays with store credit notices nothing of the provider', async () => {
  await server.faults.put('payment-outage', {});
  await deposit(user.userId, 100_000);
  expect((await checkout(BODIES.wallet, 'first')).status).toBe(201);
});
