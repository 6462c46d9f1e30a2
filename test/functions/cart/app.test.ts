import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { guestOwner, readCart, saveCart } from '../../../functions/lib/cart-store.ts';
import { products } from '../../../functions/lib/entities/product.ts';
import { newId } from '../../../functions/lib/ids.ts';
import { hashToken } from '../../../functions/lib/session.ts';
import { type EmbeddedShop, type ShopProduct, startEmbeddedShop } from '../../support/embedded-shop.ts';
import { NOON } from '../../support/http-event.ts';

let shop: EmbeddedShop;
let mug: ShopProduct;
let lamp: ShopProduct;
beforeAll(async () => {
  shop = await startEmbeddedShop();
  mug = await shop.product('mug');
  lamp = await shop.product('lamp');
});
afterAll(() => shop.stop());

const guestAfter = async (quantity = 1) => {
  const { cookies } = await put(mug.id, quantity, {});
  return { cookie: cookies.join('; '), origin: 'https://shop.example' };
};
const put = (productId: string, quantity: unknown, headers: Record<string, string>, seenPriceCents?: unknown) =>
  shop.call('PUT', `/api/cart/items/${productId}`, { body: { quantity, seenPriceCents }, headers });
const get = (headers: Record<string, string>, now = NOON) => shop.call('GET', '/api/cart', { headers, now });

const EMPTY = { lines: [], totalCents: 0, currency: 'EUR', itemCount: 0, priceChanges: false };

describe('a guest', () => {
  test('has an empty cart, and no cookie, before putting something in', async () => {
    const { body, setCookies } = await get({});
    expect(body).toEqual(EMPTY);
    expect(setCookies).toEqual([]);
  });

  test('gets a cart of their own with the first product', async () => {
    const { status, body, setCookies } = await put(mug.id, 2, {});
    expect(status).toBe(200);
    expect(setCookies[0]).toMatch(/^__Host-cart=[\w-]{43};/);
    for (const attribute of ['HttpOnly', 'Secure', 'SameSite=Lax', 'Path=/'])
      expect(setCookies[0]).toContain(attribute);
    expect(body).toEqual({
      lines: [
        {
          productId: mug.id,
          name: mug.name,
          quantity: 2,
          priceCents: mug.priceCents,
          totalCents: 2 * mug.priceCents,
          stock: mug.stock,
          picture: `/api/products/${mug.id}/picture`,
        },
      ],
      totalCents: 2 * mug.priceCents,
      currency: 'EUR',
      itemCount: 2,
      priceChanges: false,
    });
  });

  test('does not see another guest’s cart', async () => {
    await guestAfter();
    expect((await get(await guestAfter(7))).body).toMatchObject({ itemCount: 7 });
  });

  test('finds the cart again for thirty days after the last change', async () => {
    const guest = await guestAfter();
    const days = 24 * 3600 * 1000;
    expect((await get(guest, NOON + 30 * days - 1000)).body).toMatchObject({ itemCount: 1 });
    expect((await get(guest, NOON + 30 * days)).body).toEqual(EMPTY);
  });

  test.each<[string, (guest: Record<string, string>) => ReturnType<typeof get>]>([
    ['another quantity', (guest) => put(mug.id, 2, guest)],
    ['a product taken out', (headers) => shop.call('DELETE', `/api/cart/items/${mug.id}`, { headers })],
  ])('keeps the cookie as long as the cart: %s sets the same one anew', async (_, change) => {
    const guest = await guestAfter();
    const { cookies, setCookies } = await change(guest);
    expect(cookies).toEqual([guest.cookie]);
    expect(setCookies[0]).toContain(`Max-Age=${30 * 24 * 3600}`);
  });
});

describe('a signed-in user', () => {
  test('gets no cookie of a guest’s cart', async () => {
    const headers = await shop.register('no-cookie@mail.example');
    expect((await put(mug.id, 1, headers)).setCookies).toEqual([]);
  });

  test('has one cart, wherever they sign in', async () => {
    const headers = await shop.register('one-cart@mail.example');
    await put(mug.id, 3, headers);
    const { body } = await shop.call('POST', '/api/auth/login', {
      body: { email: 'one-cart@mail.example', password: 'correct horse battery' },
    });
    expect((await get({ authorization: `Bearer ${body.token}` })).body).toMatchObject({ itemCount: 3 });
  });
});

