import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { isJsonObject } from '../../../local/aws/json.ts';
import { checkOut } from '../../../local/traffic/check-out.ts';
import { lookAround } from '../../../local/traffic/look-around.ts';
import { type Connections, createShopClient, openConnections } from '../../../local/traffic/shop-client.ts';
import { openShopperAccounts, type ShopperAccounts } from '../../../local/traffic/shopper-accounts.ts';
import { accountsFor } from '../../../local/traffic/traffic.ts';
import type { TripOptions } from '../../../local/traffic/trip.ts';
import { signIn, signOut } from '../../../local/traffic/use-account.ts';
import { seeded } from './seeded.ts';
import { type StubShop, startStubShop } from './stub-shop.ts';

let shop: StubShop;
let connections: Connections;
let accounts: ShopperAccounts;
let options: TripOptions;
beforeEach(async () => {
  shop = await startStubShop();
  connections = openConnections(2);
  accounts = openShopperAccounts(new DatabaseSync(':memory:'));
  let keys = 0;
  options = {
    client: createShopClient(new URL(shop.url), connections),
    accounts,
    random: seeded(11),
    now: () => Date.UTC(2026, 10, 21),
    pause: async () => true,
    idempotencyKey: () => `key-${++keys}`,
  };
});
afterEach(async () => {
  connections.close();
  await shop.stop();
});

/** Dice that show these numbers in turn, then the last one for ever. */
const dice = (...numbers: readonly number[]): (() => number) => {
  let thrown = 0;
  return () => numbers[Math.min(thrown++, numbers.length - 1)] ?? 0;
};
const count = (start: string): number =>
  shop.requests.filter(({ method, path }) => `${method} ${path}`.startsWith(start)).length;
const checkouts = () => shop.requests.filter(({ path }) => path === '/api/checkout').map(({ body }) => body);
const methods = () => checkouts().map(({ payment }) => (isJsonObject(payment) ? payment.method : undefined));

test('of many shoppers some pay from their wallet, some by invoice, most by card, and some cancel', async () => {
  shop.wallet = 0;
  for (let visit = 0; visit < 250; visit++) expect(await checkOut(options, 4_200)).toMatch(/ordered|declined/);
  const by = (method: string) => methods().filter((used) => used === method).length;
  expect(by('wallet')).toBeGreaterThan(10);
  expect(by('invoice')).toBeGreaterThan(5);
  expect(by('card')).toBeGreaterThan(by('wallet') + by('invoice'));
  expect(count('POST /api/orders/ord_1/cancel')).toBeGreaterThan(2);
});

test('who pays from the wallet deposits first what is missing, in full tens, and no more than that', async () => {
  Object.assign(shop, { wallet: 1_500 });
  const wallet = dice(0.5, 0.95, 0.5);
  expect(await checkOut({ ...options, random: wallet }, 4_200)).toBe('ordered');
  const [deposit] = shop.requests.filter(({ path }) => path === '/api/wallet/deposits');
  expect(deposit).toMatchObject({ body: { amountCents: 3_000, payment: { method: 'card' } } });
  expect(deposit?.headers['idempotency-key']).not.toBe(shop.requests.at(-1)?.headers['idempotency-key']);
  expect(methods()).toEqual(['wallet']);
});

test('who has enough in the wallet deposits nothing', async () => {
  shop.wallet = 4_200;
  await checkOut({ ...options, random: dice(0.5, 0.95, 0.5) }, 4_200);
  expect(count('POST /api/wallet/deposits')).toBe(0);
  expect(methods()).toEqual(['wallet']);
});

test.each([
  ['a cart that no deposit covers', 100_100, {}],
  ['a wallet that is full', 4_200, { 'POST /api/wallet/deposits': 409 }],
])('%s is paid otherwise', async (_what, totalCents, statuses) => {
  shop.statuses = statuses;
  expect(await checkOut({ ...options, random: dice(0.5, 0.95, 0.5) }, totalCents)).toBe('ordered');
  expect(methods()).toEqual(['card']);
});

test('an invoice is asked for only as far as invoices go', async () => {
  const invoice = () => ({ ...options, random: dice(0.5, 0.5, 0.95, 0.5) });
  await checkOut(invoice(), 50_000);
  await checkOut(invoice(), 50_001);
  expect(methods()).toEqual(['invoice', 'card']);
});

