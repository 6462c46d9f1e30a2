import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { AdminUserView } from '../../../functions/admin/read-users.ts';
import { sessions } from '../../../functions/lib/entities/session.ts';
import { users } from '../../../functions/lib/entities/user.ts';
import { newId } from '../../../functions/lib/ids.ts';
import { type EmbeddedShop, PASSWORD, type ShopAnswer, startEmbeddedShop } from '../../support/embedded-shop.ts';
import { NOON } from '../../support/http-event.ts';
import { signInAs, startTestSession } from '../../support/sign-in.ts';
import { interrupted } from '../../support/table-calls.ts';
import { audited } from './audited.ts';

type Body = { user: AdminUserView };
type Person = { readonly userId: string; readonly authorization: string };

let shop: EmbeddedShop;
let admin: Person;
let person: Person;

beforeAll(async () => {
  shop = await startEmbeddedShop();
});
beforeEach(async () => {
  [admin, person] = await Promise.all([signInAs('admin'), signInAs('customer')]);
});
afterAll(() => shop.stop());

function put(what: 'role' | 'lock', id: string, body: object, by = admin): Promise<ShopAnswer<Body>> {
  return shop.call('PUT', `/api/admin/users/${id}/${what}`, { headers: { authorization: by.authorization }, body });
}

async function isSignedIn({ authorization }: Pick<Person, 'authorization'>): Promise<boolean> {
  return (await shop.call('GET', '/api/auth/me', { headers: { authorization } })).status === 200;
}

describe('the list of users', () => {
  type List = { users: AdminUserView[]; nextCursor: string | null };
  const list = (query: string) =>
    shop.call<List>('GET', `/api/admin/users${query}`, { headers: { authorization: admin.authorization } });

  test('pages through all of them, newest first, each once', async () => {
    const ids: string[] = [];
    let cursor: string | null = null;
    do {
      const { body }: ShopAnswer<List> = await list(`?limit=2${cursor === null ? '' : `&cursor=${cursor}`}`);
      ids.push(...body.users.map(({ id }) => id));
      cursor = body.nextCursor;
    } while (cursor !== null);
    const { data } = await users().query.all({ directory: 'all' }).go({ pages: 'all' });
    expect(ids).toEqual(
      data
        .map(({ id }) => id)
        .sort()
        .reverse(),
    );
  });

  test('finds the one of an address, however it is written, and nobody for another', async () => {
    await shop.register('Nora.Long@mail.example');
    const { body } = await list('?email=nora.long%40MAIL.example');
    expect(body).toEqual({
      users: [
        {
          id: expect.stringMatching(/^usr_/),
          email: 'nora.long@mail.example',
          name: '',
          role: 'customer',
          locked: false,
          createdAt: '2026-06-01T12:00:00.000Z',
        },
      ],
      nextCursor: null,
    });
    expect((await list('?email=nobody%40mail.example')).body).toEqual({ users: [], nextCursor: null });
  });

  test.each(['?limit=0', '?limit=x', '?cursor=usr_1', '?email=nora'])('%s is refused', async (query) => {
    expect((await list(query)).status).toBe(400);
  });
});

describe('a role', () => {
  test('is given, ends all sessions of the user, and is told in the audit log', async () => {
    const second = { authorization: await startTestSession(person.userId) };
    const { status, body } = await put('role', person.userId, { role: 'viewer' });
    expect(status).toBe(200);
    expect(body.user).toMatchObject({ id: person.userId, role: 'viewer', locked: false });
    expect([await isSignedIn(person), await isSignedIn(second)]).toEqual([false, false]);
    const { data } = await sessions().query.byToken({ userId: person.userId }).go({ consistent: true });
    expect(data).toEqual([]);
    expect(await audited(person.userId)).toEqual([
      { action: 'user.role', details: { role: { from: 'customer', to: 'viewer' } } },
    ]);
  });

  test('that the user has already changes and tells nothing', async () => {
    expect((await put('role', person.userId, { role: 'customer' })).status).toBe(200);
    expect(await isSignedIn(person)).toBe(true);
    expect(await audited(person.userId)).toEqual([]);
  });

  test('that is asked for by two admins at once is given by one of them, or by both to the same end', async () => {
    const other = await signInAs('admin');
    const answers = await Promise.all([
      put('role', person.userId, { role: 'viewer' }),
      put('role', person.userId, { role: 'admin' }, other),
    ]);
    const told = (await audited(person.userId)).map(({ details }) => details);
    expect(told).toHaveLength(answers.filter(({ status }) => status === 200).length);
    for (const { status } of answers) expect([200, 409]).toContain(status);
  });
});

