import { afterAll, beforeAll, expect, it } from 'vitest';
import { awsClients } from '../support/aws-clients.ts';
import { advance, killFunction, putFault, removeFault, virtualNow } from '../support/control.ts';
import { metricSum } from '../support/metric-sum.ts';
import { type RunningSystem, startSystem } from '../support/running-system.ts';
import { buy, type Order, type Product, productsInStock, registerShopper, type Shopper } from '../support/shopper.ts';

/** The sandbox never answers for it, so that a checkout with it is in the middle of things for seconds. */
const NEVER_ANSWERED = '4000000000000119';

let system: RunningSystem;
let product: Product;
let shopper: Shopper;

beforeAll(async () => {
  system = await startSystem({ options: ['--simulated', '--no-traffic'] });
  const [first] = await productsInStock(system.siteUrl);
  if (first === undefined) throw new Error('the sample catalogue has nothing in stock');
  product = first;
  shopper = await registerShopper(system.siteUrl, 'shopper@example.com');
});
afterAll(() => system.stop());

const stock = async () => {
  const { body } = await shopper.call<Product>('GET', `/api/products/${product.id}`);
  return body.stock;
};
const orders = async () => {
  const { body } = await shopper.call<{ orders: readonly Order[] }>('GET', '/api/orders');
  return body.orders;
};

/** Kills the function as soon as it runs something. */
async function killWhenRunning(functionId: string): Promise<void> {
  while ((await killFunction(system.awsUrl, functionId)) === 0) await stock();
}

it('a checkout that is killed fails, takes no stock and makes no order, and the next one succeeds', async () => {
  const before = await stock();
  const [answer] = await Promise.all([buy(shopper, product.id, { card: NEVER_ANSWERED }), killWhenRunning('checkout')]);
  expect(answer.status).toBe(500);
  expect(await orders()).toEqual([]);
  expect(await stock()).toBe(before);
  expect((await buy(shopper, product.id)).status).toBe(201);
  expect(await stock()).toBe(before - 1);
});

it('an order whose outbox and fulfilment crash again and again is shipped and counted once when they no longer do', async () => {
  await advance(system.awsUrl, 'PT5M');
  const { cloudwatch } = awsClients(system.awsUrl);
  const countOf = async (status: string) =>
    metricSum(cloudwatch, 'Orders', { Status: status }, await virtualNow(system.awsUrl));
  const [paid, shipped] = [await countOf('paid'), await countOf('shipped')];
  await putFault(system.awsUrl, 'function-crash', { functions: ['outbox', 'fulfilment'], withinMs: 0 });
  const { body } = await buy(shopper, product.id);
  await advance(system.awsUrl, 'PT2M');
  const status = async () => (await orders()).find(({ id }) => id === body.order.id)?.status;
  expect(await status()).toBe('paid');
  await removeFault(system.awsUrl, 'function-crash');
  await advance(system.awsUrl, 'PT15M');
  expect(await status()).toBe('shipped');
  expect([await countOf('paid'), await countOf('shipped')]).toEqual([paid + 1, shipped + 1]);
});
