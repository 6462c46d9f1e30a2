import { ScanCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { database } from '../../../functions/lib/database.ts';
import { products } from '../../../functions/lib/entities/product.ts';
import { newId } from '../../../functions/lib/ids.ts';
import type { PaymentGateway } from '../../../functions/lib/payments/payment-gateway.ts';
import { sandboxGateway } from '../../../functions/lib/payments/sandbox-gateway.ts';
import {
  type EmbeddedShop,
  type ShopAnswer,
  type ShopProduct,
  startEmbeddedShop,
} from '../../support/embedded-shop.ts';
import { NOON } from '../../support/http-event.ts';
import { metricDimensions, metricValues } from '../../support/metric-values.ts';
import { signInAs } from '../../support/sign-in.ts';

type OrderBody = { order: { id: string; status: string; totalCents: number; lines: unknown[]; createdAt: string } };

const PAYMENT = { method: 'card', number: '4242 4242 4242 4242', expiry: '12/30', cvc: '123' };
const SHIPPING = { name: 'Ida Example', street: '1 Long Lane', city: 'Sampleton', postcode: '12345', country: 'NL' };
const BODY = { payment: PAYMENT, shipping: SHIPPING };

const voided: string[] = [];
let releasing: () => Promise<void> = async () => {};
let beforeAuthorising: () => Promise<unknown> = async () => {};
/** The sandbox; records what is voided, and lets a test change the world while the payment is on its way. */
const gateway: PaymentGateway = {
  ...sandboxGateway,
  async authorise(request, signal) {
    await beforeAuthorising();
    return sandboxGateway.authorise(request, signal);
  },
  void(reference) {
    voided.push(reference);
    return releasing();
  },
};

let paymentTimeout: number;
let shop: EmbeddedShop;
let mug: ShopProduct;
let user: { authorization: string };
beforeAll(async () => {
  shop = await startEmbeddedShop(gateway, () => paymentTimeout);
  mug = await shop.product('mug');
});
beforeEach(async () => {
  user = await newUser();
  await fill(2);
  voided.length = 0;
  paymentTimeout = 20_000;
  beforeAuthorising = async () => {};
  releasing = async () => {};
  shop.output.clear();
});
afterAll(() => shop.stop());

const newUser = async () => ({ authorization: (await signInAs('customer')).authorization });
const fill = (quantity: number, headers: Record<string, string> = user) =>
  shop.call('PUT', `/api/cart/items/${mug.id}`, { body: { quantity }, headers });
const checkout = (key: string, body: unknown = BODY): Promise<ShopAnswer<OrderBody>> =>
  shop.call('POST', '/api/checkout', { body, headers: { ...user, 'idempotency-key': key } });
const pay = (number: string, key = 'key') => checkout(key, { ...BODY, payment: { ...PAYMENT, number } });
const stock = async () => (await shop.product('mug')).stock;
const itemsInCart = async () => (await shop.call('GET', '/api/cart', { headers: user })).body.itemCount;
const orderIds = async () => {
  const { body } = await shop.call<{ orders: { id: string }[] }>('GET', '/api/orders', { headers: user });
  return body.orders.map(({ id }) => id);
};
const emitted = (name: string) => metricValues(shop.output, name);
const payments = () => metricDimensions(shop.output, 'Payments');

describe('a checkout', () => {
  test('makes an order of the cart, lowers the stock, empties the cart and counts once', async () => {
    const before = await stock();
    const { status, body } = await checkout('key');
    expect(status).toBe(201);
    expect(body.order).toMatchObject({
      id: expect.stringMatching(/^ord_/),
      status: 'paid',
      totalCents: 2 * mug.priceCents,
      currency: 'EUR',
      lines: [{ productId: mug.id, name: mug.name, quantity: 2, priceCents: mug.priceCents }],
      shipping: SHIPPING,
      createdAt: '2026-06-01T12:00:00.000Z',
    });
    expect(await stock()).toBe(before - 2);
    expect(await itemsInCart()).toBe(0);
    expect(await orderIds()).toEqual([body.order.id]);
    expect(payments()).toEqual([{ PaymentMethod: 'card', Result: 'authorised' }]);
    expect(voided).toEqual([]);
  });

  test('leaves no card datum in the table, the answer or the output, whatever comes of it', async () => {
    const cards = {
      declined: '4000000000000002',
      'without its check digit': '4242424242424241',
      'from abroad': '4000008260000000',
      good: '4242424242424242',
    };
    for (const [key, number] of Object.entries(cards)) {
      await fill(1);
      const { text } = await checkout(key.replaceAll(' ', '-'), { ...BODY, payment: { ...PAYMENT, number } });
      expect(text).not.toContain(number);
    }
    const { client, table } = database();
    const { Items } = await client.send(new ScanCommand({ TableName: table }));
    const everything = `${JSON.stringify(Items)} ${shop.output.text()}`;
    expect(everything).toContain(SHIPPING.street);
    for (const number of Object.values(cards)) expect(everything).not.toContain(number);
    expect(everything).not.toMatch(/"123"|12\/30/);
  });

  test('costs what the product costs at that moment', async () => {
    await products().patch({ id: mug.id }).set({ priceCents: 2000 }).go();
    const { body } = await checkout('key');
    await products().patch({ id: mug.id }).set({ priceCents: mug.priceCents }).go();
    expect(body.order.totalCents).toBe(4000);
  });
});

describe('a product that no longer exists', () => {
  const discontinued = async () => {
    const id = newId('prd', NOON);
    const plain = { description: 'Flat.', category: 'Kitchen', priceCents: 100, stock: 3, createdAt: NOON };
    await products()
      .create({ id, name: 'Tray', ...plain })
      .go();
    await shop.call('PUT', `/api/cart/items/${id}`, { body: { quantity: 1 }, headers: user });
    return { remove: () => products().delete({ id }).go() };
  };

  test('is no longer in the cart, and keeps nobody from buying the rest', async () => {
    const { remove } = await discontinued();
    await remove();
    const { body } = await shop.call('GET', '/api/cart', { headers: user });
    expect(body).toMatchObject({ itemCount: 2, totalCents: 2 * mug.priceCents });
    const answer = await checkout('key', { ...BODY, expectedTotalCents: body.totalCents });
    expect(answer).toMatchObject({ status: 201, body: { order: { lines: [{ productId: mug.id, quantity: 2 }] } } });
    expect(await itemsInCart()).toBe(0);
  });

  test('is told as another total to who has seen it in the cart', async () => {
    const { remove } = await discontinued();
    await remove();
    const answer = await checkout('key', { ...BODY, expectedTotalCents: 2 * mug.priceCents + 100 });
    expect(answer).toMatchObject({
      status: 409,
      body: { type: 'urn:problem:price-changed', totalCents: 2 * mug.priceCents },
    });
  });

  test('is a conflict when it goes while the payment is on its way, and the authorisation is voided', async () => {
    const { remove } = await discontinued();
    beforeAuthorising = remove;
    expect(await checkout('key')).toMatchObject({
      status: 409,
      body: { type: 'urn:problem:price-changed', totalCents: 2 * mug.priceCents },
    });
    expect(voided).toHaveLength(1);
  });

  test('leaves a cart of nothing else empty', async () => {
    const { remove } = await discontinued();
    await shop.call('DELETE', `/api/cart/items/${mug.id}`, { headers: user });
    await remove();
    expect(await checkout('key')).toMatchObject({ status: 409, body: { type: 'urn:problem:cart-empty' } });
  });
});

describe('a repeated checkout', () => {
  test('answers with the first order and orders nothing again', async () => {
    const first = await checkout('key');
    const before = await stock();
    await fill(1);
    const second = await checkout('key');
    expect(second.status).toBe(201);
    expect(second.body).toEqual(first.body);
    expect(await stock()).toBe(before);
    expect(await orderIds()).toHaveLength(1);
    expect(payments()).toHaveLength(1);
  });

  test('with the key of another checkout is a conflict', async () => {
    await checkout('key');
    const other = await checkout('key', { ...BODY, shipping: { ...SHIPPING, city: 'Elsewhere' } });
    expect(other).toMatchObject({ status: 409, body: { type: 'urn:problem:idempotency-key-reused' } });
  });

  test('sent many times at once makes one order', async () => {
    const before = await stock();
    const answers = await Promise.all(Array.from({ length: 8 }, () => checkout('key')));
    expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 8 }, () => 201));
    expect(new Set(answers.map(({ body }) => body.order.id)).size).toBe(1);
    expect(await orderIds()).toHaveLength(1);
    expect(await stock()).toBe(before - 2);
    expect(voided).toHaveLength(payments().length - 1);
  });

  test('with another key finds the cart empty', async () => {
    await checkout('key');
    expect(await checkout('other')).toMatchObject({ status: 409, body: { type: 'urn:problem:cart-empty' } });
  });

  test('by somebody else with the same key is theirs', async () => {
    const first = await checkout('key');
    user = await newUser();
    await fill(1);
    const second = await checkout('key');
    expect(second.status).toBe(201);
    expect(second.body.order.id).not.toBe(first.body.order.id);
  });
});

