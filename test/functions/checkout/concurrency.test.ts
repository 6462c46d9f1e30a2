import { afterAll, beforeAll, expect, test } from 'vitest';
import { products } from '../../../functions/lib/entities/product.ts';
import { type EmbeddedShop, startEmbeddedShop } from '../../support/embedded-shop.ts';
import { metricValues } from '../../support/metric-values.ts';
import { signInAs } from '../../support/sign-in.ts';

const BUYERS = 150;
const STOCK = 30;

let shop: EmbeddedShop;
beforeAll(async () => {
  shop = await startEmbeddedShop();
});
afterAll(() => shop.stop());

async function signedInCustomer(): Promise<{ authorization: string }> {
  return { authorization: (await signInAs('customer')).authorization };
}

test('150 checkouts at once of a product with 30 in stock: 30 orders, none left, the others told so', async () => {
  const { id } = await shop.product('mug');
  const buyers = await Promise.all(Array.from({ length: BUYERS }, () => signedInCustomer()));
  for (const headers of buyers) await shop.call('PUT', `/api/cart/items/${id}`, { body: { quantity: 1 }, headers });
  await products().patch({ id }).set({ stock: STOCK }).go();

  const body = {
    payment: { method: 'card', number: '4242424242424242', expiry: '12/30', cvc: '123' },
    shipping: { name: 'A', street: 'B', city: 'C', postcode: 'D', country: 'E' },
  };
  const answers = await Promise.all(
    buyers.map((headers) =>
      shop.call('POST', '/api/checkout', { body, headers: { ...headers, 'idempotency-key': 'k' } }),
    ),
  );

  const byStatus = Object.groupBy(answers, ({ status }) => status);
  const counts = Object.fromEntries(Object.entries(byStatus).map(([status, list]) => [status, list?.length]));
  expect(counts).toEqual({ 201: STOCK, 409: BUYERS - STOCK });
  const refused = answers.filter(({ status }) => status === 409).map((answer) => answer.body.type);
  expect(new Set(refused)).toEqual(new Set(['urn:problem:out-of-stock']));
  expect((await shop.product('mug')).stock).toBe(0);
  expect(metricValues(shop.output, 'OrdersPlaced')).toHaveLength(STOCK);
});
