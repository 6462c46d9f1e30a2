import { ScanCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { database } from '../../../functions/lib/database.ts';
import { type EmbeddedShop, PASSWORD, startEmbeddedShop } from '../../support/embedded-shop.ts';
import { NOON } from '../../support/http-event.ts';
import { metricDimensions, metricValues } from '../../support/metric-values.ts';
import { tableCalls } from '../../support/table-calls.ts';

const DAY = 24 * 3600 * 1000;
let shop: EmbeddedShop;
let email: string;
let count = 0;
beforeAll(async () => {
  shop = await startEmbeddedShop();
});
beforeEach(() => {
  count += 1;
  email = `customer-${count}@mail.example`;
});
afterAll(() => shop.stop());

const register = (body: unknown) => shop.call('POST', '/api/auth/register', { body });
const login = (body: unknown) => shop.call('POST', '/api/auth/login', { body });
const me = (headers: Record<string, string>, now = NOON) => shop.call('GET', '/api/auth/me', { headers, now });

describe('registering', () => {
  test('makes a customer and signs them in, by cookie and by token', async () => {
    const { status, body, cookies, setCookies } = await register({ email, password: PASSWORD, name: 'Ida' });
    expect(status).toBe(201);
    expect(body.user).toEqual({ id: expect.stringMatching(/^usr_/), email, name: 'Ida', role: 'customer' });
    expect((await me({ authorization: `Bearer ${body.token}` })).body).toEqual({ user: body.user });
    expect((await me({ cookie: cookies.join('; ') })).body).toEqual({ user: body.user });
    expect(setCookies[0]).toMatch(/^__Host-session=/);
    for (const attribute of ['HttpOnly', 'Secure', 'SameSite=Lax', 'Path=/'])
      expect(setCookies[0]).toContain(attribute);
  });

  test('an address can be taken once, whatever its case', async () => {
    await shop.register(email);
    expect((await register({ email: email.toUpperCase(), password: PASSWORD })).status).toBe(409);
  });

  test('of two at the same time with one address, one gets it', async () => {
    const answers = await Promise.all([1, 2, 3].map(() => register({ email, password: PASSWORD })));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409]);
  });

  test.each([
    ['a password of nine characters', { password: '123456789' }, 'password'],
    ['a password without end', { password: 'x'.repeat(201) }, 'password'],
    ['something that is no address', { email: 'nobody' }, 'email'],
    ['no address', { email: undefined }, 'email'],
    ['a name that is too long', { name: 'x'.repeat(101) }, 'name'],
    ['a name that is no text', { name: 7 }, 'name'],
  ])('%s is refused by name and rule, without quoting it', async (_, wrong, path) => {
    const { status, body, text } = await register({ email, password: PASSWORD, ...wrong });
    expect(status).toBe(400);
    expect(body.errors).toEqual([{ path, message: expect.stringMatching(/^(must|is required$)/) }]);
    for (const value of Object.values(wrong)) if (value !== undefined) expect(text).not.toContain(`"${value}"`);
  });

  test('nobody can choose their role', async () => {
    const { body } = await register({ email, password: PASSWORD, role: 'admin' });
    expect(body.user).toMatchObject({ role: 'customer' });
  });
});

describe('signing in', () => {
  test('gives a session of its own', async () => {
    await shop.register(email);
    const { status, body } = await login({ email, password: PASSWORD });
    expect(status).toBe(200);
    expect(body.user).toMatchObject({ email });
    expect((await me({ authorization: `Bearer ${body.token}` })).status).toBe(200);
  });

  test('a wrong password and an unknown address get the same answer', async () => {
    await shop.register(email);
    const wrong = await login({ email, password: 'not the password' });
    const unknown = await login({ email: `un${email}`, password: PASSWORD });
    expect(wrong.status).toBe(401);
    expect({ ...unknown.body, requestId: '' }).toEqual({ ...wrong.body, requestId: '' });
  });

  test('a wrong password and an unknown address take the same calls of the table', async () => {
    await shop.register(email);
    const calls = (address: string) => tableCalls(() => login({ email: address, password: 'not the password' }));
    const known = await calls(email);
    expect(known.length).toBeGreaterThan(0);
    expect(await calls(`un${email}`)).toEqual(known);
  });

  test('the first admin signs in with the generated password', async () => {
    const { body } = await login(shop.admin);
    expect(body.user).toMatchObject({ role: 'admin' });
  });
});

