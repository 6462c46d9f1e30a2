import type { Product } from '../shopper.ts';
import { idempotencyKey, purchase } from './buy.ts';
import type { Drive } from './drive.ts';
import type { Person } from './people.ts';
import { byCard, TYPED } from './typed-values.ts';

/** Two products: one of a price that nobody minds, and one of 600.00. */
export type Goods = { readonly plain: string; readonly dear: string };

/** Looks at the catalogue and at whether the shop is well; returns a product that can be had. */
export async function browse({ ask }: Drive): Promise<string> {
  const { body } = await ask<{ products: readonly Product[] }>('GET /api/products', { query: { limit: '100' } });
  const id = body.products.find(({ stock, priceCents }) => stock > 10 && priceCents < 10_000)?.id;
  if (id === undefined) throw new Error('The sample catalogue has nothing plain.');
  await ask('GET /api/products', { query: { search: TYPED.search } });
  await ask('GET /api/products/{id}', { params: { id } });
  await ask('GET /api/products/{id}/picture', { params: { id } });
  await ask('GET /api/categories');
  for (const path of ['', '/live', '/ready', '/catalog', '/cart', '/checkout', '/account', '/admin', '/ops'])
    await ask(`GET /health${path}`);
  return id;
}

/** The first cookie that an answer sets. */
function cookieOf(headers: Headers): string {
  const [cookie = ''] = headers.getSetCookie().map((text) => text.split(';')[0] ?? '');
  return cookie;
}

/** A guest fills a cart, changes their mind and empties it; the guest's token. */
export async function fillGuestCart({ ask }: Drive, productId: string): Promise<string> {
  const params = { productId };
  const { headers } = await ask('PUT /api/cart/items/{productId}', { params, body: { quantity: 1 } });
  const cookie = cookieOf(headers);
  const own = { cookie, 'sec-fetch-site': 'same-origin' };
  await ask('PUT /api/cart/items/{productId}', { params, headers: own, body: { quantity: 2 } });
  await ask('GET /api/cart', { headers: own });
  await ask('DELETE /api/cart/items/{productId}', { params, headers: own });
  return cookie.split('=')[1] ?? '';
}

/** A guest who has something in the cart turns out to be a customer; the guest's token. */
export async function bringCart({ ask }: Drive, productId: string, email: string): Promise<string> {
  const { headers } = await ask('PUT /api/cart/items/{productId}', { params: { productId }, body: { quantity: 1 } });
  const cookie = cookieOf(headers);
  const own = { cookie, 'sec-fetch-site': 'same-origin' };
  await ask('POST /api/auth/login', { headers: own, body: { email, password: TYPED.password } });
  return cookie.split('=')[1] ?? '';
}

/** Pays by one card after the other; two orders come of it, the second of which waits for somebody to look at it. */
export async function payByCards({ ask }: Person, { plain }: Goods): Promise<{ bought: string; held: string }> {
  for (const number of [TYPED.badCard, TYPED.declinedCard, TYPED.slowCard])
    await purchase(ask, { productId: plain, payment: byCard(number) });
  await ask('POST /api/checkout', { headers: idempotencyKey(), body: { payment: { method: 'card' } } });
  const bought = await purchase(ask, { productId: plain, payment: byCard(TYPED.card) });
  const held = await purchase(ask, { productId: plain, payment: byCard(TYPED.foreignCard) });
  return { bought: bought.body.order.id, held: held.body.order.id };
}

export async function deposit(ask: Drive['ask'], amountCents: number): Promise<void> {
  const body = { amountCents, payment: byCard(TYPED.card) };
  await ask('POST /api/wallet/deposits', { headers: idempotencyKey(), body });
}

/** Pays in every other way, some of which fail; the last order, a dear one, waits for somebody to look at it. */
export async function payOtherwise({ ask }: Person, { plain, dear }: Goods): Promise<{ spent: string; held: string }> {
  await deposit(ask, 100_000);
  const spent = await purchase(ask, { productId: plain, payment: { method: 'wallet' } });
  const owed = await purchase(ask, { productId: plain, payment: { method: 'invoice' } });
  const params = { id: owed.body.order.id };
  await ask('GET /api/orders/{id}', { params });
  await ask('POST /api/orders/{id}/cancel', { params });
  await purchase(ask, { productId: dear, payment: { method: 'invoice' } });
  await purchase(ask, { productId: dear, quantity: 2, payment: { method: 'wallet' } });
  await purchase(ask, { productId: dear, quantity: 10, payment: byCard(TYPED.card) });
  const held = await purchase(ask, { productId: dear, quantity: 2, payment: byCard(TYPED.card) });
  for (const key of ['GET /api/orders', 'GET /api/wallet', 'GET /api/wallet/ledger']) await ask(key);
  return { spent: spent.body.order.id, held: held.body.order.id };
}

/** Tries more declined cards than anybody has, in two parts: no more than ten of them in a minute. */
export async function tryCards({ ask }: Person, { plain }: Goods, advance: () => Promise<void>): Promise<void> {
  const payment = byCard(TYPED.declinedCard);
  for (let count = 0; count < 10; count += 1) await purchase(ask, { productId: plain, payment });
  await advance();
  for (let count = 0; count < 6; count += 1) await purchase(ask, { productId: plain, payment });
}
