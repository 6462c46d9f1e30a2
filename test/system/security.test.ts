import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Route } from '../../functions/function-definition.ts';
import { FUNCTIONS } from '../../functions/manifest.ts';
import { HTTP_FUNCTION_IDS } from '../../monitoring/resources.ts';
import { png } from '../functions/admin/pictures.ts';
import { sendRaw } from '../support/raw-http.ts';
import { type RunningSystem, startSystem } from '../support/running-system.ts';
import { callApi, type Product, productsInStock } from '../support/shopper.ts';

const PASSWORD = 'correct horse battery';
const ID = 'prd_01ARZ3NDEKTSV4RRFFQ69G5FAV';
const JSON_TYPE = { 'content-type': 'application/json' };

let system: RunningSystem;
let cookies: readonly string[];
let session = '';
let admin = '';
let product: Product;

beforeAll(async () => {
  system = await startSystem({ options: ['--simulated', '--no-traffic'] });
  const body = JSON.stringify({ email: 'careful@example.com', password: PASSWORD });
  const registered = await fetch(`${system.siteUrl}/api/auth/register`, { method: 'POST', headers: JSON_TYPE, body });
  cookies = registered.headers.getSetCookie();
  session = cookies[0]?.split(';')[0] ?? '';
  admin = (await callApi<{ token: string }>(system.siteUrl, 'POST', '/api/auth/login', system.admin)).body.token;
  const [first] = await productsInStock(system.siteUrl);
  if (!first) throw new Error('The sample catalogue has nothing in stock.');
  product = first;
});
afterAll(() => system?.stop());

const ask = (path: string, request: RequestInit = {}) =>
  fetch(new URL(path, system.siteUrl), { redirect: 'manual', ...request });

describe('every kind of answer tells browsers to be strict', () => {
  const KINDS: Record<string, readonly [path: string, status: number, request?: RequestInit]> = {
    'a page': ['/', 200],
    'a page that the shop’s own router knows': ['/orders', 200],
    'a file that there is not': ['/nothing.js', 404],
    'a method that pages do not take': ['/', 405, { method: 'POST' }],
    'an answer of the API': ['/api/products', 200],
    'an answer that is text': ['/health/live', 200],
    'a picture': [`/api/products/${ID}/picture`, 404],
    'a problem': ['/api/products?limit=0', 400],
    'a refusal': ['/api/orders', 401],
    'a path that no function serves': ['/api/nothing', 404],
    'a body that is too large': [
      '/api/cart/items/x',
      413,
      { method: 'PUT', headers: JSON_TYPE, body: 'x'.repeat(40_000) },
    ],
    'the API’s document': ['/openapi.json', 200],
  };

  it.each(Object.entries(KINDS))('%s', async (_, [path, status, request]) => {
    const answer = await ask(path, request);
    expect(answer.status).toBe(status);
    const policy = answer.headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toMatch(/unsafe-|\*|data:|http:/);
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
    expect(answer.headers.get('referrer-policy')).toMatch(/^(no-referrer|strict-origin-when-cross-origin)$/);
    expect(answer.headers.get('cross-origin-resource-policy')).toBe('same-origin');
    for (const telling of ['server', 'x-powered-by', 'access-control-allow-origin']) {
      expect(answer.headers.get(telling), telling).toBeNull();
    }
  });

  it('pages have no scripts, styles or handlers within them, which the policy forbids', async () => {
    const page = await (await ask('/')).text();
    expect(page).not.toMatch(/<script(?![^>]*\bsrc=)|<style|\sstyle=|\son\w+=|javascript:/i);
  });
});

describe('cookies', () => {
  it('of a session are read by no script, sent over HTTPS alone, to this host alone, and with no other site’s writes', () => {
    expect(cookies).toHaveLength(1);
    const [value = '', ...attributes] = (cookies[0] ?? '').split('; ');
    expect(value).toMatch(/^__Host-session=\S{70,}$/);
    expect(attributes).toEqual(expect.arrayContaining(['HttpOnly', 'Secure', 'SameSite=Lax', 'Path=/']));
    expect(attributes.join()).not.toMatch(/domain/i);
  });

  it('of a guest’s cart are so, too', async () => {
    const body = JSON.stringify({ quantity: 1 });
    const answer = await ask(`/api/cart/items/${product.id}`, { method: 'PUT', headers: JSON_TYPE, body });
    expect(answer.status).toBe(200);
    const [cookie = ''] = answer.headers.getSetCookie();
    expect(cookie).toMatch(/^__Host-cart=[^;]+; /);
    for (const attribute of ['HttpOnly', 'Secure', 'SameSite=Lax', 'Path=/']) expect(cookie).toContain(attribute);
  });
});

