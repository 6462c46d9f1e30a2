import { inspect } from 'node:util';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { queueEventTime, streamEventTime } from '../../../functions/lib/event-time.ts';
import { recorded } from '../../../functions/lib/invocation.ts';
import { type CapturedOutput, captureOutput } from '../../support/captured-output.ts';
import { FUNCTION_ENVIRONMENT } from '../../support/embedded-table.ts';
import { lambdaContext, NOON } from '../../support/http-event.ts';
import { type SegmentListener, startSegmentListener } from '../../support/segment-listener.ts';

let output: CapturedOutput;
let xray: SegmentListener;
beforeAll(async () => {
  xray = await startSegmentListener();
  Object.assign(process.env, FUNCTION_ENVIRONMENT, {
    POWERTOOLS_SERVICE_NAME: 'outbox',
    AWS_XRAY_DAEMON_ADDRESS: `127.0.0.1:${xray.port}`,
    AWS_LAMBDA_FUNCTION_NAME: 'smallcart-test-outbox',
    _X_AMZN_TRACE_ID: `Root=1-66000000-${'0'.repeat(24)};Parent=${'f'.repeat(16)};Sampled=0`,
  });
  output = captureOutput();
});
beforeEach(() => {
  output.clear();
  xray.clear();
});
afterAll(() => {
  output.stop();
  xray.stop();
});

const context = lambdaContext();

test('an invocation ends with its line, at the time of its event', async () => {
  const result = await recorded('outbox', context, NOON, async (line) => {
    line.set({ records: 2 });
    line.emit('revenueCents', 2_500, {});
    return 'done';
  });
  expect(result).toBe('done');
  expect(output.canonical()).toMatchObject([
    {
      service: 'outbox',
      level: 'INFO',
      requestId: context.awsRequestId,
      correlationId: context.awsRequestId,
      traceId: `1-66000000-${'0'.repeat(24)}`,
      durationMs: expect.any(Number),
      coldStart: expect.any(Boolean),
      records: 2,
      RevenueCents: 2_500,
      _aws: { Timestamp: NOON },
    },
  ]);
});

test('what is thrown is told in line, log and trace, though nothing is sampled, and what was counted before is not lost', async () => {
  const failing = recorded('outbox', context, NOON, async (line) => {
    line.emit('revenueCents', 2_500, {});
    throw Object.assign(new TypeError('for ida@mail.example'), { Item: { email: 'ida@mail.example' } });
  });
  const thrown: unknown = await failing.catch((error: unknown) => error);
  expect(thrown).toBeInstanceOf(TypeError);
  expect(thrown).toMatchObject({ name: 'TypeError', message: 'for [redacted]' });
  expect(inspect(thrown)).not.toContain('ida@');
  expect(output.canonical()).toMatchObject([{ level: 'ERROR', RevenueCents: 2_500 }]);
  expect(output.logged()).toMatchObject([
    { level: 'ERROR', error: { name: 'TypeError', message: 'for [redacted]', stack: expect.any(String) } },
  ]);
  const documents = await xray.received('handler');
  expect(documents.map(({ name, fault }) => [name, fault])).toEqual([
    ['smallcart-test-outbox', true],
    ['handler', true],
  ]);
  expect(`${output.text()}${xray.text()}`).not.toContain('ida@');
});

test('something thrown that is no error is not told to Lambda either', async () => {
  const failing = recorded('outbox', context, NOON, () => Promise.reject('ida@mail.example'));
  await expect(failing).rejects.toMatchObject({ name: 'NonError', message: 'A string was thrown.' });
});

describe('the time of an event', () => {
  const message = (received: number) => ({ attributes: { ApproximateFirstReceiveTimestamp: String(received) } });
  const record = (created: number) => ({ dynamodb: { ApproximateCreationDateTime: created } });
  const time = (read: (event: never) => number, event: object) => Reflect.apply(read, undefined, [event]);

  test.each([
    [
      'of a queue’s batch: when its first message was first received',
      queueEventTime,
      [message(NOON), message(1)],
      NOON,
    ],
    ['of a stream’s batch: when its last record was written', streamEventTime, [record(1), record(NOON / 1000)], NOON],
  ] as const)('%s', (_, read, Records, expected) => {
    expect(time(read, { Records })).toBe(expected);
  });

  test('of a batch without records is none', () => {
    expect([time(queueEventTime, { Records: [] }), time(streamEventTime, { Records: [] })]).toEqual([
      Number.NaN,
      Number.NaN,
    ]);
  });
});
