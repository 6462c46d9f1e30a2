import { setImmediate } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { Problem } from '../../../../functions/lib/problem.ts';
import { continueTrace, correlation, inSubsegment, traceHeader } from '../../../../functions/lib/tracing.ts';
import { FUNCTION_ENVIRONMENT } from '../../../support/embedded-table.ts';
import { type SegmentDocument, type SegmentListener, startSegmentListener } from '../../../support/segment-listener.ts';

let xray: SegmentListener;
let traces = 0;
let root: string;
const PARENT = 'f'.repeat(16);

beforeAll(async () => {
  xray = await startSegmentListener();
  Object.assign(process.env, FUNCTION_ENVIRONMENT, {
    AWS_XRAY_DAEMON_ADDRESS: `127.0.0.1:${xray.port}`,
    AWS_LAMBDA_FUNCTION_NAME: 'smallcart-test-catalog',
  });
});
beforeEach(() => {
  xray.clear();
  traces += 1;
  root = `1-66000000-${String(traces).padStart(24, '0')}`;
  invoke('Sampled=1');
});
afterAll(() => xray.stop());

function invoke(sampling: string): void {
  process.env._X_AMZN_TRACE_ID = `Root=${root};Parent=${PARENT};${sampling}`;
}

const named = (documents: readonly SegmentDocument[], name: string) => documents.find((each) => each.name === name);
const exceptionsOf = (document: SegmentDocument | undefined) => document?.cause?.exceptions ?? [];
const quietly = (work: Promise<unknown>) => work.catch(() => {});

/** Everything that is sent until then: datagrams on loopback arrive in order. */
async function sent(): Promise<SegmentDocument[]> {
  const sampling = process.env._X_AMZN_TRACE_ID;
  invoke('Sampled=1');
  await inSubsegment('the end', async () => {});
  process.env._X_AMZN_TRACE_ID = sampling;
  return (await xray.received('the end')).filter(({ name }) => name !== 'the end');
}

describe('work', () => {
  test('is a subsegment below Lambda’s segment, with what was done in it below it', async () => {
    await inSubsegment('outer', async (span) => {
      span.annotate({ orderId: 'ord_1', hit: true, nothing: undefined });
      span.note({ size: 3 });
      await inSubsegment('inner', async () => {});
    });
    const documents = await sent();
    expect(named(documents, 'outer')).toMatchObject({
      id: expect.stringMatching(/^[0-9a-f]{16}$/),
      trace_id: root,
      parent_id: PARENT,
      type: 'subsegment',
      annotations: { stage: 'test', orderId: 'ord_1', hit: true },
      metadata: { default: { size: 3 } },
      subsegments: [{ name: 'inner' }],
    });
    expect(named(documents, 'outer')).not.toHaveProperty('fault');
    expect(named(documents, 'inner')).toMatchObject({ parent_id: named(documents, 'outer')?.id });
  });

  test('that is done at the same time stays apart', async () => {
    const work = (name: string, depth: number): Promise<void> =>
      inSubsegment(name, async () => {
        await setImmediate();
        if (depth > 0) await Promise.all([work(`${name}.a`, depth - 1), work(`${name}.b`, depth - 1)]);
        await setImmediate();
      });
    await Promise.all([work('x', 2), work('y', 2)]);
    const documents = await sent();
    expect(documents).toHaveLength(14);
    for (const { name, parent_id } of documents) {
      const parent = name.includes('.') ? named(documents, name.slice(0, -2))?.id : PARENT;
      expect(parent_id).toBe(parent);
    }
  });

  test('that outlives its parent is in progress at first, and sent when it ends', async () => {
    const { promise, resolve } = Promise.withResolvers<void>();
    let late: Promise<void> | undefined;
    await inSubsegment('outer', async () => {
      late = inSubsegment('late', () => promise);
    });
    expect(named(await sent(), 'late')).toMatchObject({ in_progress: true });
    xray.clear();
    resolve();
    await late;
    expect(named(await sent(), 'late')).toMatchObject({
      trace_id: root,
      type: 'subsegment',
      end_time: expect.any(Number),
    });
  });

  test('of hundreds of steps is sent in parts that hang together, one at a time: none is lost', async () => {
    const step = async (number: number) => {
      const told = 'much '.repeat(number < 250 ? 150 : 1);
      await inSubsegment(`step ${number}`, async (span) => span.annotate({ told }));
      await setImmediate();
    };
    await inSubsegment('walk', async () => {
      for (let number = 0; number < 350; number++) await step(number);
    });
    const documents = await sent();
    const walk = named(documents, 'walk');
    expect(new Set(documents.map(({ name }) => name)).size).toBe(351);
    expect(documents.filter(({ parent_id }) => parent_id === walk?.id)).toHaveLength(350);
  });

  test('is named and annotated by X-Ray’s rules, and tells no one’s address', async () => {
    await inSubsegment('GET /a?{b}|ida', async (span) => {
      span.annotate({ 'no-key': 1, ok_1: 'ida@mail.example', long: 'x '.repeat(1_000), big: Number.NaN });
      span.annotate({ orderId: 'ord_01234567890123456789012345', card: '4242 4242 4242 4242' });
    });
    const [document] = await sent();
    expect(document?.name).toBe('GET /abida');
    expect(document?.annotations).toEqual({
      stage: 'test',
      ok_1: '[redacted]',
      long: 'x '.repeat(500),
      orderId: 'ord_01234567890123456789012345',
      card: '[redacted]',
    });
  });

  test('is just done where there is no trace', async () => {
    delete process.env._X_AMZN_TRACE_ID;
    const result = await inSubsegment('untraced', async (span) => {
      span.annotate({ a: 1 });
      return [traceHeader(), correlation()];
    });
    expect(result).toEqual([undefined, {}]);
    expect(await sent()).toEqual([]);
  });
});

