import { describe, expect, test } from 'vitest';
import { ApiError } from '../../../web/src/api/api-error.ts';
import type { Cart } from '../../../web/src/api/types.ts';
import { createCart } from '../../../web/src/state/cart.ts';
import { fakeApi, settled } from '../fake-api.ts';

const cartOf = (quantity: number): Cart => ({
  lines: [
    { productId: 'prd_1', name: 'Mug', quantity, priceCents: 500, totalCents: 500 * quantity, stock: 9, picture: '/p' },
  ],
  totalCents: 500 * quantity,
  currency: 'EUR',
  itemCount: quantity,
  priceChanges: false,
});

const conflict = new ApiError({ status: 409, title: 'Conflict', detail: 'Only 2 are left.' });

describe('the cart', () => {
  test('is unknown until it was loaded', async () => {
    const { api, next } = fakeApi();
    const cart = createCart(api);
    expect(cart.store.get()).toEqual({ status: 'unknown' });
    const loaded = cart.load();
    await settled();
    next().answer(cartOf(1));
    await loaded;
    expect(cart.store.get()).toEqual({ status: 'ready', cart: cartOf(1) });
    expect(cart.quantityOf('prd_1')).toBe(1);
    expect(cart.quantityOf('prd_2')).toBe(0);
  });

  test('says that it could not be loaded', async () => {
    const { api, next } = fakeApi();
    const cart = createCart(api);
    const loaded = cart.load();
    await settled();
    next().fail(conflict);
    await loaded;
    expect(cart.store.get()).toEqual({ status: 'failed', error: conflict });
  });

  test('sends changes one after another, in the order they were made', async () => {
    const { api, calls, next } = fakeApi();
    const cart = createCart(api);
    const two = cart.setQuantity('prd/1', 2, 500);
    const gone = cart.remove('prd/1');
    await settled();
    expect(calls.map(({ path, request }) => [request.method, path, request.body])).toEqual([
      ['PUT', '/api/cart/items/prd%2F1', { quantity: 2, seenPriceCents: 500 }],
    ]);
    next().answer(cartOf(2));
    await two;
    await settled();
    expect(calls.map(({ request }) => request.method)).toEqual(['DELETE']);
    next().answer({ ...cartOf(0), lines: [] });
    await gone;
    expect(cart.quantityOf('prd/1')).toBe(0);
  });

  test('stays as it was when a change is refused, and goes on with the next one', async () => {
    const { api, next } = fakeApi();
    const cart = createCart(api);
    const loaded = cart.load();
    await settled();
    next().answer(cartOf(1));
    await loaded;
    const refused = cart.setQuantity('prd_1', 50, 500);
    const accepted = cart.setQuantity('prd_1', 2, 500);
    await settled();
    next().fail(conflict);
    await expect(refused).rejects.toBe(conflict);
    expect(cart.quantityOf('prd_1')).toBe(1);
    await settled();
    next().answer(cartOf(2));
    await accepted;
    expect(cart.quantityOf('prd_1')).toBe(2);
  });
});

describe('a look at the cart for changes', () => {
  test('is left out while it is being loaded anyway', async () => {
    const { api, calls } = fakeApi();
    const cart = createCart(api);
    void cart.load();
    await cart.refresh();
    await settled();
    expect(calls).toHaveLength(1);
  });

  test('that fails leaves the cart that is shown', async () => {
    const { api, next } = fakeApi();
    const cart = createCart(api);
    const loaded = cart.load();
    await settled();
    next().answer(cartOf(1));
    await loaded;
    const look = cart.refresh();
    await settled();
    next().fail(conflict);
    await look;
    expect(cart.store.get()).toEqual({ status: 'ready', cart: cartOf(1) });
  });
});
