import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { httpGateway } from '../../../functions/lib/payments/http-gateway.ts';
import type { PaymentGateway } from '../../../functions/lib/payments/payment-gateway.ts';
import { sandboxGateway } from '../../../functions/lib/payments/sandbox-gateway.ts';
import { createClock } from '../../../local/clock.ts';
import { type PaymentServer, startPaymentServer } from '../../support/payment-server.ts';

const never = new AbortController().signal;
const payment = { reference: 'ord_1', amountCents: 1850, currency: 'EUR' };
const card = (number: string) => ({ ...payment, country: 'NL', card: { number, expiry: '12/30', cvc: '123' } });
const MINUTE = 60_000;

const clock = createClock({ mode: 'simulated', speed: 1, start: 0 });
let server: PaymentServer;
let gateway: PaymentGateway;
let dice = 0;
let waited: number[] = [];

beforeEach(async () => {
  dice = 0;
  waited = [];
  server = await startPaymentServer(clock, {
    random: () => dice,
    wait: async (ms) => void waited.push(ms),
  });
  gateway = httpGateway(server.url);
});
afterEach(() => server.stop());

const asked: Record<string, (provider: PaymentGateway) => Promise<unknown>> = {
  'a good card': (provider) => provider.authorise(card('4242424242424242'), never),
  'a card without an address': ({ authorise }) => authorise({ ...payment, card: card('4242424242424242').card }, never),
  'a card from abroad': (provider) => provider.authorise(card('4000008260000000'), never),
  'a card that is declined': (provider) => provider.authorise(card('4000000000000002'), never),
  'a number that is no card': (provider) => provider.authorise(card('4242424242424241'), never),
  'an invoice': (provider) => provider.authoriseInvoice(payment, never),
  'an invoice that is too large': (provider) => provider.authoriseInvoice({ ...payment, amountCents: 50_001 }, never),
  'a capture': (provider) => provider.capture('ord_1'),
  'a release': (provider) => provider.void('ord_1'),
  'a transfer that has arrived': (provider) => provider.invoicePaid({ ...payment, createdAt: 0 }, 30 * MINUTE),
  'a transfer that has not': (provider) => provider.invoicePaid({ ...payment, createdAt: 0 }, 29 * MINUTE),
};

test.each(Object.entries(asked))('%s has the same answer over HTTP as from the sandbox itself', async (_, ask) => {
  expect(await ask(gateway)).toEqual(await ask(sandboxGateway));
});

test('a card that is never answered keeps whoever asks until they give up, and nobody after', async () => {
  const controller = new AbortController();
  const answer = gateway.authorise(card('4000000000000119'), controller.signal);
  controller.abort();
  await expect(answer).rejects.toThrow('aborted');
  expect(await gateway.authorise(card('4242424242424242'), never)).toMatchObject({ status: 'authorised' });
});

describe('a provider with the fault', () => {
  test('payment-declines declines cards and invoices that are good, and settles what it had authorised', async () => {
    await server.faults.put('payment-declines', {});
    expect(await gateway.authorise(card('4242424242424242'), never)).toEqual({ status: 'declined' });
    expect(await gateway.authoriseInvoice(payment, never)).toEqual({ status: 'declined' });
    await gateway.capture('ord_1');
  });

  test('payment-declines says of what is no card what it always says', async () => {
    await server.faults.put('payment-declines', {});
    expect(await gateway.authorise(card('4242424242424241'), never)).toEqual({ status: 'invalid' });
  });

  test('payment-declines of invoices alone takes cards, and of captures there is no such thing', async () => {
    await server.faults.put('payment-declines', { operations: ['authorise-invoice'] });
    expect(await gateway.authorise(card('4242424242424242'), never)).toMatchObject({ status: 'authorised' });
    expect(await gateway.authoriseInvoice(payment, never)).toEqual({ status: 'declined' });
    await expect(server.faults.put('payment-declines', { operations: ['capture'] })).rejects.toThrow(/'operations'/);
  });

  test('payment-outage answers nothing that it is asked for', async () => {
    await server.faults.put('payment-outage', {});
    for (const [what, ask] of Object.entries(asked)) {
      await expect(ask(gateway), what).rejects.toThrow('The payment provider answered 503.');
    }
  });

  test('payment-outage of captures alone lets shoppers pay', async () => {
    await server.faults.put('payment-outage', { operations: ['capture'] });
    await expect(gateway.capture('ord_1')).rejects.toThrow('503');
    expect(await gateway.authorise(card('4242424242424242'), never)).toMatchObject({ status: 'authorised' });
  });

  test('payment-slow lets those wait who pay, and no others', async () => {
    await server.faults.put('payment-slow', { delayMs: 2_500 });
    await gateway.authorise(card('4242424242424242'), never);
    await gateway.authoriseInvoice(payment, never);
    await gateway.capture('ord_1');
    expect(waited).toEqual([2_500, 2_500]);
  });

  test.each(['payment-declines', 'payment-outage', 'payment-slow'])(
    '%s hits its share of the payments, and none once it is off',
    async (name) => {
      const good = await gateway.authorise(card('4242424242424242'), never);
      await server.faults.put(name, { rate: 0.5 });
      dice = 0.5;
      expect(await gateway.authorise(card('4242424242424242'), never)).toEqual(good);
      dice = 0;
      await server.faults.remove(name);
      expect(await gateway.authorise(card('4242424242424242'), never)).toEqual(good);
      expect(waited).toEqual([]);
    },
  );
});

test.each([
  ['what it does not know', 'POST', 'refund', '{}', 404, /has: POST payments\/authorise, /],
  ['a look at a payment', 'GET', 'authorise', undefined, 404, /has: POST/],
  ['a payment of nothing', 'POST', 'capture', '{}', 400, /cannot read this request/],
  ['what is no JSON', 'POST', 'void', 'ord_1', 400, /cannot read this request/],
])('%s is refused', async (_, method, operation, body, status, message) => {
  const url = new URL(operation, `${server.url.href}/`);
  const answer = await fetch(url, { method, ...(body !== undefined && { body }) });
  expect(answer.status).toBe(status);
  expect(await answer.text()).toMatch(message);
});
