import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Api } from '../../../functions/lib/context.ts';
import { newToken } from '../../../functions/lib/session.ts';
import { type CapturedOutput, captureOutput } from '../../support/captured-output.ts';
import { callFunction, shopApis } from '../../support/embedded-shop.ts';
import { FUNCTION_ENVIRONMENT } from '../../support/embedded-table.ts';
import { metricValues } from '../../support/metric-values.ts';
import { startSegmentListener } from '../../support/segment-listener.ts';

const { catalog, checkout, account } = shopApis();
let output: CapturedOutput;
beforeAll(() => {
  // Nothing listens on port 1: every call of the table fails.
  Object.assign(process.env, FUNCTION_ENVIRONMENT, {
    TABLE_NAME: 'shop',
    AWS_ENDPOINT_URL_DYNAMODB: 'http://127.0.0.1:1',
  });
  output = captureOutput();
});
beforeEach(() => output.clear());
afterAll(() => output.stop());

const call = (api: Api | undefined, ...request: [string, string, Parameters<typeof callFunction>[3]?]) => {
  if (!api) throw new Error('There is no such function.');
  return callFunction(api, ...request);
};

test('a failing table is a 503 that tells the caller when to ask again, and nothing of what failed', async () => {
  const answer = await call(catalog, 'GET', '/api/products', { headers: { 'x-request-id': 'one' } });
  const { status, headers, body } = answer;
  expect([status, headers['retry-after']]).toEqual([503, '5']);
  expect(body).toEqual({
    type: 'urn:problem:not-ready',
    title: 'Not available',
    status: 503,
    detail: expect.not.stringMatching(/ECONN|Dynamo|127\.0/),
    requestId: 'one',
  });
});

test('is logged with its cause under the request’s id, and counted', async () => {
  await call(catalog, 'GET', '/api/products', { headers: { 'x-request-id': 'one' } });
  const [logged] = output.logged();
  expect(logged).toMatchObject({ level: 'ERROR', requestId: 'one', error: { stack: expect.any(String) } });
  expect(JSON.stringify(logged?.error)).toContain('ECONNREFUSED');
  expect(output.canonical()[0]).toMatchObject({ requestId: 'one', status: 503, level: 'ERROR', ServerErrors: 1 });
});

test('is a fault of the request’s own in its trace, with its cause, though the trace is not sampled', async () => {
  const xray = await startSegmentListener();
  Object.assign(process.env, {
    AWS_XRAY_DAEMON_ADDRESS: `127.0.0.1:${xray.port}`,
    _X_AMZN_TRACE_ID: `Root=1-66000000-${'0'.repeat(24)};Parent=${'f'.repeat(16)};Sampled=0`,
  });
  await call(catalog, 'GET', '/api/products');
  delete process.env.AWS_XRAY_DAEMON_ADDRESS;
  const documents = await xray.received('GET /api/products');
  xray.stop();
  expect(documents.find(({ name }) => name === 'GET /api/products')).toMatchObject({
    fault: true,
    http: { request: { method: 'GET' }, response: { status: 503 } },
    cause: { exceptions: expect.arrayContaining([expect.objectContaining({ stack: expect.any(Array) })]) },
  });
});

test('is a problem document however deep the body is that is searched for what was typed', async () => {
  const headers = { authorization: `Bearer ${'0'.repeat(26)}.${newToken()}`, 'content-type': 'application/json' };
  const body = `${'['.repeat(16_000)}${']'.repeat(16_000)}`;
  const answer = await call(checkout, 'POST', '/api/checkout', { headers, rawBody: body });
  expect([answer.status, answer.headers['content-type']]).toEqual([503, 'application/problem+json']);
  expect(output.canonical()).toMatchObject([{ status: 503, ServerErrors: 1 }]);
});

test('the next request’s lines do not carry the ids of the one before', async () => {
  await call(catalog, 'GET', '/api/products', { headers: { 'x-request-id': 'one' } });
  output.clear();
  await call(catalog, 'GET', '/api/products', { headers: { 'x-request-id': 'two' } });
  expect(output.text()).not.toContain('"one"');
});

test.each(['/health', '/health/ready'])('%s is a 503 problem', async (path) => {
  const { status, headers, body } = await call(catalog, 'GET', path);
  expect(status).toBe(503);
  expect(headers).toMatchObject({ 'content-type': 'application/problem+json', 'retry-after': '5' });
  expect(body).toMatchObject({ type: 'urn:problem:not-ready' });
});

test.each(['cart', 'checkout', 'account', 'admin'])('/health/%s is a 503 problem', async (id) => {
  const { status, headers } = await call(shopApis()[id], 'GET', `/health/${id}`);
  expect([status, headers['retry-after']]).toEqual([503, '5']);
});

test('/health/live does not ask the table', async () => {
  expect((await call(catalog, 'GET', '/health/live')).status).toBe(200);
});

test('a checkout whose session cannot be read counts as a failed checkout; reading orders does not', async () => {
  const headers = { authorization: `Bearer ${'0'.repeat(26)}.${newToken()}` };
  expect((await call(checkout, 'GET', '/api/orders', { headers })).status).toBe(503);
  expect(metricValues(output, 'CheckoutFailures')).toEqual([]);
  expect((await call(checkout, 'POST', '/api/checkout', { headers, body: {} })).status).toBe(503);
  expect(metricValues(output, 'CheckoutFailures')).toEqual([1]);
});

test('nothing that was typed or held is in the output', async () => {
  const token = `${'0'.repeat(26)}.${newToken()}`;
  const body = { email: 'ida@mail.example', password: 'a very secret thing', name: 'Ida Example' };
  await call(account, 'POST', '/api/auth/register', { body });
  await call(account, 'POST', '/api/auth/login', { body });
  await call(account, 'GET', '/api/auth/me', { headers: { cookie: `__Host-session=${token}` } });
  expect(output.text()).not.toMatch(/ida@|secret thing|Ida Example/);
  expect(output.text()).not.toContain(token);
});
