import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Clock, createClock } from '../../../local/clock.ts';
import { createFaults, type Faults } from '../../../local/faults/faults.ts';
import { steerVisitors } from '../../../local/traffic/steered-visitors.ts';
import { seeded } from './seeded.ts';
import { type StubShop, startStubShop } from './stub-shop.ts';

const MINUTE = 60_000;
let shop: StubShop;
let clock: Clock;
let faults: Faults;
let visitors: { stop(): void };
let store: DatabaseSync;
let keys: number;

function start(): void {
  faults = createFaults(clock);
  const options = { newKey: () => `key${++keys}`, random: seeded(3), switches: faults.switches };
  visitors = steerVisitors({ clock, store, siteUrl: shop.url, ...options });
}

beforeEach(async () => {
  keys = 0;
  store = new DatabaseSync(':memory:');
  shop = await startStubShop();
  clock = createClock({ mode: 'simulated', speed: 1, start: Date.UTC(2026, 10, 21, 12) });
  start();
});
afterEach(async () => {
  visitors.stop();
  clock.stop();
  await clock.settled();
  await shop.stop();
  store.close();
});

const count = (start: string): number =>
  shop.requests.filter(({ method, path }) => `${method} ${path}`.startsWith(start)).length;

test('nobody is sent while all faults are off', async () => {
  await clock.advance(10 * MINUTE);
  expect(shop.requests).toEqual([]);
});

test('a surge brings so many more shoppers in a minute, who do all that shoppers do, and ends with the fault', async () => {
  await faults.put('traffic-surge', { perMinute: 90, duration: 'PT1M' });
  await clock.advance(10 * MINUTE);
  expect(count('GET /api/products?limit=24')).toBe(90);
  expect(count('POST /api/checkout')).toBeGreaterThan(3);
  const seen = shop.requests.length;
  await clock.advance(10 * MINUTE);
  expect(shop.requests.length).toBe(seen);
});

test('of a surge that is more than the shop can serve, most go away', async () => {
  await faults.put('traffic-surge', { perMinute: 6_000 });
  await clock.advance(399);
  expect(count('GET /api/products?limit=24')).toBe(12);
});

test('shoppers of a surge that is over leave at once, wherever they are', async () => {
  await faults.put('traffic-surge', { perMinute: 90 });
  await clock.advance(MINUTE);
  await faults.remove('traffic-surge');
  const seen = shop.requests.length;
  await clock.advance(10 * MINUTE);
  expect(shop.requests.length).toBe(seen);
});

test('bots guess the passwords of addresses that nobody has, over and over, at an even pace', async () => {
  await faults.put('login-storm', { perMinute: 30, accounts: 4 });
  await clock.advance(2 * MINUTE - 1);
  expect(count('POST /api/auth/login')).toBe(60);
  expect(shop.requests).toHaveLength(60);
  expect(new Set(shop.requests.map(({ body }) => body.email)).size).toBe(4);
  expect(new Set(shop.requests.map(({ body }) => body.password)).size).toBe(60);
  await faults.remove('login-storm');
  await clock.advance(5 * MINUTE);
  expect(shop.requests).toHaveLength(60);
});

test('putting a storm again changes its pace in place of adding to it', async () => {
  await faults.put('login-storm', { perMinute: 30 });
  await faults.put('login-storm', { perMinute: 6 });
  await clock.advance(MINUTE - 1);
  expect(count('POST /api/auth/login')).toBe(6);
});