describe('a payment', () => {
  test.each(['4000 0000 0000 0002', '4000-0000-0000-0002', '1111111111110002'])(
    'with %s is declined, and nothing is bought',
    async (number) => {
      const before = await stock();
      expect(await pay(number)).toMatchObject({ status: 402, body: { type: 'urn:problem:payment-declined' } });
      expect(await stock()).toBe(before);
      expect(await itemsInCart()).toBe(2);
      expect(payments()).toEqual([{ PaymentMethod: 'card', Result: 'declined' }]);
      expect(emitted('CheckoutFailures')).toEqual([]);
    },
  );

  test('that was declined can be made with another card under the same key', async () => {
    await pay('4000000000000002');
    expect((await pay('4242424242424242')).status).toBe(201);
  });

  test('that is never answered times out, is voided, and counts as a failure', async () => {
    paymentTimeout = 20;
    expect(await pay('4000 0000 0000 0119')).toMatchObject({
      status: 504,
      body: { type: 'urn:problem:payment-timeout' },
    });
    expect(voided).toHaveLength(1);
    expect(await itemsInCart()).toBe(2);
    expect(emitted('CheckoutFailures')).toEqual([1]);
    expect(payments()).toEqual([{ PaymentMethod: 'card', Result: 'failed' }]);
  });

  test('with a number whose check digit is wrong is refused', async () => {
    const { status, body } = await shop.call('POST', '/api/checkout', {
      body: { ...BODY, payment: { ...PAYMENT, number: '4242424242424241' } },
      headers: { ...user, 'idempotency-key': 'key' },
    });
    expect(status).toBe(400);
    expect(body.errors).toMatchObject([{ path: 'payment.number' }]);
    expect(payments()).toEqual([]);
  });

  test('through a provider that fails is voided, and a bad gateway that tells nothing', async () => {
    beforeAuthorising = async () => {
      throw new Error('read ECONNRESET after 4242 4242 4242 4242 (123) of Ida Example');
    };
    const { status, body, text } = await checkout('key');
    expect([status, body]).toEqual([502, expect.objectContaining({ type: 'urn:problem:payment-failed' })]);
    expect(text).not.toContain('ECONNRESET');
    expect(voided).toEqual([expect.stringMatching(/^ord_/)]);
    expect(shop.output.logged()[0]).toMatchObject({
      orderId: voided[0],
      error: { message: expect.stringContaining('ECONNRESET') },
    });
    expect(shop.output.text()).not.toMatch(/4242|123\)|Ida/);
    expect(shop.output.canonical()[0]).toMatchObject({ paymentResult: 'failed', status: 502 });
    expect(emitted('CheckoutFailures')).toEqual([1]);
    expect(await itemsInCart()).toBe(2);
  });

  test('that failed can be made again under the same key', async () => {
    beforeAuthorising = () => Promise.reject(new Error('reset'));
    await checkout('key');
    beforeAuthorising = async () => {};
    expect((await checkout('key')).status).toBe(201);
    expect(payments().map(({ Result }) => Result)).toEqual(['failed', 'authorised']);
    expect(await orderIds()).toHaveLength(1);
  });

  test.each([
    ['rejects', () => Promise.reject(new Error('reset'))],
    [
      'throws',
      () => {
        throw new Error('closed');
      },
    ],
    ['never ends', () => new Promise<void>(() => {})],
  ])('whose release %s gets the same answer, and that is logged', async (_, release) => {
    releasing = release;
    beforeAuthorising = () => Promise.reject(new Error('reset'));
    expect((await checkout('key')).status).toBe(502);
    expect(shop.output.logged().map(({ message }) => message)).toContain('An authorisation could not be released.');
  });
});

