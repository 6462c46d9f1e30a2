import { randomUUID } from 'node:crypto';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { handler } from '../../../functions/trace-check/handler.ts';
import { traceOfSlot } from '../../../functions/trace-check/trace-of-slot.ts';
import { createAwsServer } from '../../../local/aws/aws-server.ts';
import { listenOnLoopback } from '../../../local/aws/listen.ts';
import { openTraceGroups } from '../../../local/xray/trace-groups.ts';
import { openTraceStore, type TraceStore } from '../../../local/xray/trace-store.ts';
import { listenForSegments } from '../../../local/xray/udp.ts';
import { createXrayService } from '../../../local/xray/xray-service.ts';
import { type CapturedOutput, captureOutput } from '../../support/captured-output.ts';
import { lambdaContext } from '../../support/http-event.ts';
import { type SmallShop, startSmallShop } from '../probe/small-shop.ts';

const NOON = Date.parse('2026-11-21T12:00:00Z');
const MINUTE = 60_000;

let site: SmallShop;
let traces: TraceStore;
let output: CapturedOutput;
let stop: () => Promise<void>;
/** Whether X-Ray takes what it is sent. */
let takes = true;

beforeAll(async () => {
  const store = new DatabaseSync(':memory:');
  traces = openTraceStore({ store, now: () => NOON, realNow: () => Date.now() });
  const udp = await listenForSegments((document) => {
    if (takes) traces.put(document);
  });
  const server = createAwsServer({
    ...{ region: 'us-east-1', accountId: '000000000000', now: () => NOON, findCaller: () => undefined },
    services: [createXrayService(traces, openTraceGroups(store, randomUUID))],
    control: () => ({ status: 404 }),
    onBug: (error) => expect(error).toBeUndefined(),
    requestId: () => '00000000-0000-4000-8000-000000000001',
  });
  const port = await listenOnLoopback(server, 0);
  site = await startSmallShop();
  Object.assign(process.env, {
    ...{ STAGE: 'test', SITE_URL: site.url.href, VERSION: '0123456789ab', POWERTOOLS_SERVICE_NAME: 'trace-check' },
    ...{ AWS_ENDPOINT_URL: `http://127.0.0.1:${port}`, AWS_REGION: 'us-east-1' },
    ...{ AWS_ACCESS_KEY_ID: 'test', AWS_SECRET_ACCESS_KEY: 'test' },
    AWS_XRAY_DAEMON_ADDRESS: `127.0.0.1:${udp.port}`,
  });
  output = captureOutput();
  stop = async () => {
    output.stop();
    server.closeAllConnections();
    await Promise.all([site.stop(), udp.close(), new Promise((resolve) => server.close(resolve))]);
    traces.close();
    store.close();
  };
});
beforeEach(() => {
  takes = true;
  output.clear();
});
afterAll(() => stop());

const run = (minute: number) => handler({ time: new Date(NOON + minute * MINUTE).toISOString() }, lambdaContext());
const left = (minute: number) => traceOfSlot('test', NOON + minute * MINUTE);

describe('trace-check', () => {
  test('sends a request that continues the trace it has left, which is sampled', async () => {
    await run(0);
    expect(site.requests.at(-1)?.headers['x-amzn-trace-id']).toBe(left(0).header);
    expect(left(0).header).toMatch(/^Root=1-[0-9a-f]{8}-[0-9a-f]{24};Parent=[0-9a-f]{16};Sampled=1$/);
    expect(traces.trace(left(0).id)?.segments.map(({ name }) => name)).toContain('trace-check');
  });

  test('the first run of a stage finds its own trace, as there is none before it', async () => {
    await expect(run(60)).resolves.toBeUndefined();
  });

  test('traces that do not arrive fail it, once there is none of five minutes ago either', async () => {
    await run(120);
    takes = false;
    await expect(run(125)).resolves.toBeUndefined();
    await expect(run(130)).rejects.toThrow('X-Ray has neither the trace of five minutes ago nor the one of now.');
    takes = true;
    await expect(run(135)).resolves.toBeUndefined();
  });

  test('a site that does not answer is not its business', async () => {
    site.break('GET /health/live', 'hang up');
    await expect(run(180)).resolves.toBeUndefined();
  });

  test('an operator hears that X-Ray answers', async () => {
    await expect(handler({ health: 'check' }, lambdaContext())).resolves.toMatchObject({ status: 'ok' });
  });

  test('writes one line, which says that nobody shopped', async () => {
    await run(240);
    expect(output.canonical().at(-1)).toMatchObject({
      synthetic: 'probe',
      message: 'Traces arrive.',
    });
  });
});

describe('the trace of a slot', () => {
  test('is the same for all runs within five minutes, and another one for the next, and for another stage', () => {
    expect(traceOfSlot('test', NOON + 4 * MINUTE)).toEqual(left(0));
    expect(left(5).id).not.toBe(left(0).id);
    expect(traceOfSlot('other', NOON).id).not.toBe(left(0).id);
  });
});
