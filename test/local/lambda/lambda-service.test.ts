import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createAwsServer } from '../../../local/aws/aws-server.ts';
import { createClock } from '../../../local/clock.ts';
import { createInvokeLater } from '../../../local/lambda/invoke-later.ts';
import { createLambdaService } from '../../../local/lambda/lambda-service.ts';
import { type LambdaFixture, startLambda } from './lambda-fixture.ts';

const clock = createClock({ mode: 'simulated', speed: 1, start: Date.UTC(2026, 10, 21) });
let fixture: LambdaFixture;
let server: Server;
let endpoint: string;
let occupied = 0;

beforeAll(async () => {
  const functions = {
    double: { code: 'export const handler = async (event) => ({ doubled: event.n * 2 });' },
    failing: { code: `export const handler = async () => { console.log('tried'); throw new TypeError('no'); };` },
  };
  fixture = startLambda(functions, { occupied: () => occupied });
  const { lambda, code } = fixture;
  const { invoke } = lambda;
  const service = createLambdaService({
    ...{ functions: fixture.functions, code, invoke, invokeLater: createInvokeLater(clock, invoke) },
    eventSourceMappings: async () => [],
  });
  server = createAwsServer({
    services: [service],
    control: () => ({ status: 404 }),
    now: clock.now,
    region: 'us-east-1',
    accountId: '000000000000',
    onBug: (error) => {
      throw error;
    },
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  await fixture.stop();
});

/** The request that the SDK's InvokeCommand makes. */
const invoke = async (name: string, body = '', type = 'RequestResponse') => {
  const path = `/2015-03-31/functions/${encodeURIComponent(name)}/invocations`;
  const response = await fetch(endpoint + path, { method: 'POST', body, headers: { 'x-amz-invocation-type': type } });
  const text = await response.text();
  return { status: response.status, headers: response.headers, payload: text === '' ? undefined : JSON.parse(text) };
};

test('an account without concurrency is told so, and that trying later may help', async () => {
  occupied = 1_000;
  const { status, headers, payload } = await invoke('shop-test-double', '{"n":21}');
  occupied = 0;
  expect([status, headers.get('x-amzn-errortype')]).toEqual([429, 'TooManyRequestsException']);
  expect(payload).toMatchObject({
    Type: 'User',
    Reason: 'ConcurrentInvocationLimitExceeded',
    message: 'Rate Exceeded.',
  });
});

test.each([
  'shop-test-double',
  'arn:aws:lambda:us-east-1:000000000000:function:shop-test-double',
  'shop-test-double:$LATEST',
])('a function is invoked as %s', async (name) => {
  const { status, headers, payload } = await invoke(name, '{"n":21}');
  expect([status, payload]).toEqual([200, { doubled: 42 }]);
  expect(headers.get('x-amz-executed-version')).toBe('$LATEST');
  expect(headers.has('x-amz-function-error')).toBe(false);
});

test('a function’s error is the payload of a success', async () => {
  const { status, headers, payload } = await invoke('shop-test-failing');
  expect([status, headers.get('x-amz-function-error')]).toEqual([200, 'Unhandled']);
  expect(payload).toMatchObject({ errorType: 'TypeError', errorMessage: 'no' });
});

test('an asynchronous invocation answers at once, and a failed one is tried twice more', async () => {
  const tries = (): number => fixture.printed().filter((line) => line.endsWith('tried')).length;
  const before = tries();
  expect((await invoke('shop-test-failing', '{}', 'Event')).status).toBe(202);
  await clock.settled();
  expect(tries() - before).toBe(1);
  await clock.advance(60_000);
  expect(tries() - before).toBe(2);
  await clock.advance(120_000);
  expect(tries() - before).toBe(3);
  await clock.advance(3_600_000);
  expect(tries() - before).toBe(3);
});

test('a dry run invokes nothing', async () => {
  const before = fixture.lines.length;
  expect((await invoke('shop-test-double', '{"n":1}', 'DryRun')).status).toBe(204);
  expect(fixture.lines.length).toBe(before);
});

test.each([
  ['an unknown function', 'shop-test-none', '{}', 'RequestResponse', 404, 'ResourceNotFoundException'],
  ['a payload that is not JSON', 'shop-test-double', '{n', 'Event', 400, 'InvalidRequestContentException'],
  ['a payload beyond 1 MB', 'shop-test-double', `"${'x'.repeat(2 ** 20)}"`, 'Event', 413, 'RequestTooLargeException'],
  ['an unknown invocation type', 'shop-test-double', '', 'Sometime', 400, 'InvalidParameterValueException'],
])('%s is refused', async (_, name, body, type, status, error) => {
  const answer = await invoke(name, body, type);
  expect([answer.status, answer.headers.get('x-amzn-errortype')]).toEqual([status, error]);
});
