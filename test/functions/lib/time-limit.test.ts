import { EventEmitter, once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { DescribeTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { handle } from 'hono/aws-lambda';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { createApi } from '../../../functions/lib/api.ts';
import { readTable } from '../../../functions/lib/health.ts';
import { withinTime } from '../../../functions/lib/time-limit.ts';
import { tracedClient } from '../../../functions/lib/traced-client.ts';
import { transact } from '../../../functions/lib/transact.ts';
import { type CapturedOutput, captureOutput } from '../../support/captured-output.ts';
import { FUNCTION_ENVIRONMENT } from '../../support/embedded-table.ts';
import { httpEvent, lambdaContext } from '../../support/http-event.ts';

/** How late the table's answers are, in milliseconds. */
const LATE = 1_500;
/** What a request keeps for its answer. */
const KEPT = 1_000;

/** Pauses between repetitions take no time. */
const AT_ONCE = { pause: async () => {}, random: () => 0, now: () => 0 };

let calls = 0;
const arrivals = new EventEmitter();
const table = createServer((request, response) => {
  calls += 1;
  request.resume();
  arrivals.emit('call');
  setTimeout(() => response.writeHead(200, { 'Content-Type': 'application/x-amz-json-1.0' }).end('{}'), LATE);
});
let output: CapturedOutput;
beforeAll(async () => {
  table.listen(0, '127.0.0.1');
  await once(table, 'listening');
  const { port } = table.address() as AddressInfo;
  Object.assign(process.env, FUNCTION_ENVIRONMENT, {
    ...{ TABLE_NAME: 'shop', AWS_ENDPOINT_URL: `http://127.0.0.1:${port}` },
  });
  output = captureOutput();
});
beforeEach(() => {
  calls = 0;
  output.clear();
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
});
afterEach(() => vi.useRealTimers());
afterAll(async () => {
  output.stop();
  table.closeAllConnections();
  table.close();
  await once(table, 'close');
});

/** Asks the table that often, one call after the other, in a request that may take so long; tells how long it took. */
async function asking(times: number, remaining: number, ask: () => Promise<unknown> = readTable) {
  const api = createApi('catalog');
  api.get('/api/products', async (c) => {
    for (let time = 0; time < times; time++) await ask();
    return c.json({});
  });
  const event = httpEvent('GET', '/api/products');
  let done = false;
  const ended = Promise.resolve(handle(api)(event as never, lambdaContext(remaining))).finally(() => {
    done = true;
  });
  // Time passes while a call is with the table, not on its way there.
  let ms = 0;
  for (let call = once(arrivals, 'call'); ; ms += LATE) {
    await Promise.race([ended, call]);
    if (done) return { answer: await ended, ms };
    call = once(arrivals, 'call');
    await vi.advanceTimersByTimeAsync(LATE);
  }
}

test('slow answers are waited for while there is time', async () => {
  expect((await asking(3, 20_000)).answer).toMatchObject({ statusCode: 200 });
  expect(calls).toBe(3);
});

test('a request whose time is up is a 503 that says when to ask again, with its line, before the function is stopped', async () => {
  const { answer, ms } = await asking(9, 2.5 * LATE + KEPT);
  expect(answer).toMatchObject({
    statusCode: 503,
    headers: { 'content-type': 'application/problem+json', 'retry-after': '5' },
    body: expect.stringContaining('urn:problem:not-ready'),
  });
  expect(output.canonical()).toMatchObject([{ route: '/api/products', status: 503, level: 'ERROR', ServerErrors: 1 }]);
  expect(calls).toBe(3);
  expect(ms).toBe(3 * LATE);
});

test('nothing is sent for it from then on, and what it was writing is of unknown outcome', async () => {
  const outcomes: unknown[] = [];
  const write = () =>
    transact(async () => {
      await readTable();
      await readTable();
      return { canceled: false, data: [] };
    }, AT_ONCE).catch((error: unknown) => outcomes.push(error));
  await asking(1, 0.5 * LATE + KEPT, write);
  expect(outcomes).toMatchObject([{ name: 'UnknownOutcomeError', cause: { name: 'TimeUpError' } }]);
  expect(calls).toBe(1);
});

test('what was on its way when the time was up is not repeated, which a thawed function would do for one that is long over', async () => {
  const [sent, answer] = [Promise.withResolvers<void>(), Promise.withResolvers<never>()];
  let attempts = 0;
  const handle = () => {
    attempts += 1;
    sent.resolve();
    return answer.promise;
  };
  const client = tracedClient(new DynamoDBClient({ maxAttempts: 3, requestHandler: { handle } }));
  const asked = withinTime(
    KEPT + 1,
    async () => void (await client.send(new DescribeTableCommand({ TableName: 'shop' }))),
  );
  const ended = expect(asked).rejects.toThrow(/time is up/);
  await sent.promise;
  await vi.advanceTimersByTimeAsync(1);
  await ended;
  answer.reject(Object.assign(new Error('The connection is gone.'), { code: 'ECONNRESET' }));
  for (let turn = 0; turn < 20; turn++) await vi.advanceTimersByTimeAsync(1_000);
  expect(attempts).toBe(1);
});
