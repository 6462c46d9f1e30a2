import { expect, test } from 'vitest';
import { buildProxyEvent, type GatewayRequest } from '../../../local/apigateway/proxy-event.ts';

const now = Date.UTC(2026, 10, 21, 9, 8, 7);
const context = { apiId: 'api1', accountId: '000000000000', region: 'us-east-1', requestId: 'r1', now };
const route = { functionId: 'x', routeKey: 'POST /api/things/{id}', pathParameters: { id: '7' } };
const build = (request: Partial<GatewayRequest>) =>
  buildProxyEvent(
    {
      method: 'POST',
      target: '/api/things/7',
      headers: [],
      body: Buffer.alloc(0),
      sourceIp: '127.0.0.9',
      port: 3000,
      ...request,
    },
    route,
    context,
  );

test('a whole event has the members of payload format 2.0', () => {
  const event = build({
    target: '/api/things/7?tag=a&tag=b&q=x%20y&empty=',
    headers: [
      'Host',
      'localhost:3000',
      'Cookie',
      'a=1; b=2',
      'X-Multi',
      'one',
      'x-multi',
      'two',
      'User-Agent',
      'tester',
    ],
    body: Buffer.from('{"a":"ü"}'),
  });
  expect(event).toEqual({
    version: '2.0',
    routeKey: 'POST /api/things/{id}',
    rawPath: '/api/things/7',
    rawQueryString: 'tag=a&tag=b&q=x%20y&empty=',
    cookies: ['a=1', 'b=2'],
    headers: {
      host: 'localhost:3000',
      'x-multi': 'one,two',
      'user-agent': 'tester',
      'x-forwarded-for': '127.0.0.9',
      'x-forwarded-proto': 'http',
      'x-forwarded-port': '3000',
    },
    queryStringParameters: { tag: 'a,b', q: 'x y', empty: '' },
    requestContext: {
      accountId: '000000000000',
      apiId: 'api1',
      domainName: 'api1.execute-api.us-east-1.amazonaws.com',
      domainPrefix: 'api1',
      http: { method: 'POST', path: '/api/things/7', protocol: 'HTTP/1.1', sourceIp: '127.0.0.9', userAgent: 'tester' },
      requestId: 'r1',
      routeKey: 'POST /api/things/{id}',
      stage: '$default',
      time: '21/Nov/2026:09:08:07 +0000',
      timeEpoch: now,
    },
    pathParameters: { id: '7' },
    body: '{"a":"ü"}',
    isBase64Encoded: false,
  });
});

test('a bare request has no cookies, query, or body members', () => {
  const event = build({});
  expect(Object.keys(event)).not.toEqual(expect.arrayContaining(['cookies']));
  expect(event).toMatchObject({ rawQueryString: '', isBase64Encoded: false });
  expect(event).not.toHaveProperty('queryStringParameters');
  expect(event).not.toHaveProperty('body');
});

test('a binary body is passed in base64', () => {
  const event = build({ headers: ['content-type', 'image/png'], body: Buffer.from([0x89, 0x50, 0xff]) });
  expect(event).toMatchObject({ body: 'iVD/', isBase64Encoded: true });
});

test('a body that says it is text and is not UTF-8 is passed in base64, whole', () => {
  const event = build({ headers: ['content-type', 'application/json'], body: Buffer.from([0x22, 0xff, 0x22]) });
  expect(event).toMatchObject({ body: 'Iv8i', isBase64Encoded: true });
});

test('the addresses that a client passes on are continued, what it claims of its connection is replaced', () => {
  const claims = ['X-Forwarded-For', '10.0.0.1', 'X-Forwarded-Proto', 'https', 'X-Forwarded-Port', '443'];
  expect(build({ headers: claims }).headers).toEqual({
    'x-forwarded-for': '10.0.0.1,127.0.0.9',
    'x-forwarded-proto': 'http',
    'x-forwarded-port': '3000',
  });
});

test.each([
  ['application/json; charset=utf-8'],
  ['application/problem+json'],
  ['text/csv'],
  ['application/x-www-form-urlencoded'],
])('a body of type %s is passed as text', (type) => {
  expect(build({ headers: ['content-type', type], body: Buffer.from('x=1') })).toMatchObject({
    body: 'x=1',
    isBase64Encoded: false,
  });
});

test('the path is decoded, the query string is not', () => {
  expect(build({ target: '/api/things/a%20b?c=%20' })).toMatchObject({
    rawPath: '/api/things/a b',
    rawQueryString: 'c=%20',
  });
});

test('a header that names a member of every object is a header like any other', () => {
  expect(build({ headers: ['constructor', 'x'] }).headers).toMatchObject({ constructor: 'x' });
});
