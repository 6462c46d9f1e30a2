import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setImmediate as turn } from 'node:timers/promises';
import { ListDashboardsCommand } from '@aws-sdk/client-cloudwatch';
import { DynamoDBClient, ListTablesCommand } from '@aws-sdk/client-dynamodb';
import { handle } from 'hono/aws-lambda';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { handler as ship } from '../../../functions/fulfilment/handler.ts';
import { LONGEST_SHIPMENT } from '../../../functions/fulfilment/ship-order.ts';
import { newId } from '../../../functions/lib/ids.ts';
import { LONGEST_ANSWER } from '../../../functions/lib/partner-answer.ts';
import { CONSOLE_PATIENCE, longestCall, PATIENCE, patient } from '../../../functions/lib/patience.ts';
import { newToken } from '../../../functions/lib/session.ts';
import { LONGEST_TRANSACTION } from '../../../functions/lib/transact.ts';
import { FUNCTIONS, PAYMENT_TIMEOUT_MS, visibilityTimeout } from '../../../functions/manifest.ts';
import { cloudWatch } from '../../../functions/ops/aws-clients.ts';
import { upstream } from '../../../functions/ops/upstream.ts';
import { handler as send } from '../../../functions/outbox/handler.ts';
import { FUNCTION_IDS } from '../../../monitoring/resources.ts';
import { type CapturedOutput, captureOutput } from '../../support/captured-output.ts';
import { shopApis } from '../../support/embedded-shop.ts';
import { FUNCTION_ENVIRONMENT } from '../../support/embedded-table.ts';
import { httpEvent, lambdaContext, NOON } from '../../support/http-event.ts';
import { type SilentEndpoint, startSilentEndpoint } from '../../support/silent-endpoint.ts';
import { orderRecord } from '../outbox/stream-records.ts';

let aws: SilentEndpoint;
let output: CapturedOutput;
beforeAll(async () => {
  aws = await startSilentEndpoint();
  const queue = { ORDER_QUEUE_URL: `${aws.url}/000000000000/orders` };
  Object.assign(process.env, FUNCTION_ENVIRONMENT, queue, { TABLE_NAME: 'shop', AWS_ENDPOINT_URL: aws.url });
  output = captureOutput();
});
beforeEach(() => {
  output.clear();
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
});
afterEach(() => vi.useRealTimers());
afterAll(async () => {
  output.stop();
  await aws.stop();
});

const STEP = 100;

/** Runs the work with timers wound on as fast as they can be; tells how much time they have waited for, in milliseconds. */
async function waited<T>(
  work: Promise<T>,
  passed: (ms: number) => void = () => {},
): Promise<{ result: T; ms: number }> {
  let done = false;
  const ended = work.finally(() => {
    done = true;
  });
  let ms = 0;
  for (; !done; ms += STEP) {
    await vi.advanceTimersByTimeAsync(STEP);
    await turn();
    passed(ms + STEP);
  }
  return { result: await ended, ms };
}

