import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { sessions } from '../../../functions/lib/entities/session.ts';
import { users } from '../../../functions/lib/entities/user.ts';
import { type EmbeddedShop, PASSWORD, startEmbeddedShop } from '../../support/embedded-shop.ts';
import { interrupted } from '../../support/table-calls.ts';

const NEW_PASSWORD = 'staple battery horse';

let shop: EmbeddedShop;
let email: string;
let headers: { authorization: string };
let count = 0;
beforeAll(async () => {
  shop = await startEmbeddedShop();
});
beforeEach(async () => {
  count += 1;
  email = `owner-${count}@mail.example`;
  headers = await shop.register(email);
});
afterAll(() => shop.stop());

const login = (password = PASSWORD) => shop.call('POST', '/api/auth/login', { body: { email, password } });
const isSignedIn = async (own: Record<string, string>) =>
  (await shop.call('GET', '/api/auth/me', { headers: own })).status === 200;
const changePassword = (body: unknown, own: Record<string, string> = headers) =>
  shop.call('PUT', '/api/account/password', { body, headers: own });
const signOutEverywhere = () => shop.call('POST', '/api/account/sign-out-everywhere', { headers });

async function signIn(): Promise<{ authorization: string }> {
  const { status, body } = await login();
  expect(status).toBe(200);
  return { authorization: `Bearer ${body.token}` };
}

async function ownId(): Promise<string> {
  const { body } = await shop.call<{ user: { id: string } }>('GET', '/api/auth/me', { headers });
  return body.user.id;
}

const sessionCount = async (userId: string) => (await sessions().query.byToken({ userId }).go()).data.length;

async function startManySessions(userId: string, count: number): Promise<void> {
  const session = { userId, epoch: 0, createdAt: 0, expiresAt: 0 };
  await sessions()
    .put(Array.from({ length: count }, (_, n) => ({ ...session, tokenHash: `${n}` })))
    .go();
}

describe('the name', () => {
  test('can be changed, and is trimmed', async () => {
    const { status, body } = await shop.call('PUT', '/api/account', { body: { name: '  Ida Example ' }, headers });
    expect(status).toBe(200);
    expect(body.user).toMatchObject({ email, name: 'Ida Example', role: 'customer' });
    expect((await shop.call('GET', '/api/auth/me', { headers })).body).toEqual(body);
  });

  test.each([
    ['none', {}],
    ['one that is too long', { name: 'x'.repeat(101) }],
    ['one that is no text', { name: { first: 'Ida' } }],
  ])('is not changed into %s', async (_, body) => {
    expect((await shop.call('PUT', '/api/account', { body, headers })).status).toBe(400);
  });

  test('changes neither role nor anything else that is sent along', async () => {
    const body = { name: 'Ida', role: 'admin', email: 'other@mail.example', id: 'usr_other', locked: false };
    expect((await shop.call('PUT', '/api/account', { body, headers })).body.user).toMatchObject({
      email,
      role: 'customer',
    });
  });

  test('of an account that is deleted meanwhile is a matter of signing in, and makes no new user', async () => {
    const id = await ownId();
    const meanwhile = () => users().delete({ id }).go();
    const change = () => shop.call('PUT', '/api/account', { body: { name: 'Ida' }, headers });
    expect((await interrupted(/^Update/, /Ida/, meanwhile, change)).status).toBe(401);
    expect((await users().get({ id }).go()).data).toBeNull();
  });
});

describe('the password', () => {
  test('once changed is the only one that signs in', async () => {
    expect((await changePassword({ currentPassword: PASSWORD, newPassword: NEW_PASSWORD })).status).toBe(204);
    expect((await login(PASSWORD)).status).toBe(401);
    expect((await login(NEW_PASSWORD)).status).toBe(200);
  });

  test('ends every other session with its change, and this one goes on', async () => {
    const other = await signIn();
    await changePassword({ currentPassword: PASSWORD, newPassword: NEW_PASSWORD });
    expect(await isSignedIn(other)).toBe(false);
    expect(await isSignedIn(headers)).toBe(true);
    expect(await sessionCount(await ownId())).toBe(1);
  });

  test('is not changed by whoever does not know it', async () => {
    const { status, body } = await changePassword({ currentPassword: 'a guess', newPassword: NEW_PASSWORD });
    expect(status).toBe(403);
    expect(body.type).toBe('urn:problem:wrong-password');
    expect((await login(PASSWORD)).status).toBe(200);
  });

  test('cannot be guessed here more often than at the door, and what is guessed here counts there', async () => {
    const guess = () => changePassword({ currentPassword: 'a guess', newPassword: NEW_PASSWORD });
    const statuses = (await Promise.all(Array.from({ length: 12 }, guess))).map(({ status }) => status);
    expect(statuses.sort()).toEqual([...Array(10).fill(403), 429, 429]);
    expect((await login()).status).toBe(429);
  });

  test.each([
    ['without the old one', { newPassword: NEW_PASSWORD }, 'currentPassword'],
    ['into one that is too short', { currentPassword: PASSWORD, newPassword: '123456789' }, 'newPassword'],
    ['into one without end', { currentPassword: PASSWORD, newPassword: 'x'.repeat(201) }, 'newPassword'],
  ])('is not changed %s', async (_, body, path) => {
    const answer = await changePassword(body);
    expect(answer.status).toBe(400);
    expect(answer.body.errors).toMatchObject([{ path }]);
  });

  test('that is right counts for nothing, so that it can be changed as often as one likes', async () => {
    const again = () => changePassword({ currentPassword: PASSWORD, newPassword: PASSWORD });
    const answers = [await again(), await again()];
    expect(answers.map(({ status }) => status)).toEqual([204, 204]);
    expect(answers.map(({ headers: answered }) => answered.ratelimit)).toEqual(Array(2).fill('"login";r=9;t=900'));
  });

  test('changed twice at once is changed once', async () => {
    const other = await signIn();
    const change = (own: typeof headers, newPassword: string) =>
      changePassword({ currentPassword: PASSWORD, newPassword }, own);
    const answers = await Promise.all([change(headers, 'first new password'), change(other, 'second new password')]);
    expect(answers.map(({ status }) => status).sort()).toEqual([204, 409]);
    const [first, second] = await Promise.all([login('first new password'), login('second new password')]);
    expect([first.status, second.status]).toEqual(answers[0]?.status === 204 ? [200, 401] : [401, 200]);
  });

  test('that changes while somebody signs in with the old one gives them no session', async () => {
    const change = () => changePassword({ currentPassword: PASSWORD, newPassword: NEW_PASSWORD });
    const answer = await interrupted(/^TransactWrite/, /"epoch"/, change, () => login());
    expect(answer.status).toBe(409);
    expect(answer.setCookies).toEqual([]);
    expect(await sessionCount(await ownId())).toBe(1);
  });
});

