import { ScanCommand, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { awsClients } from '../support/aws-clients.ts';
import { advance, virtualNow } from '../support/control.ts';
import { metricSum } from '../support/metric-sum.ts';
import { type RunningSystem, startSystem } from '../support/running-system.ts';
import {
  ADDRESS,
  callApi,
  GOOD_CARD,
  type Product,
  productsInStock,
  registerShopper,
  type Shopper,
} from '../support/shopper.ts';

const SHOPPERS = 500;
const STOCK = 100;
/** Shoppers that register at the same time: hashing passwords is meant to be slow. */
const WAVE = 20;
const TABLE = 'smallcart-local-shop';

async function setStock(endpoint: string, productId: string, stock: number): Promise<void> {
  const { dynamodb } = awsClients(endpoint);
  const found = await dynamodb.send(
    new ScanCommand({
      TableName: TABLE,
      FilterExpression: '#entity = :product AND #id = :id',
      ExpressionAttributeNames: { '#entity': '__edb_e__', '#id': 'id' },
      ExpressionAttributeValues: { ':product': { S: 'product' }, ':id': { S: productId } },
    }),
  );
  const { pk, sk } = found.Items?.[0] ?? {};
  if (pk === undefined || sk === undefined) throw new Error(`no product ${productId}`);
  await dynamodb.send(
    new UpdateItemCommand({
      TableName: TABLE,
      Key: { pk, sk },
      UpdateExpression: 'SET stock = :stock',
      ExpressionAttributeValues: { ':stock': { N: `${stock}` } },
    }),
  );
}

async function shopperWithCart(siteUrl: string, number: number, productId: string): Promise<Shopper> {
  const shopper = await registerShopper(siteUrl, `crowd-${number}@example.com`);
  const answer = await shopper.call('PUT', `/api/cart/items/${productId}`, { quantity: 1 });
  if (answer.status !== 200) throw new Error(`cart answered ${answer.status}: ${JSON.stringify(answer.body)}`);
  return shopper;
}

describe(`${SHOPPERS} shoppers check out the last ${STOCK} of a product at the same time`, () => {
  let system: RunningSystem;
  let product: Product;
  let statuses: readonly number[] = [];

  beforeAll(async () => {
    system = await startSystem({ options: ['--simulated', '--no-traffic'] });
    const [first] = await productsInStock(system.siteUrl);
    if (first === undefined) throw new Error('the sample catalogue has nothing in stock');
    product = first;
    await setStock(system.awsUrl, product.id, STOCK);
    const shoppers: Shopper[] = [];
    while (shoppers.length < SHOPPERS) {
      const wave = Array.from({ length: WAVE }, (_, index) => shoppers.length + index);
      shoppers.push(...(await Promise.all(wave.map((number) => shopperWithCart(system.siteUrl, number, product.id)))));
    }
    const checkout = (shopper: Shopper) =>
      shopper.call('POST', '/api/checkout', { payment: GOOD_CARD, shipping: ADDRESS }, { 'idempotency-key': 'once' });
    statuses = (await Promise.all(shoppers.map(checkout))).map((answer) => answer.status);
    await advance(system.awsUrl, 'PT2M');
  }, 300_000);
  afterAll(() => system?.stop());

  it('lets exactly as many buy as there were, and tells the others that it is sold out', () => {
    const count = (status: number) => statuses.filter((candidate) => candidate === status).length;
    expect({ placed: count(201), soldOut: count(409) }).toEqual({ placed: STOCK, soldOut: SHOPPERS - STOCK });
  });

  it('leaves nothing in stock, and not less', async () => {
    const { body } = await callApi<Product>(system.siteUrl, 'GET', `/api/products/${product.id}`);
    expect(body).toMatchObject({ stock: 0 });
  });

  it('counts each order once', async () => {
    const { cloudwatch } = awsClients(system.awsUrl);
    expect(await metricSum(cloudwatch, 'Orders', { Status: 'paid' }, await virtualNow(system.awsUrl))).toBe(STOCK);
  });

  it('ships each order once', async () => {
    const { cloudwatch } = awsClients(system.awsUrl);
    expect(await metricSum(cloudwatch, 'Orders', { Status: 'shipped' }, await virtualNow(system.awsUrl))).toBe(STOCK);
  });
});