describe('PUT /api/cart/items/{productId}', () => {
  test('sets the quantity, it does not add', async () => {
    const guest = await guestAfter(5);
    expect((await put(mug.id, 2, guest)).body).toMatchObject({ itemCount: 2 });
  });

  test('takes as many as there are in stock, and no more', async () => {
    const guest = await guestAfter();
    expect((await put(lamp.id, lamp.stock, guest)).status).toBe(200);
    const { status, body } = await put(lamp.id, lamp.stock + 1, guest);
    expect(status).toBe(409);
    expect(body).toMatchObject({ type: 'urn:problem:out-of-stock', available: lamp.stock });
  });

  test.each([
    ['zero', 0],
    ['more than 99', 100],
    ['a negative one', -1],
    ['a broken number', 1.5],
    ['a text', '2'],
    ['nothing', undefined],
  ])('refuses %s as quantity', async (_, quantity) => {
    const { status, body } = await put(mug.id, quantity, {});
    expect(status).toBe(400);
    expect(body.errors).toEqual([{ path: 'quantity', message: expect.stringMatching(/^(must|is required$)/) }]);
  });

  test.each(['prd_01ARZ3NDEKTSV4RRFFQ69G5FAV', 'nonsense'])('answers 404 for the product %s', async (id) => {
    expect((await put(id, 1, {})).status).toBe(404);
  });

  test('takes fifty different products, and no more', async () => {
    const guest = await guestAfter();
    const owner = guestOwner(hashToken(guest.cookie.split('=')[1] ?? ''));
    const others = Array.from({ length: 48 }, () => ({ productId: newId('prd', NOON), quantity: 1 }));
    const cart = await readCart(owner, NOON);
    await saveCart(cart, [...cart.lines, ...others], NOON);
    expect((await put(lamp.id, 1, guest)).status).toBe(200);
    const seed = await shop.product('seed');
    expect(await put(seed.id, 1, guest)).toMatchObject({ status: 409, body: { type: 'urn:problem:cart-full' } });
    expect((await put(lamp.id, 2, guest)).status).toBe(200);
  });

  test('loses none of many changes at the same time', async () => {
    const guest = await guestAfter(1);
    const others = await Promise.all([shop.product('lamp'), shop.product('seed'), shop.product('bowl')]);
    const answers = await Promise.all(others.map(({ id }) => put(id, 1, guest)));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect((await get(guest)).body).toMatchObject({ itemCount: 4 });
  });
});

describe('DELETE /api/cart/items/{productId}', () => {
  test('takes the product out', async () => {
    const guest = await guestAfter();
    await put(lamp.id, 2, guest);
    const { body } = await shop.call('DELETE', `/api/cart/items/${mug.id}`, { headers: guest });
    expect(body).toMatchObject({ itemCount: 2, lines: [{ productId: lamp.id }] });
  });

  test('changes nothing for a product that is not in the cart, or for a guest without one', async () => {
    const guest = await guestAfter();
    expect((await shop.call('DELETE', '/api/cart/items/prd_x', { headers: guest })).body).toMatchObject({
      itemCount: 1,
    });
    expect((await shop.call('DELETE', `/api/cart/items/${mug.id}`)).body).toEqual(EMPTY);
  });
});