describe('the world may change while the payment is on its way', () => {
  test('stock that is gone is a conflict that says what is left, and the authorisation is voided', async () => {
    const before = await stock();
    beforeAuthorising = () => products().patch({ id: mug.id }).set({ stock: 1 }).go();
    const { status, body } = await checkout('key');
    await products().patch({ id: mug.id }).set({ stock: before }).go();
    expect(status).toBe(409);
    expect(body).toMatchObject({ type: 'urn:problem:out-of-stock', items: [{ productId: mug.id, available: 1 }] });
    expect(voided).toHaveLength(1);
    expect(await orderIds()).toEqual([]);
    expect(await itemsInCart()).toBe(2);
  });

  test('a new price is a conflict, never charged unseen', async () => {
    beforeAuthorising = () => products().patch({ id: mug.id }).set({ priceCents: 1 }).go();
    const answer = await checkout('key');
    await products().patch({ id: mug.id }).set({ priceCents: mug.priceCents }).go();
    expect(answer).toMatchObject({ status: 409, body: { type: 'urn:problem:price-changed' } });
    expect(voided).toHaveLength(1);
  });

  test('a changed cart is a conflict', async () => {
    beforeAuthorising = () => fill(3);
    expect(await checkout('key')).toMatchObject({ status: 409, body: { type: 'urn:problem:cart-changed' } });
    expect(voided).toHaveLength(1);
    expect(await itemsInCart()).toBe(3);
  });
});