describe('an AWS service that takes the connection and stays silent', () => {
  const headers = { authorization: `Bearer ${'0'.repeat(26)}.${newToken()}` };
  test.each([
    ['catalog', 'GET', '/api/products', 503],
    ['catalog', 'GET', '/health/ready', 503],
    ['cart', 'GET', '/api/cart', 503],
    ['account', 'GET', '/api/auth/me', 503],
    ['checkout', 'POST', '/api/checkout', 503],
  ] as const)('ends %s’s %s %s as a problem, with its line, within the function’s timeout', async (...request) => {
    const [id, method, path, status] = request;
    const api = shopApis()[id];
    if (!api) throw new Error(`There is no ${id}.`);
    const event = httpEvent(method, path, { headers, ...(method === 'POST' ? { body: {} } : {}) });
    const { result, ms } = await waited(Promise.resolve(handle(api)(event as never, lambdaContext())));
    expect(result).toMatchObject({ statusCode: status, headers: { 'content-type': 'application/problem+json' } });
    expect(output.canonical()).toMatchObject([{ service: id, status, level: 'ERROR', ServerErrors: 1 }]);
    expect(ms).toBeGreaterThanOrEqual(PATIENCE.attempts * PATIENCE.attemptTimeout);
    expect(ms).toBeLessThan(FUNCTIONS[id].timeout * 1000);
  });

  test('makes the outbox report its record, with its line, within its timeout', async () => {
    const record = orderRecord('ord_1', 'paid');
    const { result, ms } = await waited(send({ Records: [record] }, lambdaContext()));
    expect(result).toEqual({ batchItemFailures: [{ itemIdentifier: record.dynamodb?.SequenceNumber }] });
    expect(output.canonical()).toMatchObject([{ service: 'outbox', failures: 1, level: 'ERROR' }]);
    expect(ms).toBeLessThan(FUNCTIONS.outbox.timeout * 1000);
  });

  test('makes fulfilment report a full batch, with its line, within its timeout', async () => {
    const limit = FUNCTIONS.fulfilment.timeout * 1000;
    const ids = Array.from({ length: 10 }, (_, n) => `m-${n}`);
    const attributes = { ApproximateFirstReceiveTimestamp: String(NOON) };
    const Records = ids.map((messageId) => ({
      messageId,
      body: JSON.stringify({ orderId: newId('ord', NOON), user: 'u' }),
      attributes,
    }));
    let left = limit;
    const context = { ...lambdaContext(), getRemainingTimeInMillis: () => left };
    const { result, ms } = await waited(ship({ Records } as never, context), (passed) => {
      left = limit - passed;
    });
    expect(result.batchItemFailures.map(({ itemIdentifier }) => itemIdentifier)).toEqual(ids);
    expect(output.canonical()).toMatchObject([{ service: 'fulfilment', failures: ids.length, level: 'ERROR' }]);
    expect(ms).toBeLessThan(limit);
  });

  test('is a bad gateway to the console, within its timeout', async () => {
    const call = upstream('CloudWatch', 'ListDashboards', () => cloudWatch().send(new ListDashboardsCommand({})));
    const { result, ms } = await waited(call.catch((error: unknown) => error));
    expect(result).toMatchObject({ status: 502 });
    expect(ms).toBeLessThan(FUNCTIONS.ops.timeout * 1000);
  });
});

describe('a call that is throttled each time, at the last moment', () => {
  test.each([
    ['of the table', PATIENCE],
    ['of the console', CONSOLE_PATIENCE],
  ])('%s is repeated as often as may be and takes as long as was said', async (_name, patience) => {
    const random = vi.spyOn(Math, 'random').mockReturnValue(1 - Number.EPSILON);
    // Time is wound on while the request is on its way.
    const margin = 4 * STEP;
    let calls = 0;
    const server = createServer((request, response) => {
      calls++;
      request.resume();
      setTimeout(() => {
        response.writeHead(400, { 'Content-Type': 'application/x-amz-json-1.0' });
        response.end('{"__type":"com.amazonaws.dynamodb.v20120810#ThrottlingException"}');
      }, patience.attemptTimeout - margin);
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const client = new DynamoDBClient({ ...patient(patience), endpoint: `http://127.0.0.1:${port}` });
    const { result, ms } = await waited(client.send(new ListTablesCommand({})).catch((error: unknown) => error));
    random.mockRestore();
    client.destroy();
    server.close();
    await once(server, 'close');
    expect(result).toMatchObject({ name: 'ThrottlingException' });
    expect(calls).toBe(patience.attempts);
    const longest = longestCall(patience);
    expect(ms).toBeLessThanOrEqual(longest);
    expect(ms).toBeGreaterThan(longest - (patience.attempts + 1) * margin);
  });
});

test('one call ends before the timeout of every function that uses the table', () => {
  const timeouts = FUNCTION_IDS.map((id) => FUNCTIONS[id])
    .filter(({ environment }) => environment.some((key) => key === 'TABLE_NAME' || key === 'ORDER_QUEUE_URL'))
    .map(({ timeout }) => timeout * 1000);
  expect(longestCall(PATIENCE)).toBeLessThan(Math.min(...timeouts));
  expect(longestCall(CONSOLE_PATIENCE)).toBeLessThan(FUNCTIONS.ops.timeout * 1000);
});

test('a payment, a transaction and a release, each as slow as can be, end before checkout’s timeout', () => {
  expect(PAYMENT_TIMEOUT_MS + LONGEST_TRANSACTION + LONGEST_ANSWER).toBeLessThan(FUNCTIONS.checkout.timeout * 1000);
});

test('a shipment in which everything is as slow as can be ends a second before fulfilment’s timeout, before its message returns', () => {
  const timeout = FUNCTIONS.fulfilment.timeout * 1000;
  expect(LONGEST_SHIPMENT).toBeLessThanOrEqual(timeout - 1_000);
  expect(visibilityTimeout(FUNCTIONS.fulfilment) * 1000).toBeGreaterThan(timeout);
});
