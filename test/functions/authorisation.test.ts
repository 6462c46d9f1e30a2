import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Route } from '../../functions/function-definition.ts';
import { ROLES, type Role } from '../../functions/lib/entities/session.ts';
import { newToken } from '../../functions/lib/session.ts';
import { FUNCTIONS } from '../../functions/manifest.ts';
import { api as ops } from '../../functions/ops/app.ts';
import { type FunctionId, HTTP_FUNCTION_IDS } from '../../monitoring/resources.ts';
import { callFunction, type EmbeddedShop, shopApis, startEmbeddedShop } from '../support/embedded-shop.ts';
import { signInAs } from '../support/sign-in.ts';

type Caller = Role | 'guest';
const CALLERS: readonly Caller[] = ['guest', ...ROLES];

/** Who gets in, said once more and independently of the code that decides it. */
const WELCOME: Readonly<Record<Route['access'], readonly Caller[]>> = {
  public: ['guest', 'customer', 'viewer', 'admin'],
  customer: ['customer', 'viewer', 'admin'],
  viewer: ['viewer', 'admin'],
  admin: ['admin'],
  scraper: ['admin'],
};

/** Everything that a stranger may call. A route that is missing here must ask who is calling. */
const PUBLIC = [
  'GET /api/products',
  'GET /api/products/{id}',
  'GET /api/products/{id}/picture',
  'GET /api/categories',
  'GET /api/cart',
  'PUT /api/cart/items/{productId}',
  'DELETE /api/cart/items/{productId}',
  'POST /api/auth/register',
  'POST /api/auth/login',
  'POST /api/auth/logout',
  'GET /api/items',
  // Whoever has the signed link of a notification.
  'POST /api/incidents/{id}',
  'POST /api/incidents/{id}/acknowledge',
  'GET /api/items/{id}',
  'GET /health',
  'GET /health/live',
  'GET /health/ready',
  ...HTTP_FUNCTION_IDS.map((id) => `GET /health/${id}`),
];

/** What a Prometheus server shows. */
const METRICS_TOKEN = 'a-token-of-a-test-that-is-no-secret';

let shop: EmbeddedShop;
beforeAll(async () => {
  shop = await startEmbeddedShop();
  // Nothing answers there: the console's calls end in an error, which is neither 401 nor 403.
  Object.assign(process.env, { AWS_ENDPOINT_URL: 'http://127.0.0.1:1', AWS_MAX_ATTEMPTS: '1', METRICS_TOKEN });
});
afterAll(() => shop.stop());

async function statusFor(id: string, { method, path }: Route, caller: Caller): Promise<number> {
  const api = { ...shopApis(), ops }[id];
  if (!api) throw new Error(`${id} has no app.`);
  // A fresh session each time, since some routes end it.
  const headers = caller === 'guest' ? {} : { authorization: (await signInAs(caller)).authorization };
  const concrete = path.replace(/\{\w+\}/g, 'some');
  return (await callFunction(api, method, concrete, { headers })).status;
}

const routes = Object.entries(FUNCTIONS).flatMap(([id, { routes }]) => routes.map((route) => ({ id, route })));

test('exactly these routes are public', () => {
  const open = routes.filter(({ route }) => route.access === 'public');
  expect(open.map(({ route }) => `${route.method} ${route.path}`).sort()).toEqual([...PUBLIC].sort());
});

test('everything under /api/ops needs a viewer at least', () => {
  const console = routes.filter(({ route }) => route.path.startsWith('/api/ops'));
  expect(console.length).toBeGreaterThan(0);
  for (const { route } of console) expect(['viewer', 'admin']).toContain(route.access);
});

describe.each(routes.map(({ id, route }) => [`${route.method} ${route.path}`, id as FunctionId, route] as const))(
  '%s',
  (_, id, route) => {
    test.each(CALLERS)('for a caller who is %s', async (caller) => {
      const status = await statusFor(id, route, caller);
      if (WELCOME[route.access].includes(caller)) expect([401, 403]).not.toContain(status);
      else expect(status).toBe(caller === 'guest' ? 401 : 403);
    });
  },
);

describe('the metrics for a scraper', () => {
  const scrape = async (authorization: string) =>
    (await callFunction(ops, 'GET', '/metrics', { headers: { authorization } })).status;

  test('are open to whoever has the token', async () => {
    expect([401, 403]).not.toContain(await scrape(`Bearer ${METRICS_TOKEN}`));
  });

  test.each([
    ['another token', `Bearer ${'A'.repeat(43)}`],
    ['a part of it', `Bearer ${METRICS_TOKEN.slice(0, -1)}`],
    ['more than it', `Bearer ${METRICS_TOKEN}x`],
    ['an empty one', 'Bearer '],
    ['another scheme', `Basic ${METRICS_TOKEN}`],
  ])('are closed to %s', async (_, authorization) => {
    expect(await scrape(authorization)).toBe(401);
  });

  test('are all that the token opens', async () => {
    const headers = { authorization: `Bearer ${METRICS_TOKEN}` };
    expect((await callFunction(ops, 'GET', '/api/ops/alarms', { headers })).status).toBe(401);
    expect((await shop.call('GET', '/api/orders', { headers })).status).toBe(401);
  });
});

test('a session that does not exist opens nothing', async () => {
  const headers = { authorization: `Bearer ${'0'.repeat(26)}.${newToken()}` };
  expect((await shop.call('GET', '/api/orders', { headers })).status).toBe(401);
});