describe('a write that another site makes a browser send changes nothing', () => {
  const WRITES = HTTP_FUNCTION_IDS.flatMap((id) => FUNCTIONS[id].routes).filter(({ method }) => method !== 'GET');
  const FORGED: Record<string, Record<string, string>> = {
    'from another site': { origin: 'https://elsewhere.example' },
    'from an opaque origin': { origin: 'null' },
    'that the browser calls cross-site': { 'sec-fetch-site': 'cross-site' },
    'without saying from where': {},
  };
  const send = ({ method, path }: Route, headers: Record<string, string>) =>
    ask(path.replace(/\{\w+\}/g, ID), { method, headers: { ...JSON_TYPE, cookie: session, ...headers }, body: '{}' });

  it.each(WRITES.map((route) => [`${route.method} ${route.path}`, route] as const))('%s', async (_, route) => {
    for (const [how, headers] of Object.entries(FORGED)) {
      const answer = await send(route, headers);
      expect(answer.status, how).toBe(403);
      expect(await answer.json(), how).toMatchObject({ type: 'urn:problem:origin', status: 403 });
    }
  });

  it('and the session that the browser sent along goes on', async () => {
    expect((await ask('/api/auth/me', { headers: { cookie: session } })).status).toBe(200);
  });
});

describe('an uploaded picture', () => {
  const SCRIPT = Buffer.from('<script>alert(1)</script>');
  const upload = (type: string, bytes: Uint8Array) =>
    ask(`/api/admin/products/${product.id}/picture?revision=0`, {
      method: 'PUT',
      headers: { authorization: `Bearer ${admin}`, 'content-type': type },
      body: new Uint8Array(bytes),
    });

  it.each([
    ['SVG, which may run scripts', 'image/svg+xml', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>')],
    ['a page that says that it is a picture', 'image/png', SCRIPT],
    ['a page with a picture behind it', 'image/png', Buffer.concat([SCRIPT, png({ width: 1, height: 1 })])],
    ['a picture that says that it is a page', 'text/html', png({ width: 1, height: 1 })],
    ['a picture of another type than it says', 'image/jpeg', png({ width: 1, height: 1 })],
  ])('is refused when it is %s', async (_, type, bytes) => {
    expect((await upload(type, bytes)).status).toBe(415);
  });

  it('that is a page as well is only ever a picture: browsers are told its type and not to guess another', async () => {
    expect((await upload('image/png', Buffer.concat([png({ width: 1, height: 1 }), SCRIPT]))).status).toBe(200);
    const answer = await ask(`/api/products/${product.id}/picture`);
    expect(answer.headers.get('content-type')).toBe('image/png');
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
    expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'");
  });
});

describe('a request that two servers would read differently', () => {
  const HIDDEN = 'GET /api/orders HTTP/1.1\r\nHost: shop\r\n\r\n';
  const request = (headers: readonly string[], body = `0\r\n\r\n${HIDDEN}`) =>
    ['POST /api/auth/logout HTTP/1.1', 'Host: shop', 'Connection: close', ...headers, '', body].join('\r\n');
  const SHAPES: Record<string, string> = {
    'has a length and chunks': request([`Content-Length: ${5 + HIDDEN.length}`, 'Transfer-Encoding: chunked']),
    'has two lengths': request(['Content-Length: 5', `Content-Length: ${5 + HIDDEN.length}`]),
    'has two lengths in one header': request(['Content-Length: 5, 60']),
    'has a length that is no number': request(['Content-Length: +5']),
    'has a negative length': request(['Content-Length: -1']),
    'is chunked in an encoding that nobody knows': request(['Transfer-Encoding: xchunked']),
    'is chunked first and something else then': request(['Transfer-Encoding: chunked, identity']),
    'hides the encoding behind a space': request(['Transfer-Encoding : chunked', 'Content-Length: 5']),
    'folds a header': request(['X-Folded: one', ' two', 'Content-Length: 5']),
    'has a chunk whose size is no number': request(
      ['Transfer-Encoding: chunked'],
      `0x5\r\nhello\r\n0\r\n\r\n${HIDDEN}`,
    ),
    'has a line break in its path': 'GET /api\r/products HTTP/1.1\r\nHost: shop\r\n\r\n',
    'has no host': 'GET /api/products HTTP/1.1\r\n\r\n',
    'has two hosts': 'GET /api/products HTTP/1.1\r\nHost: shop\r\nHost: other\r\n\r\n',
  };

  it.each(Object.entries(SHAPES))('is refused when it %s', async (_, bytes) => {
    const answer = await sendRaw(Number(new URL(system.siteUrl).port), bytes, { patienceMs: 2_000 });
    expect(answer?.status).toBe(400);
    expect(answer?.headers.get('connection')).toBe('close');
  });
});