describe('wrong passwords', () => {
  const wrong = (now = NOON) =>
    shop.call('POST', '/api/auth/login', { body: { email, password: 'not the password' }, now });
  const right = (now = NOON) => shop.call('POST', '/api/auth/login', { body: { email, password: PASSWORD }, now });
  const statuses = async (calls: readonly Promise<{ status: number }>[]) =>
    (await Promise.all(calls)).map(({ status }) => status).sort();

  test('are ten in a quarter of an hour, at once or one by one; then even the right one waits', async () => {
    await shop.register(email);
    expect(await statuses(Array.from({ length: 12 }, () => wrong()))).toEqual([...Array(10).fill(401), 429, 429]);
    const { status, headers, body } = await right(NOON + 60_000);
    expect(status).toBe(429);
    expect(body.type).toBe('urn:problem:too-many');
    expect(headers).toMatchObject({ 'retry-after': '840', ratelimit: '"login";r=0;t=840' });
    expect((await right(NOON + 15 * 60_000)).status).toBe(200);
  });

  test('that an address without an account gets are as many', async () => {
    expect(await statuses(Array.from({ length: 11 }, () => wrong()))).toEqual([...Array(10).fill(401), 429]);
  });

  test('are those of the address, however it is written', async () => {
    const shouted = () => shop.call('POST', '/api/auth/login', { body: { email: email.toUpperCase(), password: 'x' } });
    await Promise.all(Array.from({ length: 10 }, shouted));
    expect((await wrong()).status).toBe(429);
  });

  test('are all that counts: who knows the password signs in as often as they like', async () => {
    await shop.register(email);
    for (let n = 0; n < 11; n++) expect((await right()).status).toBe(200);
  });

  test('do not hold up anybody else', async () => {
    await Promise.all(Array.from({ length: 11 }, () => wrong()));
    await shop.register(`other-${email}`);
    const other = { email: `other-${email}`, password: PASSWORD };
    expect((await login(other)).status).toBe(200);
  });
});

describe('what is counted', () => {
  test('is each account that was made', async () => {
    shop.output.clear();
    await register({ email, password: PASSWORD });
    await register({ email, password: PASSWORD });
    await register({ email, password: 'short' });
    expect(metricValues(shop.output, 'Registrations')).toEqual([1]);
  });

  test('is each sign-in by its result, those that were turned away among the failed', async () => {
    await shop.register(email);
    shop.output.clear();
    await login({ email, password: PASSWORD });
    await Promise.all(Array.from({ length: 11 }, () => login({ email, password: 'not the password' })));
    await login({ email: 'nobody' });
    const failed = Array(11).fill({ Result: 'failed' });
    expect(metricDimensions(shop.output, 'Logins')).toEqual([{ Result: 'succeeded' }, ...failed]);
    expect(metricValues(shop.output, 'Logins')).toEqual(Array(12).fill(1));
  });
});