describe('a price that changes while the product is in the cart', () => {
  const reprice = (priceCents: number) => products().patch({ id: mug.id }).set({ priceCents }).go();
  beforeEach(() => reprice(mug.priceCents));

  test('is announced with the price before, and the total is that of this moment', async () => {
    const guest = await guestAfter(2);
    await reprice(mug.priceCents + 50);
    expect((await get(guest)).body).toMatchObject({
      lines: [{ priceCents: mug.priceCents + 50, priceChangedFromCents: mug.priceCents }],
      totalCents: 2 * (mug.priceCents + 50),
      priceChanges: true,
    });
  });

  test('is confirmed by putting the product in again', async () => {
    const guest = await guestAfter(2);
    await reprice(mug.priceCents - 50);
    const { body } = await put(mug.id, 2, guest);
    expect(body).toMatchObject({ lines: [{ priceCents: mug.priceCents - 50 }], priceChanges: false });
    expect((await get(guest)).body).toEqual(body);
  });

  test('is announced when another quantity is put in at the price seen, until the new one is seen', async () => {
    const guest = await guestAfter(2);
    await reprice(mug.priceCents + 50);
    expect((await put(mug.id, 3, guest, mug.priceCents)).body).toMatchObject({
      lines: [{ priceCents: mug.priceCents + 50, priceChangedFromCents: mug.priceCents }],
      totalCents: 3 * (mug.priceCents + 50),
    });
    expect((await put(mug.id, 3, guest, mug.priceCents + 50)).body).toMatchObject({ priceChanges: false });
  });

  test.each([-1, 1.5, '100'])('cannot have been seen at %j', async (seen) => {
    const { status, body } = await put(mug.id, 1, {}, seen);
    expect(status).toBe(400);
    expect(body.errors).toEqual([{ path: 'seenPriceCents', message: expect.stringMatching(/^must/) }]);
  });

  test('is no change once it is back', async () => {
    const guest = await guestAfter();
    await reprice(mug.priceCents + 50);
    await reprice(mug.priceCents);
    expect((await get(guest)).body).toMatchObject({ priceChanges: false });
  });

  test('stays announced when the guest signs in', async () => {
    const guest = await guestAfter();
    await reprice(mug.priceCents + 50);
    const headers = await shop.register('repriced@mail.example');
    const login = { email: 'repriced@mail.example', password: 'correct horse battery' };
    await shop.call('POST', '/api/auth/login', { body: login, headers: guest });
    expect((await get(headers)).body).toMatchObject({
      lines: [{ priceChangedFromCents: mug.priceCents }],
      priceChanges: true,
    });
  });
});

describe('what is counted', () => {
  const counted = () =>
    shop.output
      .canonical()
      .flatMap(({ CartOperations, CartsStarted, Operation }) => [
        ...(CartOperations === undefined ? [] : [`${Operation} ${CartOperations}`]),
        ...(CartsStarted === undefined ? [] : [`started ${CartsStarted}`]),
      ])
      .sort();

  const remove = (productId: string, headers: Record<string, string>) =>
    shop.call('DELETE', `/api/cart/items/${productId}`, { headers });

  test.each<[string, (guest: Record<string, string>) => Promise<unknown>, string[]]>([
    ['a second product', (guest) => put(lamp.id, 1, guest), ['add 1']],
    ['another quantity', (guest) => put(mug.id, 4, guest), ['change 1']],
    ['a product taken out', (guest) => remove(mug.id, guest), ['remove 1']],
    ['the same quantity', (guest) => put(mug.id, 3, guest), []],
    ['a product taken out that was not in', (guest) => remove(lamp.id, guest), []],
    ['more than there are', (guest) => put(lamp.id, lamp.stock + 1, guest), []],
    ['a look', (guest) => get(guest), []],
    [
      'a cart that is begun again',
      (guest) => remove(mug.id, guest).then(() => put(lamp.id, 1, guest)),
      ['add 1', 'remove 1', 'started 1'],
    ],
  ])('of %s in a cart of one', async (_, act, expected) => {
    const guest = await guestAfter(3);
    shop.output.clear();
    await act(guest);
    expect(counted()).toEqual(expected);
  });

  test('of a first product: that a cart was started', async () => {
    shop.output.clear();
    await guestAfter();
    expect(counted()).toEqual(['add 1', 'started 1']);
  });
});

test('/health/cart reads the table', async () => {
  expect(await shop.call('GET', '/health/cart')).toMatchObject({ status: 200, body: { status: 'ok' } });
});