test('an order that the shop refuses as suspicious is no failure of the shop', async () => {
  shop.statuses = { 'POST /api/checkout': 403 };
  expect(await checkOut({ ...options, random: dice(0.5) }, 4_200)).toBe('declined');
});

test('who filters asks for the category of what is wished, in ways that the shop offers', async () => {
  for (let visit = 0; visit < 60; visit++) await lookAround(options);
  const filtered = shop.requests.filter(({ path }) => path.startsWith('/api/products?category='));
  expect(filtered.length).toBeGreaterThan(5);
  for (const { path } of filtered) {
    const query = new URL(path, shop.url).searchParams;
    expect(query.get('category')).toBe('Kitchen & Table');
    expect(['price', '-price', null]).toContain(query.get('sort'));
    expect(['true', null]).toContain(query.get('inStock'));
  }
  expect(filtered.some(({ path }) => path.includes('sort=') && path.includes('inStock=true'))).toBe(true);
});

test('who closes the account registers again at the next visit, and who is refused does not', async () => {
  const account = accounts.borrow(0, 0);
  if (!account) throw new Error('there is no account');
  await signIn(options, account);
  shop.statuses = { 'DELETE /api/account': 409 };
  await signOut({ ...options, random: dice(0.999, 0) }, account);
  expect(account.registered).toBe(true);
  shop.statuses = { 'DELETE /api/account': 204 };
  await signOut({ ...options, random: dice(0.999, 0) }, account);
  expect(account.registered).toBe(false);
  expect(count('DELETE /api/account')).toBe(2);
});

test('who signs out everywhere does not sign out here besides', async () => {
  const account = accounts.borrow(0, 0);
  if (!account) throw new Error('there is no account');
  await signIn(options, account);
  shop.statuses = { 'POST /api/account/sign-out-everywhere': 204 };
  await signOut({ ...options, random: dice(0.5, 0.999) }, account);
  expect(count('POST /api/account/sign-out-everywhere')).toBe(1);
  expect(count('POST /api/auth/logout')).toBe(0);
});

test('who mistypes a password signs in at the second attempt', async () => {
  const account = accounts.borrow(0, 0);
  if (!account) throw new Error('there is no account');
  await signIn(options, account);
  await signIn({ ...options, random: dice(0.999) }, account);
  expect(count('POST /api/auth/login')).toBe(2);
});

test('accounts are added when more shoppers come, and none is lent twice', () => {
  const store = new DatabaseSync(':memory:');
  openShopperAccounts(store);
  const more = openShopperAccounts(store, 60);
  const emails = new Set(Array.from({ length: 60 }, () => more.borrow(0.99, 0)?.email));
  expect(emails.size).toBe(60);
  expect(more.borrow(0, 0)).toBeUndefined();
});

test('in the busiest hour most shoppers were here before, and none of them comes more than three times in an hour', () => {
  const ordersAnHour = 2 * 3_600 * 0.35 * 0.45;
  const many = openShopperAccounts(new DatabaseSync(':memory:'), accountsFor(2));
  const random = seeded(5);
  const visits = new Map<string, number[]>();
  let known = 0;
  for (let order = 0; order < 2 * ordersAnHour; order++) {
    const now = (order * 3_600_000) / ordersAnHour;
    const account = many.borrow(random(), now);
    if (!account) throw new Error('all are in use');
    if (account.registered) known += 1;
    else many.registered(account);
    visits.set(account.email, [...(visits.get(account.email) ?? []), now]);
    many.giveBack(account);
  }
  expect(known / (2 * ordersAnHour)).toBeGreaterThan(0.6);
  for (const times of visits.values())
    for (const [index, at] of times.entries())
      expect((times[index + 3] ?? Number.POSITIVE_INFINITY) - at).toBeGreaterThanOrEqual(3_600_000);
});

test('when there are too few of them, shoppers come oftener rather than not at all', () => {
  for (let visit = 0; visit < 200; visit++) {
    const account = accounts.borrow(0.5, 0);
    if (!account) throw new Error('all are in use');
    accounts.registered(account);
    accounts.giveBack(account);
  }
});
