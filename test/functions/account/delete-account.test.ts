import { ScanCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { deleteAccount } from '../../../functions/account/delete-account.ts';
import { createUser } from '../../../functions/lib/create-user.ts';
import { database } from '../../../functions/lib/database.ts';
import { ledgerEntries } from '../../../functions/lib/entities/ledger-entry.ts';
import { orders } from '../../../functions/lib/entities/order.ts';
import { sessions } from '../../../functions/lib/entities/session.ts';
import { users } from '../../../functions/lib/entities/user.ts';
import { wallets } from '../../../functions/lib/entities/wallet.ts';
import { newId } from '../../../functions/lib/ids.ts';
import { countOrderAction, isDeletedUser, openAccountAction } from '../../../functions/lib/open-account.ts';
import { moveOrder } from '../../../functions/lib/orders/move-order.ts';
import { hashPassword } from '../../../functions/lib/password.ts';
import { hashToken, type Session } from '../../../functions/lib/session.ts';
import { depositActions } from '../../../functions/lib/wallet/wallet-actions.ts';
import { type WriteAction, writeAll } from '../../../functions/lib/write.ts';
import type { OrderStatus } from '../../../monitoring/dimensions.ts';
import { type EmbeddedShop, PASSWORD, startEmbeddedShop } from '../../support/embedded-shop.ts';
import { NOON } from '../../support/http-event.ts';
import { startTestSession } from '../../support/sign-in.ts';
import { dyingAfter, interrupted } from '../../support/table-calls.ts';

const SAMPLETON = { city: 'Sampleton', postcode: '12345', country: 'NL' };

let shop: EmbeddedShop;
let passwordHash: string;
let email: string;
let userId: string;
let headers: { authorization: string };
let shipping: typeof SAMPLETON & { readonly name: string; readonly street: string };
let count = 0;
beforeAll(async () => {
  shop = await startEmbeddedShop();
  passwordHash = await hashPassword(PASSWORD);
});
beforeEach(async () => {
  await arrive();
});
afterAll(() => shop.stop());

/** Somebody new, with a name, a street and an address that nobody else has. */
async function arrive(): Promise<void> {
  count += 1;
  email = `leaving-${count}@mail.example`;
  shipping = { ...SAMPLETON, name: `Ida ${count} Erasable`, street: `${count} Erasable Lane` };
  const made = await createUser({ email, name: shipping.name, role: 'customer', passwordHash }, NOON);
  if ('refusal' in made) throw new Error(made.refusal);
  userId = made.userId;
  headers = { authorization: await startTestSession(userId) };
}

type Own = { readonly authorization: string };
const login = () => shop.call('POST', '/api/auth/login', { body: { email, password: PASSWORD } });
const leave = (body: object = {}, own: Own = headers) =>
  shop.call('DELETE', '/api/account', { body: { password: PASSWORD, ...body }, headers: own });

async function signIn(): Promise<Own> {
  const { body } = await login();
  return { authorization: `Bearer ${body.token}` };
}

/** The session as a request finds it. */
async function ownSession(): Promise<Session> {
  const { data: user } = await users().get({ id: userId }).go();
  if (!user) throw new Error('The user is gone.');
  const [, token = ''] = headers.authorization.split(' ');
  return { user, userId, role: user.role, tokenHash: hashToken(token), expiresAt: NOON + 3_600_000 };
}

function orderAction(id: string, status: OrderStatus): WriteAction {
  const order = { id, userId, status, totalCents: 1850, currency: 'EUR', lines: [], shipping };
  const details = { paymentMethod: 'card', authorisationId: 'auth_1', createdAt: NOON, trackingNumber: 'T1' } as const;
  return (table) => table.order.create({ ...order, ...details }).commit();
}

/** Places an order as checkout does, as far as the account is concerned. */
async function place(status: OrderStatus): Promise<string> {
  const id = newId('ord', NOON);
  const { committed } = await writeAll([orderAction(id, status), countOrderAction(userId)]);
  if (!committed) throw new Error('The order was refused.');
  return id;
}

const depositing = (amountCents: number) =>
  writeAll([
    openAccountAction(userId),
    ...depositActions({ userId, amountCents, reference: newId('run', NOON), now: NOON }).actions,
  ]);

const balance = async () => (await wallets().get({ userId }).go()).data?.balanceCents;
const ledgerOf = async (name: string) =>
  (await ledgerEntries().query.byUser({ userId: name }).go({ pages: 'all' })).data;
const orderOf = async (id: string) => (await orders().get({ id }).go()).data;

/** Everything in the table, as text. */
async function everything(): Promise<string> {
  const { client, table } = database();
  const { Items, LastEvaluatedKey } = await client.send(new ScanCommand({ TableName: table }));
  expect(LastEvaluatedKey).toBeUndefined();
  return JSON.stringify(Items).toLowerCase();
}

/** What must hold once the account is gone. */
async function expectGone(): Promise<void> {
  const text = await everything();
  const personal = [email, shipping.name, shipping.street, userId.slice('usr_'.length)];
  expect(personal.filter((datum) => text.includes(datum.toLowerCase()))).toEqual([]);
  expect((await login()).status).toBe(401);
  expect((await shop.call('GET', '/api/auth/me', { headers })).status).toBe(401);
}

describe('deleting the account', () => {
  test('leaves nothing that leads to the person, and takes the cookie away', async () => {
    const { id } = await shop.product('mug');
    await shop.call('PUT', `/api/cart/items/${id}`, { body: { quantity: 2 }, headers });
    await signIn();
    const { status, setCookies } = await leave();
    expect(status).toBe(204);
    expect(setCookies[0]).toMatch(/^__Host-session=;.*Max-Age=0/);
    await expectGone();
  });

  test('keeps orders and ledger as they were, all under one other name', async () => {
    const ids = await Promise.all((['delivered', 'cancelled', 'refunded'] as const).map(place));
    await depositing(5000);
    await depositing(1234);
    const before = await ledgerOf(userId);
    expect((await leave({ forfeitBalanceCents: 6234 })).status).toBe(204);
    await expectGone();
    const kept = await Promise.all(ids.map(orderOf));
    const alias = String(kept[0]?.userId);
    expect(isDeletedUser(alias)).toBe(true);
    for (const order of kept) {
      expect(order).toMatchObject({ userId: alias, totalCents: 1850, authorisationId: 'auth_1' });
      expect(order).not.toHaveProperty('shipping');
      expect(order).not.toHaveProperty('trackingNumber');
    }
    const after = await ledgerOf(alias);
    const forfeit = { movement: 'forfeit', amountCents: -6234 };
    const expected = [...before.map((entry) => ({ ...entry, userId: alias })), expect.objectContaining(forfeit)];
    expect(after).toHaveLength(3);
    expect(after).toEqual(expect.arrayContaining(expected));
    expect(await orders().query.byUser({ userId: alias }).go()).toMatchObject({ data: { length: 3 } });
  });

  test('needs the password', async () => {
    const { status, body } = await leave({ password: 'a guess' });
    expect(status).toBe(403);
    expect(body.type).toBe('urn:problem:wrong-password');
    expect((await login()).status).toBe(200);
  });

  test.each([
    ['no password', { password: undefined }, 'password'],
    ['credit below nothing', { forfeitBalanceCents: -1 }, 'forfeitBalanceCents'],
    ['half a cent', { forfeitBalanceCents: 0.5 }, 'forfeitBalanceCents'],
  ])('with %s is refused', async (_, wrong, path) => {
    const { status, body } = await leave(wrong);
    expect(status).toBe(400);
    expect(body.errors).toMatchObject([{ path }]);
  });

  test.each(['created', 'paid', 'shipped'] as const)('waits for an order that is %s', async (status) => {
    const id = await place(status);
    const answer = await leave();
    expect(answer.status).toBe(409);
    expect(answer.body).toMatchObject({ type: 'urn:problem:orders-open', openOrders: 1 });
    expect(await orderOf(id)).toMatchObject({ userId, shipping });
    expect((await depositing(100)).committed).toBe(true);
  });

  test.each([undefined, 0, 499, 501])('with 500 cents of credit needs to name them, not %s', async (named) => {
    await depositing(500);
    const { status, body } = await leave(named === undefined ? {} : { forfeitBalanceCents: named });
    expect(status).toBe(409);
    expect(body).toMatchObject({ type: 'urn:problem:wallet-not-empty', balanceCents: 500 });
    expect(await balance()).toBe(500);
  });

  test('with credit named that there is none of succeeds: nothing is lost', async () => {
    expect((await leave({ forfeitBalanceCents: 500 })).status).toBe(204);
    await expectGone();
  });

  test.each(['viewer', 'admin'] as const)('is nothing for a user who is %s', async (role) => {
    await users().patch({ id: userId }).set({ role }).go();
    expect(await leave()).toMatchObject({ status: 409, body: { type: 'urn:problem:has-role' } });
  });

  test('frees the address for somebody new, who finds nothing of before', async () => {
    await place('delivered');
    await leave();
    const again = await shop.register(email);
    expect((await shop.call('GET', '/api/orders', { headers: again })).body).toMatchObject({ orders: [] });
  });

  test('with more sessions than are looked at in one go is complete', async () => {
    const session = { userId, epoch: 0, createdAt: NOON, expiresAt: NOON / 1000 };
    await sessions()
      .put(Array.from({ length: 420 }, (_, n) => ({ ...session, tokenHash: `${n}` })))
      .go();
    await deleteAccount(await ownSession(), { forfeitBalanceCents: 0, now: NOON, measured: () => 0 });
    await expectGone();
  });

  test('of more orders and entries than fit into one step is complete', async () => {
    await Promise.all(Array.from({ length: 13 }, () => writeAll([orderAction(newId('ord', NOON), 'delivered')])));
    for (let n = 0; n < 43; n++) await depositing(1);
    expect((await leave({ forfeitBalanceCents: 43 })).status).toBe(204);
    await expectGone();
  });
});

describe('meanwhile', () => {
  const closing = /"del_/;

  test('an order that is placed between the look at the orders and the closing stops the deletion', async () => {
    const answer = await interrupted(
      /^TransactWrite/,
      closing,
      () => place('paid'),
      () => leave(),
    );
    expect(answer.status).toBe(409);
    expect((await users().get({ id: userId }).go()).data?.closing).toBeUndefined();
    expect(await leave()).toMatchObject({ status: 409, body: { type: 'urn:problem:orders-open' } });
  });

  test('money that comes in between the look at the wallet and the closing stops the deletion', async () => {
    const answer = await interrupted(
      /^TransactWrite/,
      closing,
      () => depositing(700),
      () => leave(),
    );
    expect(answer.status).toBe(409);
    expect(await balance()).toBe(700);
    expect((await depositing(100)).committed).toBe(true);
  });

  test('no order and no deposit gets through once the account is closed', async () => {
    await place('delivered');
    const late: boolean[] = [];
    const answer = await interrupted(
      /^TransactWrite|^Update/,
      /trackingNumber/,
      async () => {
        const id = newId('ord', NOON);
        late.push((await writeAll([orderAction(id, 'paid'), countOrderAction(userId)])).committed);
        late.push((await depositing(100)).committed);
      },
      () => leave(),
    );
    expect(late).toEqual([false, false]);
    expect(answer.status).toBe(204);
    await expectGone();
  });

  test('an order that the index does not list yet is waited for', async () => {
    await users().patch({ id: userId }).add({ orders: 1 }).go();
    const { status, headers: answered, body } = await leave();
    expect(status).toBe(503);
    expect(answered['retry-after']).toBe('1');
    expect(body.type).toBe('urn:problem:busy');
  });

  test('a refund that comes before the order has lost its name must be given up, too; a later one is a conflict', async () => {
    const id = await place('delivered');
    const order = await orderOf(id);
    if (!order) throw new Error('The order is gone.');
    const refund = () => moveOrder(order, 'refunded', { now: NOON, actor: 'admin' });
    const answer = await interrupted(/^TransactWrite|^Update/, /trackingNumber/, refund, () => leave());
    expect(answer).toMatchObject({ status: 409, body: { type: 'urn:problem:wallet-not-empty', balanceCents: 1850 } });
    expect((await leave({ forfeitBalanceCents: 1850 })).status).toBe(204);
    await expectGone();
    expect(await refund()).toBe('conflict');
  });

  test('a session that is begun does not outlive it', async () => {
    const answer = await interrupted(
      /^TransactWrite/,
      /"epoch"/,
      () => leave(),
      () => login(),
    );
    expect(answer.status).toBe(409);
    await expectGone();
  });

  test('a session that is begun after all others were deleted does not outlive it either', async () => {
    const answers: number[] = [];
    const begin = async () => answers.push((await login()).status);
    expect((await interrupted(/^TransactWrite/, /"Delete".*credential/, begin, () => leave())).status).toBe(204);
    expect(answers).toEqual([200]);
    await expectGone();
  });

  test('the cart of a guest who signs in is not added to an account that is gone', async () => {
    const { id } = await shop.product('mug');
    const origin = { origin: 'https://shop.example' };
    const { cookies } = await shop.call('PUT', `/api/cart/items/${id}`, { body: { quantity: 1 } });
    const guest = { ...origin, cookie: cookies.join('; ') };
    const enter = () => shop.call('POST', '/api/auth/login', { body: { email, password: PASSWORD }, headers: guest });
    const answer = await interrupted(
      /^TransactWrite/,
      /guest-/,
      () => leave(),
      () => enter(),
    );
    expect(answer.status).toBe(409);
    await expectGone();
    expect((await shop.call('GET', '/api/cart', { headers: guest })).body).toMatchObject({ lines: [{ quantity: 1 }] });
  });

  test('being promoted stops it', async () => {
    const promote = () => users().patch({ id: userId }).set({ role: 'admin' }).go();
    expect((await interrupted(/^TransactWrite/, closing, promote, () => leave())).status).toBe(409);
    expect((await users().get({ id: userId }).go()).data?.role).toBe('admin');
  });

  test('two or more at once, from several sessions, delete it once', async () => {
    for (const status of ['delivered', 'cancelled', 'delivered'] as const) await place(status);
    await depositing(300);
    await depositing(200);
    const others = await Promise.all([signIn(), signIn()]);
    const answers = await Promise.all([headers, ...others].map((own) => leave({ forfeitBalanceCents: 500 }, own)));
    expect(answers.map(({ status }) => status)).toContain(204);
    for (const { status } of answers) expect([204, 401, 403, 409]).toContain(status);
    await expectGone();
    const { data } = await ledgerEntries().scan.go({ pages: 'all' });
    const sums = new Map<string, number>();
    for (const { userId: name, amountCents } of data) sums.set(name, (sums.get(name) ?? 0) + amountCents);
    for (const [name, sum] of sums) if (isDeletedUser(name)) expect(sum).toBe(0);
  });
});

test('a process that dies at whichever write leaves an account that can be asked for again, and is then deleted', async () => {
  for (let writes = 0; ; writes++) {
    await arrive();
    await place('delivered');
    await place('refunded');
    await depositing(500);
    const { died } = await dyingAfter(writes, () => leave({ forfeitBalanceCents: 500 }));
    if (!died) return expectGone();
    const again = await login();
    if (again.status !== 401) {
      const own = { authorization: `Bearer ${again.body.token}` };
      expect((await leave({ forfeitBalanceCents: (await balance()) ?? 0 }, own)).status).toBe(204);
    }
    await expectGone();
  }
});

test('what takes too long for one request is gone on with by the next', async () => {
  await Promise.all(Array.from({ length: 12 }, () => writeAll([orderAction(newId('ord', NOON), 'delivered')])));
  const session = await ownSession();
  let time = 0;
  // Every look at this clock takes three seconds.
  const measured = () => (time += 3000);
  await expect(deleteAccount(session, { forfeitBalanceCents: 0, now: NOON, measured })).rejects.toMatchObject({
    status: 503,
    options: { code: 'not-finished' },
  });
  expect((await orders().query.byUser({ userId }).go()).data.length).toBeLessThan(12);
  expect((await leave()).status).toBe(204);
  await expectGone();
});