describe('a lock', () => {
  test('ends all sessions and keeps the user out until it is taken away', async () => {
    const credentials = { email: 'locked@mail.example', password: PASSWORD };
    const signedUp = await shop.register(credentials.email);
    const { body } = await shop.call<Body>('GET', '/api/auth/me', { headers: signedUp });
    const { id } = body.user;
    const logIn = () => shop.call('POST', '/api/auth/login', { body: credentials });

    expect((await put('lock', id, { locked: true })).body.user.locked).toBe(true);
    expect(await isSignedIn(signedUp)).toBe(false);
    expect((await logIn()).status).toBe(403);
    expect((await put('lock', id, { locked: false })).body.user.locked).toBe(false);
    expect((await logIn()).status).toBe(200);
    expect((await audited(id)).map(({ action }) => action).sort()).toEqual(['user.lock', 'user.unlock']);
  });

  test('that is there already changes and tells nothing', async () => {
    await put('lock', person.userId, { locked: true });
    expect((await put('lock', person.userId, { locked: true })).status).toBe(200);
    expect(await audited(person.userId)).toHaveLength(1);
  });
});

describe('a user who', () => {
  const epochOf = async () => (await users().get({ id: person.userId }).go({ consistent: true })).data?.sessionEpoch;

  test('is locked by two at once is locked once, and told so once', async () => {
    const other = await signInAs('admin');
    const lock = (by: Person) => put('lock', person.userId, { locked: true }, by);
    const answer = await interrupted(
      /^TransactWrite/,
      /user\.lock/,
      () => lock(other),
      () => lock(admin),
    );
    expect(answer).toMatchObject({ status: 409, body: { type: 'urn:problem:edited-meanwhile' } });
    expect(await audited(person.userId)).toEqual([{ action: 'user.lock', details: null }]);
    expect(await epochOf()).toBe(1);
  });

  test('is deleting their account gets no role: it would go with them, were it the last admin’s', async () => {
    await users()
      .patch({ id: person.userId })
      .set({ closing: newId('del', NOON) })
      .go();
    const refused = await put('role', person.userId, { role: 'admin' });
    expect(refused).toMatchObject({ status: 409, body: { type: 'urn:problem:being-deleted' } });
    expect((await users().get({ id: person.userId }).go({ consistent: true })).data?.role).toBe('customer');
    expect(await audited(person.userId)).toEqual([]);
    expect((await put('lock', person.userId, { locked: true })).status).toBe(200);
  });

  test('begins to delete their account at that moment gets no role either', async () => {
    const close = () =>
      users()
        .patch({ id: person.userId })
        .set({ closing: newId('del', NOON) })
        .go();
    const promote = () => put('role', person.userId, { role: 'admin' });
    const answer = await interrupted(/^TransactWrite/, /user\.role/, close, promote);
    expect(answer.status).toBe(409);
    expect((await users().get({ id: person.userId }).go({ consistent: true })).data?.role).toBe('customer');
  });
});

describe('there always is an admin:', () => {
  test.each<['role' | 'lock', object]>([
    ['role', { role: 'customer' }],
    ['lock', { locked: true }],
  ])('nobody does this to themself: %s', async (what, body) => {
    const refused = await put(what, admin.userId, body);
    expect(refused).toMatchObject({ status: 409, body: { type: 'urn:problem:own-account' } });
    expect(await isSignedIn(admin)).toBe(true);
  });

  test.each<['role' | 'lock', object]>([
    ['role', { role: 'customer' }],
    ['lock', { locked: true }],
  ])('of two who do this to each other at once, one remains: %s', async (what, body) => {
    const other = await signInAs('admin');
    const answers = await Promise.all([put(what, other.userId, body), put(what, admin.userId, body, other)]);
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    const left = await Promise.all(
      [admin, other].map(({ userId: id }) => users().get({ id }).go({ consistent: true })),
    );
    expect(left.filter(({ data }) => data?.role === 'admin' && data.locked !== true)).toHaveLength(1);
  });
});

describe('a request is refused', () => {
  test.each<[string, 'role' | 'lock', object]>([
    ['for a role that there is not', 'role', { role: 'owner' }],
    ['without a role', 'role', {}],
    ['for a lock that is neither on nor off', 'lock', { locked: 'yes' }],
  ])('%s', async (_, what, body) => {
    expect((await put(what, person.userId, body)).status).toBe(400);
  });

  test.each(['some', newId('usr', NOON)])('for nobody: %s', async (id) => {
    expect((await put('role', id, { role: 'viewer' })).status).toBe(404);
    expect((await put('lock', id, { locked: true })).status).toBe(404);
    const { authorization } = admin;
    expect((await shop.call('GET', `/api/admin/users/${id}`, { headers: { authorization } })).status).toBe(404);
  });
});

test('nothing personal of a user is told in logs or the audit log', async () => {
  shop.output.clear();
  await shop.register('quiet.person@mail.example');
  const found = await shop.call<{ users: AdminUserView[] }>('GET', '/api/admin/users?email=quiet.person@mail.example', {
    headers: { authorization: admin.authorization },
  });
  const id = found.body.users[0]?.id ?? '';
  await put('role', id, { role: 'viewer' });
  expect(JSON.stringify(await audited(id))).not.toContain('quiet.person');
  expect(shop.output.text()).not.toContain('quiet.person');
  expect(shop.output.text()).not.toContain(id);
});