describe('work that fails', () => {
  const fail = (error: unknown) =>
    quietly(
      inSubsegment('outer', () =>
        inSubsegment('inner', async () => {
          throw error;
        }),
      ),
    );

  test('is a fault with its causes and their frames, without what was typed', async () => {
    const cause = new TypeError('no number: 4242424242424242');
    await fail(new Error('of ida@mail.example', { cause }));
    const documents = await sent();
    for (const name of ['outer', 'inner']) {
      const [first, second] = exceptionsOf(named(documents, name));
      expect(first?.cause).toBe(second?.id);
      expect(second).not.toHaveProperty('cause');
      expect(named(documents, name)).toMatchObject({
        fault: true,
        cause: {
          exceptions: [
            {
              id: expect.stringMatching(/^[0-9a-f]{16}$/),
              type: 'Error',
              message: 'of [redacted]',
              remote: false,
              stack: expect.arrayContaining([
                expect.objectContaining({ path: expect.stringContaining('tracer.test.ts'), line: expect.any(Number) }),
              ]),
            },
            { type: 'TypeError', message: 'no number: [redacted]' },
          ],
        },
      });
    }
    expect(xray.text()).not.toMatch(/ida@|4242/);
  });

  test.each([
    [404, { error: true }],
    [429, { error: true, throttle: true }],
  ] as const)('because of its caller (%d) is an error, not a fault', async (status, flags) => {
    await fail(new Problem(status, 'No.'));
    const [document] = await sent();
    expect(document).toMatchObject(flags);
    expect(document).not.toHaveProperty('fault');
    expect(document).not.toHaveProperty('cause');
  });

  test('with something that is no error is a fault that does not quote it', async () => {
    await fail('ida@mail.example');
    expect(named(await sent(), 'outer')).toMatchObject({ fault: true, cause: { exceptions: [{ type: 'NonError' }] } });
    expect(xray.text()).not.toContain('ida');
  });
});