describe('signing out everywhere', () => {
  test('ends every session and takes the cookie away', async () => {
    const all = [headers, await signIn(), await signIn()];
    const id = await ownId();
    const { status, setCookies } = await signOutEverywhere();
    expect(status).toBe(204);
    expect(setCookies[0]).toMatch(/^__Host-session=;.*Max-Age=0/);
    for (const own of all) expect(await isSignedIn(own)).toBe(false);
    expect(await sessionCount(id)).toBe(0);
  });

  test('ends them all at once: none goes on when the process dies right after', async () => {
    const other = await signIn();
    const id = await ownId();
    await users().patch({ id }).add({ sessionEpoch: 1 }).go();
    expect(await sessionCount(id)).toBe(2);
    expect(await isSignedIn(other)).toBe(false);
    expect((await login()).status).toBe(200);
  });

  test('ends more sessions than are deleted at a time', async () => {
    const userId = await ownId();
    await startManySessions(userId, 60);
    await signOutEverywhere();
    expect(await sessionCount(userId)).toBe(0);
  });

  test('ends more sessions than one request deletes', async () => {
    const other = await signIn();
    await startManySessions(await ownId(), 220);
    expect((await signOutEverywhere()).status).toBe(204);
    expect([await isSignedIn(headers), await isSignedIn(other)]).toEqual([false, false]);
  });

  test.each<[string, () => Promise<unknown>]>([
    ['signing out everywhere', signOutEverywhere],
    ['changing the password', () => changePassword({ currentPassword: PASSWORD, newPassword: NEW_PASSWORD })],
  ])('by %s leaves alone who signs in right after', async (_, end) => {
    const password = end === signOutEverywhere ? PASSWORD : NEW_PASSWORD;
    const begun: Record<string, string>[] = [];
    const meanwhile = async () => begun.push({ authorization: `Bearer ${(await login(password)).body.token}` });
    await interrupted(/^Query/, /session/, meanwhile, end);
    expect(await Promise.all(begun.map(isSignedIn))).toEqual([true]);
  });

  test('while somebody signs in gives them no session', async () => {
    const answer = await interrupted(/^TransactWrite/, /"epoch"/, signOutEverywhere, () => login());
    expect(answer.status).toBe(409);
    expect(answer.body.type).toBe('urn:problem:ended');
    expect((await login()).status).toBe(200);
  });
});

describe('a locked user', () => {
  beforeEach(async () => {
    await users()
      .patch({ id: await ownId() })
      .set({ locked: true })
      .go();
  });

  test('is out at once', async () => {
    expect(await isSignedIn(headers)).toBe(false);
  });

  test('is told so when they sign in, and nobody else is', async () => {
    const { status, body } = await login();
    expect(status).toBe(403);
    expect(body.type).toBe('urn:problem:locked');
    expect((await login('a guess')).body.type).toBe('urn:problem:credentials');
  });

  test('is back once they are unlocked', async () => {
    const [found] = (
      await users()
        .scan.where(({ email: own }, { eq }) => eq(own, email))
        .go({ pages: 'all' })
    ).data;
    await users()
      .patch({ id: String(found?.id) })
      .set({ locked: false })
      .go();
    expect((await login()).status).toBe(200);
  });
});

test('a user who is locked while they sign in gets no session', async () => {
  const id = await ownId();
  const lock = () => users().patch({ id }).set({ locked: true }).go();
  expect((await interrupted(/^TransactWrite/, /"epoch"/, lock, () => login())).status).toBe(409);
});

test('a role is the present one in every session', async () => {
  await users()
    .patch({ id: await ownId() })
    .set({ role: 'viewer' })
    .go();
  expect((await shop.call('GET', '/api/auth/me', { headers })).body.user).toMatchObject({ role: 'viewer' });
});