describe('a request', () => {
  const bad: Record<string, [unknown, string]> = {
    'another payment method': [{ ...BODY, payment: { ...PAYMENT, method: 'shells' } }, 'payment.method'],
    'letters as card number': [{ ...BODY, payment: { ...PAYMENT, number: 'abcd' } }, 'payment.number'],
    'a month that does not exist': [{ ...BODY, payment: { ...PAYMENT, expiry: '13/30' } }, 'payment.expiry'],
    'a card that expired last month': [{ ...BODY, payment: { ...PAYMENT, expiry: '05/26' } }, 'payment.expiry'],
    'a security code of two digits': [{ ...BODY, payment: { ...PAYMENT, cvc: '12' } }, 'payment.cvc'],
    'a blank name': [{ ...BODY, shipping: { ...SHIPPING, name: '  ' } }, 'shipping.name'],
    'no street': [{ ...BODY, shipping: { ...SHIPPING, street: undefined } }, 'shipping.street'],
    'no payment at all': [{ shipping: SHIPPING }, 'payment'],
  };
  test.each(Object.entries(bad))('with %s is refused by name and rule', async (_, [body, path]) => {
    const answer = await shop.call('POST', '/api/checkout', { body, headers: { ...user, 'idempotency-key': 'key' } });
    expect(answer.status).toBe(400);
    expect(answer.body.errors).toEqual([{ path, message: expect.any(String) }]);
  });

  test.each([undefined, '', 'x'.repeat(129), 'two words'])('with the Idempotency-Key "%s" is refused', async (key) => {
    const headers = { ...user, ...(key === undefined ? {} : { 'idempotency-key': key }) };
    const { status, body } = await shop.call('POST', '/api/checkout', { body: BODY, headers });
    expect(status).toBe(400);
    expect(body.errors).toMatchObject([{ path: 'Idempotency-Key' }]);
  });

  test('with a card that expires this month, or says the year in full, is good', async () => {
    const body = { ...BODY, payment: { ...PAYMENT, expiry: '06/2026' } };
    expect((await checkout('key', body)).status).toBe(201);
  });
});

describe('orders', () => {
  test('are listed newest first, page by page', async () => {
    const placed: string[] = [];
    for (const key of ['a', 'b', 'c']) {
      await fill(1);
      const now = Date.UTC(2026, 5, 1, 12, placed.length);
      const request = { body: BODY, headers: { ...user, 'idempotency-key': key }, now };
      placed.unshift((await shop.call<OrderBody>('POST', '/api/checkout', request)).body.order.id);
    }
    const visited: string[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const path: string = `/api/orders?limit=2${cursor ? `&cursor=${cursor}` : ''}`;
      const { body } = await shop.call<{ orders: { id: string }[]; nextCursor: string | null }>('GET', path, {
        headers: user,
      });
      visited.push(...body.orders.map(({ id }) => id));
      cursor = body.nextCursor;
    }
    expect(visited).toEqual(placed);
  });

  test('of others do not exist', async () => {
    const { body } = await checkout('key');
    const stranger = await newUser();
    const path = `/api/orders/${body.order.id}`;
    expect((await shop.call('GET', path, { headers: user })).body).toEqual(body);
    expect((await shop.call('GET', path, { headers: stranger })).status).toBe(404);
    expect((await shop.call('GET', '/api/orders', { headers: stranger })).body).toMatchObject({ orders: [] });
  });

  test.each(['?cursor=nonsense', '?limit=0', '?limit=101'])('with the query %s is refused', async (query) => {
    expect((await shop.call('GET', `/api/orders${query}`, { headers: user })).status).toBe(400);
  });
});
