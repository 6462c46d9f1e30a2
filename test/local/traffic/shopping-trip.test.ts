import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Connections, createShopClient, openConnections } from '../../../local/traffic/shop-client.ts';
import { openShopperAccounts, type ShopperAccounts } from '../../../local/traffic/shopper-accounts.ts';
import { goShopping } from '../../../local/traffic/shopping-trip.ts';
import type { TripOutcome } from '../../../local/traffic/trip.ts';
import { type StubShop, startStubShop } from './stub-shop.ts';

let shop: StubShop;
let connections: Connections;
let store: DatabaseSync;
let accounts: ShopperAccounts;
beforeEach(async () => {
  shop = await startStubShop();
  connections = openConnections(2);
  store = new DatabaseSync(':memory:');
  accounts = openShopperAccounts(store);
});
afterEach(async () => {
  connections.close();
  store.close();
  await shop.stop();
});

/** One number for every decision: 0 does everything there is to do, numbers near 1 do nothing more than look. */
const go = (random: number | (() => number), goesOn = true): Promise<TripOutcome> =>
  goShopping({
    client: createShopClient(new URL(shop.url), connections),
    accounts,
    random: typeof random === 'number' ? () => random : random,
    now: () => Date.UTC(2026, 10, 21),
    pause: async () => goesOn,
    idempotencyKey: () => 'key-1',
  });
const paths = (): string[] => shop.requests.map(({ method, path }) => `${method} ${path}`);

test('a shopper who only looks sees the list, a product and its picture', async () => {
  expect(await go(0.9)).toBe('looked');
  expect(paths()).toEqual(['GET /api/products?limit=24', 'GET /api/products/prd_1', 'GET /api/products/prd_1/picture']);
});

test('a shopper who buys goes all the way, signed in, marked as synthetic and from the shop’s own pages', async () => {
  expect(await go(0.1)).toBe('ordered');
  expect(paths()).toEqual([
    'GET /api/products?limit=24',
    'GET /api/products?search=Tea',
    'GET /api/products/prd_1',
    'GET /api/products/prd_1/picture',
    'PUT /api/cart/items/prd_1',
    'GET /api/cart',
    'POST /api/auth/register',
    'POST /api/checkout',
    'GET /api/orders',
    'POST /api/auth/logout',
  ]);
  for (const { headers } of shop.requests)
    expect(headers).toMatchObject({ 'x-synthetic': 'traffic', origin: shop.url });
  const checkout = shop.requests.find(({ path }) => path === '/api/checkout');
  expect(checkout?.headers).toMatchObject({
    cookie: '__Host-cart=guest; __Host-session=s1',
    'idempotency-key': 'key-1',
  });
});

test('a shopper who has to go stops at the next pause', async () => {
  expect(await go(0.1, false)).toBe('looked');
  expect(paths()).toHaveLength(1);
});

describe('accounts', () => {
  test('are registered once and then signed in', async () => {
    for (let visit = 0; visit < 40; visit++) expect(await go(0.1)).toBe('ordered');
    const count = (path: string): number => paths().filter((seen) => seen === path).length;
    expect(shop.users.size).toBeLessThanOrEqual(24);
    expect(count('POST /api/auth/register')).toBe(shop.users.size);
    expect(count('POST /api/auth/login')).toBe(40 - shop.users.size);
  });

  test('are the same after a restart', async () => {
    await go(0.1);
    accounts = openShopperAccounts(store);
    for (let i = 0; i < 60; i++) await go(() => 0.3 * Math.random());
    expect(shop.users.size).toBeLessThanOrEqual(24);
    expect(paths().filter((path) => path === 'POST /api/auth/register')).toHaveLength(shop.users.size);
  });

  test('are registered again at a shop that has forgotten them', async () => {
    await go(0.1);
    shop.users.clear();
    expect(await go(0.1)).toBe('ordered');
    expect(shop.users.size).toBe(1);
  });

  test('that the shop already knows are signed in', async () => {
    const account = accounts.borrow(0.1, 0);
    if (!account) throw new Error('there is no account');
    shop.users.set(account.email, account.password);
    accounts = openShopperAccounts(store);
    expect(await go(0.1)).toBe('ordered');
  });

  test('are given back whatever happens', async () => {
    shop.statuses = { 'POST /api/auth': 500 };
    for (let i = 0; i < 30; i++) expect(await go(0.1)).toBe('failed');
  });

  test('are not shared: with none left, a shopper leaves without buying', async () => {
    while (accounts.borrow(0, 0));
    expect(await go(0.1)).toBe('abandoned');
  });
});

const outcomes: Record<string, [statuses: Record<string, number>, stock: number, outcome: TripOutcome]> = {
  'a shop that is down': [{ 'GET /api/products': 503 }, 5, 'failed'],
  'an empty shop is not an error': [{ 'GET /api/products': 200 }, 5, 'soldOut'],
  'a product that is sold out': [{}, 0, 'soldOut'],
  'a product sold out meanwhile': [{ 'PUT /api/cart': 409 }, 5, 'soldOut'],
  'a checkout that finds too little stock': [{ 'POST /api/checkout': 409 }, 5, 'soldOut'],
  'a card that is declined': [{ 'POST /api/checkout': 402 }, 5, 'declined'],
  'a checkout that breaks': [{ 'POST /api/checkout': 500 }, 5, 'failed'],
};
test.each(Object.entries(outcomes))('%s', async (_, [statuses, stock, outcome]) => {
  Object.assign(shop, { statuses, stock });
  expect(await go(0.1)).toBe(outcome);
});

test('what could not be bought is taken out of the cart', async () => {
  shop.statuses = { 'POST /api/checkout': 409 };
  await go(0.1);
  expect(paths()).toContain('DELETE /api/cart/items/prd_1');
});

test('a declined shopper may try another card', async () => {
  expect(await go(0.01)).toBe('ordered');
  const numbers = shop.requests
    .filter(({ path }) => path === '/api/checkout')
    .map(({ body }) => (body.payment as { number: string }).number.slice(-4));
  expect(numbers).toEqual(['0002', '4242']);
});

test('a shop that does not answer fails the visit', async () => {
  await shop.stop();
  expect(await go(0.1)).toBe('failed');
});
