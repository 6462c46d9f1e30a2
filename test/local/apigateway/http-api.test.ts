import { createServer, request as httpRequest, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createHttpApi } from '../../../local/apigateway/http-api.ts';
import { createClock } from '../../../local/clock.ts';
import { type Handler, type LambdaFixture, startLambda } from '../lambda/lambda-fixture.ts';

const start = Date.UTC(2026, 10, 21, 12, 0, 0);
const clock = createClock({ mode: 'simulated', speed: 1, start });
const metrics: { name: string; value: number }[] = [];
const bugs: unknown[] = [];
let lambda: LambdaFixture;
let server: Server;
let origin: string;
let down = '';

beforeAll(async () => {
  const functions: Record<string, Handler> = {
    echo: {
      code: 'export const handler = async (event) => ({ statusCode: 200, headers: { "content-type": "application/json" }, body: JSON.stringify(event), cookies: ["a=1", "b=2"] });',
    },
    mirror: {
      code: 'export const handler = async ({ body, isBase64Encoded, headers }) => ({ statusCode: 200, headers: { "content-type": headers["content-type"] }, body, isBase64Encoded });',
    },
    failing: { code: 'export const handler = async () => { throw new Error("boom"); };' },
    stuck: { code: 'export const handler = () => new Promise((resolve) => setTimeout(resolve, 60_000));', timeout: 60 },
    badHeader: {
      code: 'export const handler = async () => ({ statusCode: 200, headers: { "x-bad": "a\\nb" }, body: "" });',
    },
    hanging: { code: 'export const handler = async () => ({ statusCode: 200 });', timeout: 0.9 },
  };
  lambda = startLambda(functions, { disturb: (id) => (id === 'hanging' ? { kind: 'hangs' } : undefined) });
  const api = createHttpApi({
    apiId: 'api1',
    region: 'us-east-1',
    accountId: '000000000000',
    routes: [
      { method: 'ANY', path: '/api/echo/{name}', functionId: 'echo' },
      { method: 'PUT', path: '/api/mirror', functionId: 'mirror' },
      { method: 'GET', path: '/api/failing', functionId: 'failing' },
      { method: 'GET', path: '/api/stuck', functionId: 'stuck' },
      { method: 'GET', path: '/api/bad-header', functionId: 'badHeader' },
      { method: 'GET', path: '/api/absent', functionId: 'absent' },
      { method: 'GET', path: '/api/hanging', functionId: 'hanging' },
    ],
    clock,
    invoke: lambda.lambda.invoke,
    recordMetric: (sample) => void metrics.push(sample),
    onBug: (error) => void bugs.push(error),
    integrationTimeoutMs: 1000,
    isDown: (path) => path === down,
  });
  server = createServer((request, response) => void api(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(async () => {
  await lambda.stop();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});
beforeEach(() => {
  metrics.length = 0;
  bugs.length = 0;
});

const sums = (): Record<string, number> => {
  const totals: Record<string, number> = {};
  for (const { name, value } of metrics) totals[name] = (totals[name] ?? 0) + value;
  return totals;
};

test('a request reaches its function as an event and the response comes back', async () => {
  const response = await fetch(`${origin}/api/echo/tea?x=1`, {
    method: 'PUT',
    body: '{"n":1}',
    headers: { 'content-type': 'application/json' },
  });
  expect(response.status).toBe(200);
  expect(response.headers.getSetCookie()).toEqual(['a=1', 'b=2']);
  expect(response.headers.get('apigw-requestid')).toMatch(/^[0-9a-f-]{36}$/);
  expect(await response.json()).toMatchObject({
    routeKey: 'ANY /api/echo/{name}',
    pathParameters: { name: 'tea' },
    queryStringParameters: { x: '1' },
    body: '{"n":1}',
    requestContext: { timeEpoch: start, http: { method: 'PUT', sourceIp: '127.0.0.1' } },
  });
});

describe('the trace', () => {
  const headerSeen = async (headers: Record<string, string>) =>
    ((await (await fetch(`${origin}/api/echo/x`, { headers })).json()) as { headers: Record<string, string> }).headers[
      'x-amzn-trace-id'
    ];

  test('begins in virtual time', async () => {
    expect(await headerSeen({})).toMatch(new RegExp(`^Root=1-${(start / 1000).toString(16)}-[0-9a-f]{24}$`));
  });

  test('continues the one the client sent', async () => {
    const given = 'Root=1-6abcdef0-0123456789abcdef01234567;Parent=53995c3f42cd8ad8;Sampled=1';
    expect(await headerSeen({ 'X-Amzn-Trace-Id': given })).toBe(given);
    expect(lambda.segments.at(-2)).toMatchObject({
      trace_id: '1-6abcdef0-0123456789abcdef01234567',
      parent_id: '53995c3f42cd8ad8',
    });
  });

  test('replaces an unreadable one', async () => {
    expect(await headerSeen({ 'X-Amzn-Trace-Id': 'Root=nonsense' })).toMatch(/^Root=1-/);
  });
});

const failures: Record<string, [path: string, method: string, status: number, message: string]> = {
  'an unknown path is a 404': ['/api/other', 'GET', 404, 'Not Found'],
  'an unknown method is a 404': ['/api/failing', 'DELETE', 404, 'Not Found'],
  'a function that throws is a 500': ['/api/failing', 'GET', 500, 'Internal Server Error'],
  'a header that cannot be sent is a 500': ['/api/bad-header', 'GET', 500, 'Internal Server Error'],
  'a route to no function is a 500': ['/api/absent', 'GET', 500, 'Internal Server Error'],
  'a function slower than the quota is a 503': ['/api/stuck', 'GET', 503, 'Service Unavailable'],
};
test.each(Object.entries(failures))('%s', async (_, [path, method, status, message]) => {
  const response = await fetch(origin + path, { method });
  expect(response.status).toBe(status);
  expect(await response.json()).toEqual({ message });
  const side = status < 500 ? '4xx' : '5xx';
  expect(sums()).toMatchObject({ Count: 1, '4xx': 0, '5xx': 0, [side]: 1 });
});

test.each([
  ['a route to no function is reported: the gateway itself is wrong', '/api/absent', [expect.any(RangeError)]],
  ['a function that throws is not: its own log tells', '/api/failing', []],
])('%s', async (_, path, reported) => {
  await fetch(origin + path);
  expect(bugs).toEqual(reported);
});

const mirrored = async (body: Uint8Array<ArrayBuffer>, type: string) => {
  const answer = await fetch(`${origin}/api/mirror`, { method: 'PUT', headers: { 'content-type': type }, body });
  return { status: answer.status, type: answer.headers.get('content-type'), bytes: await answer.bytes() };
};

test.each([
  ['every byte there is', 'image/png', Uint8Array.from({ length: 512 }, (_, index) => index % 256)],
  ['bytes that are no UTF-8, said to be text', 'text/plain', Uint8Array.of(0xff, 0xfe, 0x00, 0xc3)],
  ['text', 'application/json', new TextEncoder().encode('{"a":"ü"}')],
  ['bytes that look like base64', 'image/webp', new TextEncoder().encode('AAAA')],
  ['nothing', 'image/jpeg', new Uint8Array(0)],
])('%s comes to the function and back as it was', async (_what, type, body) => {
  expect(await mirrored(body, type)).toEqual({ status: 200, type, bytes: body });
});

test('what becomes larger than Lambda takes is a 413, although it is below 10 MB, and the largest is not', async () => {
  // Base64 makes four bytes of three.
  const largest = Math.floor((6_291_456 / 4) * 3);
  expect(await mirrored(new Uint8Array(largest), 'image/png')).toMatchObject({ status: 413 });
  expect(await mirrored(new Uint8Array(largest - 4_096), 'image/png')).toMatchObject({ status: 200 });
  expect(await mirrored(new TextEncoder().encode('x'.repeat(6_291_456)), 'text/plain')).toMatchObject({ status: 413 });
});

test('a body beyond 10 MB is a 413', async () => {
  const response = await fetch(`${origin}/api/echo/x`, { method: 'POST', body: Buffer.alloc(10 * 1024 * 1024 + 1) });
  expect(response.status).toBe(413);
  expect(sums()).toMatchObject({ Count: 1, '4xx': 1 });
});

test('a client that hangs up before its body is complete disturbs nothing', async () => {
  const closed = new Promise<void>((resolve) => server.once('connection', (socket) => socket.once('close', resolve)));
  const request = httpRequest(`${origin}/api/echo/x`, {
    method: 'POST',
    headers: { 'content-length': '100' },
    agent: false,
  });
  request.on('error', () => {});
  request.write('half', () => request.destroy());
  await closed;
  expect((await fetch(`${origin}/api/echo/x`)).status).toBe(200);
});

test('metrics count requests and measure latency', async () => {
  await fetch(`${origin}/api/echo/x`);
  expect(sums()).toMatchObject({ Count: 1, '4xx': 0, '5xx': 0 });
  expect(sums().Latency).toBeGreaterThanOrEqual(sums().IntegrationLatency ?? Number.NaN);
});

test('a function that hangs on a clock that stands still takes its timeout, by the metrics alone', async () => {
  const answer = await fetch(`${origin}/api/hanging`);
  expect(answer.status).toBe(500);
  for (const name of ['Latency', 'IntegrationLatency']) expect(sums()[name]).toBeGreaterThanOrEqual(900);
});

test('a gateway that is down for a path answers 503 to it and asks no function', async () => {
  down = '/api/echo/tea';
  const answer = await fetch(`${origin}/api/echo/tea?x=1`);
  expect([answer.status, await answer.json()]).toEqual([503, { message: 'Service Unavailable' }]);
  expect(sums()).toMatchObject({ Count: 1, '4xx': 0, '5xx': 1 });
  expect(sums()).not.toHaveProperty('IntegrationLatency');
  expect((await fetch(`${origin}/api/echo/coffee`)).status).toBe(200);
  down = '';
  expect((await fetch(`${origin}/api/echo/tea`)).status).toBe(200);
});