describe('a thief', () => {
  beforeEach(() => {
    shop.stock = 300;
    shop.cartCents = 600_000;
    shop.statuses = { 'POST /api/checkout': 403 };
  });

  test('fills a costly cart once and tries card after card, each with another number on its back', async () => {
    await faults.put('fraud-burst', { perMinute: 6 });
    await clock.advance(2 * MINUTE - 1);
    expect([count('POST /api/auth/register'), count('PUT /api/cart/items')]).toEqual([1, 1]);
    const tries = shop.requests.filter(({ path }) => path === '/api/checkout');
    expect(tries).toHaveLength(12);
    expect(new Set(tries.map(({ body }) => JSON.stringify(body.payment))).size).toBe(12);
    expect(new Set(tries.map(({ headers }) => headers['idempotency-key'])).size).toBe(12);
  });

  test('closes the account as soon as the burst is over, and comes back as somebody else', async () => {
    await faults.put('fraud-burst', {});
    await clock.advance(MINUTE);
    await faults.remove('fraud-burst');
    expect(shop.requests.at(-1)).toMatchObject({ method: 'DELETE', path: '/api/account' });
    await faults.put('fraud-burst', {});
    await clock.advance(MINUTE);
    expect(shop.users.size).toBe(2);
  });

  test.each([
    ['whom a process that was killed left behind', async () => visitors.stop()],
    [
      'who could not leave a shop that failed',
      async () => {
        shop.statuses = { 'DELETE /api/account': 500 };
        await faults.remove('fraud-burst');
        shop.statuses = {};
      },
    ],
  ])('%s is gone after the next start, and once only', async (_, end) => {
    await faults.put('fraud-burst', {});
    await clock.advance(MINUTE);
    await end();
    const [seen] = [shop.requests.length];
    start();
    await clock.settled();
    expect(shop.requests.slice(seen)).toMatchObject([
      { path: '/api/auth/login', body: { email: [...shop.users.keys()][0] } },
      { method: 'DELETE', path: '/api/account', body: { password: [...shop.users.values()][0] } },
    ]);
    start();
    await clock.settled();
    expect(count('DELETE /api/account')).toBe(
      shop.requests.slice(0, seen).filter(({ method }) => method === 'DELETE').length + 1,
    );
  });

  test('who is signed out signs in again', async () => {
    await faults.put('fraud-burst', { perMinute: 6 });
    await clock.advance(MINUTE - 1);
    shop.statuses = { 'POST /api/checkout': 401 };
    await clock.advance(10_000);
    shop.statuses = { 'POST /api/checkout': 403 };
    await clock.advance(10_000);
    expect([count('POST /api/auth/register'), count('POST /api/auth/login')]).toEqual([2, 1]);
    expect(shop.users.size).toBe(1);
  });

  test('of whom the shop knows nothing any more is forgotten', async () => {
    await faults.put('fraud-burst', {});
    await clock.advance(MINUTE);
    visitors.stop();
    shop.users.clear();
    start();
    await clock.settled();
    expect(shop.requests.at(-1)).toMatchObject({ path: '/api/auth/login' });
    const seen = shop.requests.length;
    start();
    await clock.settled();
    expect(shop.requests).toHaveLength(seen);
  });

  test('pays for nothing that the rules might let pass', async () => {
    shop.cartCents = 400_000;
    await faults.put('fraud-burst', {});
    await clock.advance(MINUTE);
    expect(count('POST /api/checkout')).toBe(0);
  });

  test('leaves something for others, and fills the cart anew when they have bought what was in it', async () => {
    shop.statuses = { 'POST /api/checkout': 409 };
    await faults.put('fraud-burst', { perMinute: 6 });
    await clock.advance(MINUTE - 1);
    const quantities = shop.requests.filter(({ path }) => path.startsWith('/api/cart/items')).map(({ body }) => body);
    expect(quantities).toEqual(Array(6).fill({ quantity: 99 }));
    shop.stock = 60;
    await clock.advance(10_000);
    expect(shop.requests.findLast(({ path }) => path.startsWith('/api/cart/items'))?.body).toEqual({ quantity: 30 });
  });

  test('tries to sign up again where the shop fails', async () => {
    shop.statuses = { 'POST /api/auth/register': 500, 'POST /api/checkout': 403 };
    await faults.put('fraud-burst', { perMinute: 6 });
    await clock.advance(MINUTE - 1);
    shop.statuses = { 'POST /api/checkout': 403 };
    await clock.advance(MINUTE);
    expect([count('POST /api/auth/register'), count('POST /api/checkout')]).toEqual([7, 6]);
  });
});
