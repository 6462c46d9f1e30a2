import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { orders } from '../../../functions/lib/entities/order.ts';
import { wallets } from '../../../functions/lib/entities/wallet.ts';
import { type EmbeddedShop, PASSWORD, type ShopProduct, startEmbeddedShop } from '../../support/embedded-shop.ts';
import { ADDRESS, GOOD_CARD } from '../../support/shopper.ts';
import { interrupted } from '../../support/table-calls.ts';

let shop: EmbeddedShop;
let mug: ShopProduct;
let headers: { authorization: string };
let count = 0;
beforeAll(async () => {
  shop = await startEmbeddedShop();
});
beforeEach(async () => {
  count += 1;
  mug = await shop.product('mug');
  headers = await shop.register(`buying-${count}@mail.example`);
  await shop.call('PUT', `/api/cart/items/${mug.id}`, { body: { quantity: 2 }, headers });
});
afterAll(() => shop.stop());

const leave = () => shop.call('DELETE', '/api/account', { body: { password: PASSWORD }, headers });
const buy = () =>
  shop.call('POST', '/api/checkout', {
    body: { payment: GOOD_CARD, shipping: { ...ADDRESS, name: `Ida ${count} Erasable` } },
    headers: { ...headers, 'idempotency-key': 'one' },
  });
const deposit = () =>
  shop.call('POST', '/api/wallet/deposits', {
    body: { amountCents: 500, payment: GOOD_CARD },
    headers: { ...headers, 'idempotency-key': 'one' },
  });
const isSignedIn = async () => (await shop.call('GET', '/api/auth/me', { headers })).status === 200;
const orderCount = async () => (await orders().scan.go({ pages: 'all' })).data.length;

test('a checkout that is under way while the account is deleted makes no order and takes no goods', async () => {
  const before = await orderCount();
  const answer = await interrupted(/^TransactWrite/, /"totalCents"/, leave, buy);
  expect(answer).toMatchObject({ status: 409, body: { type: 'urn:problem:account-closing' } });
  expect(await isSignedIn()).toBe(false);
  expect(await orderCount()).toBe(before);
  expect((await shop.product('mug')).stock).toBe(mug.stock);
});

test('a checkout that is done while the account is being deleted keeps the account until the goods are there', async () => {
  const answer = await interrupted(/^TransactWrite/, /"del_/, buy, leave);
  expect(answer.status).toBe(409);
  expect(await leave()).toMatchObject({ status: 409, body: { type: 'urn:problem:orders-open' } });
  expect(await isSignedIn()).toBe(true);
});

test('a deposit that is under way while the account is deleted takes no money', async () => {
  const answer = await interrupted(/^TransactWrite/, /"deposit"/, leave, deposit);
  expect(answer).toMatchObject({ status: 409, body: { type: 'urn:problem:account-closing' } });
  expect((await wallets().scan.go({ pages: 'all' })).data).toEqual([]);
});

test('a deposit that is done while the account is being deleted keeps the account until the money is given up', async () => {
  const answer = await interrupted(/^TransactWrite/, /"del_/, deposit, leave);
  expect(answer.status).toBe(409);
  expect(await leave()).toMatchObject({ status: 409, body: { type: 'urn:problem:wallet-not-empty' } });
  const body = { password: PASSWORD, forfeitBalanceCents: 500 };
  expect((await shop.call('DELETE', '/api/account', { body, headers })).status).toBe(204);
});

test('checkouts, deposits and deletions at once: the account is gone with nothing open, or there with all that it bought', async () => {
  const before = await orderCount();
  const answers = await Promise.all([buy(), deposit(), leave(), leave()]);
  const [bought, deposited] = answers.map(({ status }) => status === 201);
  if (await isSignedIn()) expect((await orderCount()) - before).toBe(bought ? 1 : 0);
  else expect([bought, deposited, await orderCount()]).toEqual([false, false, before]);
  for (const { status } of answers) expect([201, 204, 401, 409, 503]).toContain(status);
});
