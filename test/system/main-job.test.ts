import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { awsClients } from '../support/aws-clients.ts';
import { advance, virtualNow } from '../support/control.ts';
import { metricSum } from '../support/metric-sum.ts';
import { type RunningSystem, startSystem } from '../support/running-system.ts';
import { buy, type Order, productsInStock, registerShopper, type Shopper } from '../support/shopper.ts';
import { flatten, pathTo, type SegmentDocument, segmentTexts, traceIds } from '../support/traces.ts';

/** With one more, as many as the shop takes from one customer in an hour without a second look. */
const ORDERS = 4;

describe('a shopper buys and the system tells', () => {
  let system: RunningSystem;
  let shopper: Shopper;
  const placed: Order[] = [];

  beforeAll(async () => {
    system = await startSystem({ options: ['--simulated', '--no-traffic'] });
    shopper = await registerShopper(system.siteUrl, 'buyer@example.com');
    const [product] = await productsInStock(system.siteUrl);
    for (let count = 0; count < ORDERS; count += 1) {
      const answer = await buy(shopper, product?.id ?? '');
      expect(answer.status).toBe(201);
      placed.push(answer.body.order);
    }
    await advance(system.awsUrl, 'PT2M');
  });
  afterAll(() => system?.stop());

  const sumOf = async (name: string, dimensions: Readonly<Record<string, string>> = {}) =>
    metricSum(awsClients(system.awsUrl).cloudwatch, name, dimensions, await virtualNow(system.awsUrl));

  it.each([
    ['orders that were placed', 'Orders', { Status: 'created' }],
    ['orders that were paid', 'Orders', { Status: 'paid' }],
    ['orders that were shipped', 'Orders', { Status: 'shipped' }],
    ['payments that were authorised', 'Payments', { PaymentMethod: 'card', Result: 'authorised' }],
  ] as const)('counts as many %s as there were, to the last one', async (_, name, dimensions) => {
    expect(await sumOf(name, dimensions)).toBe(ORDERS);
  });

  it('sums their revenue to the cent, and what is left of it after costs', async () => {
    const total = placed.reduce((sum, order) => sum + order.totalCents, 0);
    const margin = await sumOf('GrossMarginCents');
    expect(await sumOf('RevenueCents')).toBe(total);
    expect(margin).toBeGreaterThan(0);
    expect(margin).toBeLessThan(total);
  });

  it('counts the shopper once, however much they bought', async () => {
    expect(await sumOf('Registrations')).toBe(1);
    expect(await sumOf('FraudAlerts', { Rule: 'velocity', Action: 'review' })).toBe(0);
  });

  it('ships every order through stream, outbox, queue and fulfilment', async () => {
    const { body } = await shopper.call<{ orders: Order[] }>('GET', '/api/orders');
    expect(body.orders.map((order) => order.status)).toEqual(placed.map(() => 'shipped'));
  });

  it('does not count an order again when its checkout is repeated with the same key', async () => {
    const [product] = await productsInStock(system.siteUrl);
    const first = await buy(shopper, product?.id ?? '', { key: 'repeated' });
    await shopper.call('PUT', `/api/cart/items/${product?.id}`, { quantity: 1 });
    const again = await buy(shopper, product?.id ?? '', { key: 'repeated' });
    expect(again.status).toBe(201);
    expect(again.body.order.id).toBe(first.body.order.id);
    await advance(system.awsUrl, 'PT1M');
    expect(await sumOf('Orders', { Status: 'paid' })).toBe(ORDERS + 1);
  });

  it('shows one trace from the API through checkout and the table to outbox, queue and fulfilment', async () => {
    const { xray } = awsClients(system.awsUrl);
    const ofCheckouts = 'annotation.route = "/api/checkout" AND service("fulfilment")';
    const ids = await traceIds(xray, await virtualNow(system.awsUrl), ofCheckouts);
    expect(ids.length).toBeGreaterThanOrEqual(ORDERS);
    const texts = await segmentTexts(xray, ids.slice(0, 1));
    const all = flatten(texts.map((text) => JSON.parse(text) as SegmentDocument));
    const names = all.map((document) => document.name);
    const table = all.find((document) => document.name === 'DynamoDB' && document.namespace === 'aws');
    expect(table && pathTo(all, table)).toEqual(
      expect.arrayContaining(['smallcart-local-checkout', 'POST /api/checkout', 'DynamoDB']),
    );
    const fulfilment = all.find((document) => document.name === 'fulfilment');
    expect(fulfilment && pathTo(all, fulfilment)).toEqual(
      expect.arrayContaining(['smallcart-local-checkout', 'outbox', 'fulfilment']),
    );
    const queue = all.find((document) => document.name === 'SQS' && document.namespace === 'aws');
    expect(queue && pathTo(all, queue)).toEqual(expect.arrayContaining(['outbox', 'SQS']));
    expect(names).toContain('payment');
  });

  it('echoes a request id and carries the correlation id', async () => {
    const answer = await shopper.call('GET', '/api/products', undefined, {
      'x-request-id': 'req-1',
      'x-correlation-id': 'corr-1',
    });
    expect(answer.headers.get('x-request-id')).toBe('req-1');
    expect(answer.headers.get('x-correlation-id')).toBe('corr-1');
  });
});
