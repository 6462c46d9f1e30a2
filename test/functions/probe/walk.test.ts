import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { walk } from '../../../functions/probe/walk.ts';
import { type Answer, type SmallShop, startSmallShop } from './small-shop.ts';

let shop: SmallShop;
beforeEach(async () => {
  shop = await startSmallShop();
});
afterEach(() => shop.stop());

function walkThrough(budgets: { stepBudget?: number; walkBudget?: number } = {}) {
  return walk({ site: shop.url, runId: 'run-1', stepBudget: 10_000, walkBudget: 20_000, ...budgets });
}

describe('a walk through a shop that works', () => {
  test('succeeds, and goes from the home page to a cart that is empty again', async () => {
    const result = await walkThrough();
    expect(result).toMatchObject({ success: true });
    expect(result.steps.map(({ name }) => name)).toEqual([
      'ready',
      'home page',
      'home script',
      'product list',
      'product page',
      'search',
      'put into cart',
      'read cart',
      'remove from cart',
    ]);
  });

  test('every request says that it is the probe’s and carries the run’s id', async () => {
    await walkThrough();
    for (const { headers } of shop.requests) {
      expect(headers).toMatchObject({ 'x-synthetic': 'probe', 'x-correlation-id': 'run-1' });
    }
  });

  test('writes name the shop’s own origin', async () => {
    await walkThrough();
    const writes = shop.requests.filter(({ route }) => /^(PUT|DELETE)/.test(route));
    expect(writes.map(({ headers }) => headers.origin)).toEqual([shop.url.origin, shop.url.origin]);
  });

  test('never checks out: orders would take stock and count as sales', async () => {
    await walkThrough();
    expect(shop.requests.map(({ route }) => route)).not.toContainEqual(expect.stringContaining('checkout'));
  });

  test('a shop that is sold out is open: the cart is left out', async () => {
    const soldOut = { id: 'prd_1', name: 'Blue Mug', stock: 0 };
    shop.break('GET /api/products', { body: { products: [soldOut] } });
    const result = await walkThrough();
    expect(result).toMatchObject({ success: true });
    expect(result.steps.at(-1)?.name).toBe('search');
  });
});

describe('a walk fails at the step', () => {
  const cases: Record<string, { route: string; answer: Answer; step: string; reason: RegExp }> = {
    'whose server error a shopper would see': {
      route: 'GET /api/products',
      answer: { status: 500 },
      step: 'product list',
      reason: /answered 500/,
    },
    'that answers a page in place of JSON': {
      route: 'GET /api/products/prd_1',
      answer: { type: 'text/html', body: '<html>' },
      step: 'product page',
      reason: /text\/html instead of json/,
    },
    'whose JSON is broken': {
      route: 'GET /api/products search',
      answer: { body: '{"products":' },
      step: 'search',
      reason: /cannot be read/,
    },
    'at which the shop has nothing to sell': {
      route: 'GET /api/products',
      answer: { body: { products: [] } },
      step: 'product list',
      reason: /no products/,
    },
    'at which a product lacks its name': {
      route: 'GET /api/products',
      answer: { body: { products: [{ id: 'prd_1', stock: 1 }] } },
      step: 'product list',
      reason: /without id, name or stock/,
    },
    'at which another product comes': {
      route: 'GET /api/products/prd_1',
      answer: { body: { id: 'prd_2', name: 'x', stock: 1 } },
      step: 'product page',
      reason: /another product/,
    },
    'at which the search finds nothing': {
      route: 'GET /api/products search',
      answer: { body: { products: [] } },
      step: 'search',
      reason: /not found by its name/,
    },
    'whose page loads no script': {
      route: 'GET /',
      answer: { type: 'text/html', body: '<html></html>' },
      step: 'home script',
      reason: /no script/,
    },
    'whose script is missing and the home page comes in its place': {
      route: 'GET /assets/app.js',
      answer: { type: 'text/html', body: '<html></html>' },
      step: 'home script',
      reason: /instead of javascript/,
    },
    'at which the cart stays empty': {
      route: 'PUT /api/cart/items/prd_1',
      answer: { body: { lines: [] } },
      step: 'put into cart',
      reason: /not in the cart/,
    },
    'at which the cart has forgotten': {
      route: 'GET /api/cart',
      answer: { body: { lines: [] } },
      step: 'read cart',
      reason: /lost the product/,
    },
    'at which the cart keeps what was removed': {
      route: 'DELETE /api/cart/items/prd_1',
      answer: { body: { lines: [{ productId: 'prd_1' }] } },
      step: 'remove from cart',
      reason: /still in the cart/,
    },
    'whose answer is no cart': {
      route: 'GET /api/cart',
      answer: { body: 'null' },
      step: 'read cart',
      reason: /no lines/,
    },
    'at which the connection breaks': {
      route: 'GET /health/ready',
      answer: 'hang up',
      step: 'ready',
      reason: /no connection/,
    },
  };
  for (const [sentence, { route, answer, step, reason }] of Object.entries(cases)) {
    test(sentence, async () => {
      shop.break(route, answer);
      const result = await walkThrough();
      expect(result).toMatchObject({ success: false, step, reason: expect.stringMatching(reason) });
    });
  }

  test('that is slower than its budget', async () => {
    shop.break('GET /api/cart', 'never');
    const result = await walkThrough({ stepBudget: 150 });
    expect(result).toMatchObject({ success: false, step: 'read cart', reason: 'no answer within 150 ms' });
  });

  test('at which the time of the whole walk is over', async () => {
    shop.break('GET /', 'never');
    const result = await walkThrough({ walkBudget: 150 });
    expect(result).toMatchObject({ success: false, step: 'home page', reason: 'no answer within 150 ms' });
  });

  test('and does not go on', async () => {
    shop.break('GET /api/products', { status: 503 });
    await walkThrough();
    expect(shop.requests.at(-1)?.route).toBe('GET /api/products');
  });
});

test('a shop that nobody answers for fails at the first step', async () => {
  const { url } = shop;
  await shop.stop();
  const result = await walk({ site: url, runId: 'run-1', stepBudget: 10_000, walkBudget: 20_000 });
  expect(result).toMatchObject({ success: false, step: 'ready', reason: 'no connection (ECONNREFUSED)' });
  shop = await startSmallShop();
});