describe('a session', () => {
  test('by cookie is one that no script reads, no other site’s write carries, and HTTPS alone takes', async () => {
    const { setCookies } = await register({ email, password: PASSWORD });
    const [session = ''] = setCookies;
    const [pair, ...attributes] = session.split('; ');
    expect(pair).toMatch(/^__Host-session=[0-9A-Z]{26}\.[\w-]{43}$/);
    expect(attributes.sort()).toEqual(['HttpOnly', `Max-Age=${14 * 24 * 3600}`, 'Path=/', 'SameSite=Lax', 'Secure']);
  });

  test('is known to the table by its hash alone', async () => {
    const { body } = await register({ email, password: PASSWORD });
    const { client, table } = database();
    const { Items } = await client.send(new ScanCommand({ TableName: table }));
    expect(JSON.stringify(Items)).not.toContain(String(body.token).split('.')[1]);
  });

  test('of somebody else is not reached by naming them: user and secret belong together', async () => {
    const [own, other] = await Promise.all([email, `other-${email}`].map((each) => shop.register(each)));
    const [, secret] = String(own?.authorization).split('.');
    const [ulid] = String(other?.authorization).split('.');
    expect((await me({ authorization: `${ulid}.${secret}` })).status).toBe(401);
  });

  test('lasts fourteen days and not a moment longer', async () => {
    const headers = await shop.register(email);
    expect((await me(headers, NOON + 14 * DAY - 1000)).status).toBe(200);
    expect((await me(headers, NOON + 14 * DAY)).status).toBe(401);
  });

  test('ends with signing out, for everyone who has the token', async () => {
    const headers = await shop.register(email);
    const out = await shop.call('POST', '/api/auth/logout', { headers });
    expect(out.status).toBe(204);
    expect(out.setCookies[0]).toMatch(/^__Host-session=;.*Max-Age=0/);
    expect((await me(headers)).status).toBe(401);
  });

  test('signing out without one is no error', async () => {
    expect((await shop.call('POST', '/api/auth/logout')).status).toBe(204);
  });

  test('says by its Authorization who calls, and never by the cookie beside it', async () => {
    const { cookies } = await register({ email: 'both@mail.example', password: PASSWORD, name: '' });
    const cookie = cookies.join('; ');
    expect((await me({ cookie })).status).toBe(200);
    for (const authorization of ['Basic dXNlcjpwYXNz', `Bearer ${'0'.repeat(26)}.${'A'.repeat(43)}`]) {
      expect((await me({ authorization, cookie })).status).toBe(401);
    }
  });

  test.each([
    '',
    'Bearer ',
    'Bearer short',
    `Bearer ${'0'.repeat(26)}.${'A'.repeat(43)}`,
    `Bearer ${'A'.repeat(43)}`,
    'Basic dXNlcjpwYXNz',
  ])('does not come of the header "%s"', async (authorization) => {
    expect((await me({ authorization })).status).toBe(401);
  });
});

describe('the guest’s cart at sign-in', () => {
  const put = (productId: string, quantity: number, headers: Record<string, string>) =>
    shop.call('PUT', `/api/cart/items/${productId}`, { body: { quantity }, headers });
  const origin = { origin: 'https://shop.example' };
  const linesOf = async (headers: Record<string, string>) =>
    (await shop.call<{ lines: { productId: string; quantity: number }[] }>('GET', '/api/cart', { headers })).body.lines;

  test('is added to the user’s, up to stock and to 99, and then gone', async () => {
    const [mug, lamp, seeds] = await Promise.all([shop.product('mug'), shop.product('lamp'), shop.product('seed')]);
    const user = await shop.register(email);
    await put(mug.id, 2, user);
    await put(seeds.id, 60, user);
    const guest = { ...origin, cookie: (await put(mug.id, 3, {})).cookies.join('; ') };
    await put(lamp.id, lamp.stock, guest);
    await put(seeds.id, 60, guest);
    await put(lamp.id, 30, user);

    const signedIn = await shop.call('POST', '/api/auth/login', {
      body: { email, password: PASSWORD },
      headers: guest,
    });
    const quantities = Object.fromEntries((await linesOf(user)).map((line) => [line.productId, line.quantity]));
    expect(quantities).toEqual({ [mug.id]: 5, [lamp.id]: lamp.stock, [seeds.id]: 99 });
    expect(signedIn.setCookies.some((cookie) => /^__Host-cart=;.*Max-Age=0/.test(cookie))).toBe(true);
    expect(await linesOf(guest)).toEqual([]);
  });

  test('is added once, even when two sign-ins carry it at the same time', async () => {
    const mug = await shop.product('mug');
    const user = await shop.register(email);
    const guest = { ...origin, cookie: (await put(mug.id, 3, {})).cookies.join('; ') };
    const request = { body: { email, password: PASSWORD }, headers: guest };
    const answers = await Promise.all([1, 2, 3].map(() => shop.call('POST', '/api/auth/login', request)));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect((await linesOf(user)).map(({ quantity }) => quantity)).toEqual([3]);
  });

  test('becomes the new user’s at registration', async () => {
    const mug = await shop.product('mug');
    const guest = { ...origin, cookie: (await put(mug.id, 3, {})).cookies.join('; ') };
    const { body } = await shop.call('POST', '/api/auth/register', {
      body: { email, password: PASSWORD },
      headers: guest,
    });
    const lines = await linesOf({ authorization: `Bearer ${body.token}` });
    expect(lines).toMatchObject([{ productId: mug.id, quantity: 3 }]);
  });
});
