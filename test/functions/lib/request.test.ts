import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { BODY_LIMIT } from '../../../functions/lib/validate.ts';
import { type EmbeddedShop, PASSWORD, startEmbeddedShop } from '../../support/embedded-shop.ts';
import { NOON } from '../../support/http-event.ts';

let shop: EmbeddedShop;
beforeAll(async () => {
  process.env.AWS_LAMBDA_FUNCTION_MEMORY_SIZE = '65536';
  shop = await startEmbeddedShop();
});
beforeEach(() => shop.output.clear());
afterAll(() => shop.stop());

describe('ids', () => {
  test.each([
    ['X-Request-ID', 'x-request-id', 'abc-123'],
    ['X-Correlation-ID', 'x-correlation-id', 'page.7:a_b'],
  ])('a sane %s is carried', async (_, header, value) => {
    const { headers } = await shop.call('GET', '/health/live', { headers: { [header]: value } });
    expect(headers[header]).toBe(value);
  });

  test.each(['', 'with space', 'ida@mail.example', 'x'.repeat(129), 'a"b'])(
    'the X-Request-ID "%s" is replaced',
    async (id) => {
      const { headers } = await shop.call('GET', '/health/live', { headers: { 'x-request-id': id } });
      expect(headers['x-request-id']).toMatch(/^[0-9a-f-]{36}$/);
    },
  );

  test('an absent X-Correlation-ID is the request’s own id', async () => {
    const { headers } = await shop.call('GET', '/health/live', { headers: { 'x-request-id': 'one' } });
    expect(headers['x-correlation-id']).toBe('one');
  });
});

describe('every answer', () => {
  test.each(['/health/live', '/api/cart', '/nowhere'])('of %s forbids sniffing, framing and storing', async (path) => {
    const { headers } = await shop.call('GET', path);
    expect(headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
      'content-security-policy': expect.stringContaining("frame-ancestors 'none'"),
    });
  });

  test.each(['/health/live', '/api/cart', '/nowhere'])('of %s says which release made it', async (path) => {
    expect((await shop.call('GET', path)).headers['x-version']).toBe('test');
  });

  test('leaves Strict-Transport-Security to whoever serves HTTPS', async () => {
    expect((await shop.call('GET', '/api/products')).headers).not.toHaveProperty('strict-transport-security');
  });

  test('that any cache may keep names neither its first caller nor a release that it may outlive', async () => {
    const { id } = await shop.product('mug');
    const ids = { 'x-request-id': 'one', 'x-correlation-id': 'two' };
    const kept = await shop.call('GET', `/api/products/${id}/picture`, { headers: ids });
    expect(kept.headers['cache-control']).toContain('public');
    expect(Object.keys(kept.headers)).not.toEqual(expect.arrayContaining([expect.stringMatching(/^x-.*-id$/)]));
    expect(kept.headers).not.toHaveProperty('x-version');
    const own = await shop.call('GET', '/api/categories', { headers: ids });
    expect(own.headers).toMatchObject({ ...ids, 'cache-control': expect.stringContaining('private') });
    expect(shop.output.canonical().at(-2)).toMatchObject({ requestId: 'one', correlationId: 'two' });
  });

  test('that is an error is a problem document with the request’s id', async () => {
    const { status, headers, body } = await shop.call('GET', '/nowhere', { headers: { 'x-request-id': 'one' } });
    expect(status).toBe(404);
    expect(headers['content-type']).toBe('application/problem+json');
    expect(body).toEqual({
      type: 'about:blank',
      title: 'Not found',
      status: 404,
      detail: expect.any(String),
      requestId: 'one',
    });
  });
});