describe('an invocation that is not sampled', () => {
  beforeEach(() => invoke('Sampled=0'));

  test('sends nothing, and says so to whoever continues its trace', async () => {
    const header = await inSubsegment('outer', () => inSubsegment('inner', async () => traceHeader()));
    expect(header).toBe(`Root=${root};Parent=${PARENT};Sampled=0`);
    expect(await sent()).toEqual([]);
  });

  test('sends nothing for what its caller did wrong, nor for a fault that was made good', async () => {
    await quietly(inSubsegment('refused', () => Promise.reject(new Problem(409, 'No.'))));
    await inSubsegment('outer', () => quietly(inSubsegment('inner', () => Promise.reject(new Error('once')))));
    expect(await sent()).toEqual([]);
  });

  test('sends a fault in a segment of the function’s own, which X-Ray can show', async () => {
    const request = { method: 'GET', url: 'https://shop.example/api/products' };
    await inSubsegment('GET /api/products', async (span) => {
      await inSubsegment('inner', async () => {});
      span.http(request, 500);
    });
    const documents = await sent();
    expect(named(documents, 'smallcart-test-catalog')).toMatchObject({
      id: PARENT,
      trace_id: root,
      origin: 'AWS::Lambda::Function',
      fault: true,
      http: { request, response: { status: 500 } },
      subsegments: [{ annotations: { stage: 'test', unsampled: true }, subsegments: [{ name: 'inner' }] }],
    });
    expect(named(documents, 'smallcart-test-catalog')).not.toHaveProperty('type');
  });

  test('keeps no more than a bounded number of its steps in mind', async () => {
    await quietly(
      inSubsegment('walk', async () => {
        for (let step = 0; step < 1_000; step++) await inSubsegment('step', async () => {});
        throw new Error('at the end');
      }),
    );
    expect((await sent()).filter(({ name }) => name === 'step').length).toBeLessThanOrEqual(100);
  });
});

describe('a trace that is continued', () => {
  const ORIGIN = '1-66000001-000000000000000000000001';
  const header = `Root=${ORIGIN};Parent=${'e'.repeat(16)};Sampled=1;Correlation=page.7`;

  test('goes on in a segment of its own, with the ids that it belongs to', async () => {
    const within = await continueTrace('outbox', header, () =>
      inSubsegment('SQS', async () => [correlation(), traceHeader()]),
    );
    const documents = await sent();
    const segment = named(documents, 'outbox');
    expect(segment).toMatchObject({ trace_id: ORIGIN, parent_id: 'e'.repeat(16), subsegments: [{ name: 'SQS' }] });
    expect(segment).not.toHaveProperty('type');
    const parent = named(documents, 'SQS')?.id;
    expect(within).toEqual([
      { traceId: ORIGIN, correlationId: 'page.7' },
      `Root=${ORIGIN};Parent=${parent};Sampled=1;Correlation=page.7`,
    ]);
  });

  test.each([undefined, '', 'Root=nonsense'])('by the header "%s" is the invocation’s own', async (none) => {
    await continueTrace('outbox', none, async () => {});
    expect(named(await sent(), 'outbox')).toMatchObject({ trace_id: root, parent_id: PARENT, type: 'subsegment' });
  });

  test('and fails is sent though it is not sampled', async () => {
    const unsampled = header.replace('Sampled=1', 'Sampled=0');
    await quietly(continueTrace('outbox', unsampled, () => Promise.reject(new Error('no'))));
    expect(named(await sent(), 'outbox')).toMatchObject({
      trace_id: ORIGIN,
      annotations: { unsampled: true },
      fault: true,
    });
  });
});

describe('X-Ray’s daemon', () => {
  test.each(['127.0.0.1:1', 'nonsense', '127.0.0.1:99999', 'tcp:127.0.0.1:1'])(
    'at "%s" is not there, which harms nobody',
    async (address) => {
      const before = process.env.AWS_XRAY_DAEMON_ADDRESS;
      process.env.AWS_XRAY_DAEMON_ADDRESS = address;
      expect(await inSubsegment('work', async () => 'done')).toBe('done');
      process.env.AWS_XRAY_DAEMON_ADDRESS = before;
      expect(await sent()).toEqual([]);
    },
  );

  test('may be named as Lambda’s documentation does for two protocols', async () => {
    const before = process.env.AWS_XRAY_DAEMON_ADDRESS;
    process.env.AWS_XRAY_DAEMON_ADDRESS = `tcp:127.0.0.1:1 udp:${before}`;
    await inSubsegment('work', async () => {});
    process.env.AWS_XRAY_DAEMON_ADDRESS = before;
    expect(await sent()).toHaveLength(1);
  });
});