describe('a write', () => {
  const own = 'https://shop.example';
  const cookie = '__Host-session=x';
  test.each<[string, Record<string, string>, boolean]>([
    ['by a program, without cookies and origin', {}, true],
    ['from the shop’s page', { origin: own }, true],
    ['from the shop’s page with cookies', { origin: own, cookie }, true],
    [
      'that the browser calls same-origin',
      { 'sec-fetch-site': 'same-origin', origin: 'http://127.0.0.1:3000', cookie },
      true,
    ],
    ['by a program with a token', { authorization: 'Bearer x' }, true],
    ['with other credentials and cookies but no origin', { authorization: 'Basic eDp5', cookie }, false],
    ['with half a token and cookies but no origin', { authorization: 'Bearer', cookie }, false],
    [
      'from another site with credentials that browsers keep',
      { origin: 'https://evil.example', authorization: 'Basic eDp5' },
      false,
    ],
    ['with cookies but no origin', { cookie }, false],
    ['from another site', { origin: 'https://evil.example' }, false],
    ['from another site with cookies', { origin: 'https://evil.example', cookie }, false],
    ['from an opaque origin', { origin: 'null', cookie }, false],
    ['from a sibling domain', { origin: own, 'sec-fetch-site': 'same-site', cookie }, false],
    ['that the browser calls cross-site', { 'sec-fetch-site': 'cross-site' }, false],
  ])('%s', async (_, headers, accepted) => {
    const { status } = await shop.call('POST', '/api/auth/logout', { headers });
    expect(status).toBe(accepted ? 204 : 403);
  });

  test('is not asked for by a read', async () => {
    const headers = { origin: 'https://evil.example', cookie };
    expect((await shop.call('GET', '/api/products', { headers })).status).toBe(200);
  });

  const credentials = { email: 'a@b.example', password: PASSWORD };
  test.each<[string, Parameters<EmbeddedShop['call']>[2], number]>([
    ['with a body that is too large', { body: { ...credentials, name: 'x'.repeat(BODY_LIMIT) } }, 413],
    ['with a form', { rawBody: 'email=a', headers: { 'content-type': 'application/x-www-form-urlencoded' } }, 415],
    ['without a body', {}, 415],
    ['with half a document', { rawBody: '{"email":' }, 400],
    ['with a list', { body: [] }, 400],
    ['with a text', { body: 'text' }, 400],
  ])('%s is refused', async (_, request, status) => {
    const answer = await shop.call('POST', '/api/auth/login', request);
    expect([answer.status, answer.headers['content-type']]).toEqual([status, 'application/problem+json']);
  });
});

describe('the canonical line', () => {
  test('says what was asked, what became of it, and who asked, by pseudonym', async () => {
    const user = await shop.register('line@mail.example');
    shop.output.clear();
    await shop.call('GET', '/api/orders?limit=5', {
      headers: { ...user, 'x-request-id': 'one', 'x-synthetic': 'traffic' },
    });
    expect(shop.output.canonical()).toEqual([
      expect.objectContaining({
        service: 'checkout',
        Service: 'checkout',
        method: 'GET',
        route: '/api/orders',
        status: 200,
        durationMs: expect.any(Number),
        coldStart: false,
        level: 'INFO',
        message: 'GET /api/orders',
        requestId: 'one',
        correlationId: 'one',
        synthetic: 'traffic',
        userId: expect.stringMatching(/^[0-9a-f]{12}$/),
        ServerErrors: 0,
      }),
    ]);
  });

  test('is one EMF document in the stage’s namespace: errors by service, and what it took of what the function has', async () => {
    await shop.call('GET', '/health/live');
    const [line] = shop.output.canonical();
    expect(line?._aws).toEqual({
      Timestamp: NOON,
      CloudWatchMetrics: [
        {
          Namespace: 'SmallCart/test',
          Dimensions: [['Service']],
          Metrics: [{ Name: 'ServerErrors', Unit: 'Count' }],
        },
        {
          Namespace: 'SmallCart/test',
          Dimensions: [[]],
          Metrics: [
            { Name: 'ColdStarts', Unit: 'Count' },
            { Name: 'MemoryUtilization', Unit: 'Percent' },
            { Name: 'CpuUtilization', Unit: 'Percent' },
            { Name: 'StorageUtilization', Unit: 'Percent' },
          ],
        },
      ],
    });
  });

  test('of a plain request has at most 900 bytes', async () => {
    await shop.call('GET', '/health/live');
    expect(Buffer.byteLength(shop.output.text())).toBeLessThanOrEqual(900);
  });

  test('names the route, never the path: ids, searches and addresses stay out', async () => {
    await shop.call('GET', '/api/products/ida@mail.example?search=ida');
    await shop.call('GET', '/ida@mail.example');
    expect(shop.output.canonical().map(({ route }) => route)).toEqual(['/api/products/{id}', 'unmatched']);
    expect(shop.output.text()).not.toContain('ida');
  });

  test('takes over only the two kinds of synthetic callers there are', async () => {
    await shop.call('GET', '/health/live', { headers: { 'x-synthetic': 'ida@mail.example' } });
    expect(shop.output.canonical()[0]).not.toHaveProperty('synthetic');
  });
});
