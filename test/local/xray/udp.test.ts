import { createSocket } from 'node:dgram';
import fc from 'fast-check';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { listenForSegments, type UdpListener } from '../../../local/xray/udp.ts';
import { realStart, scratchTraces, segment, traceId } from './traces.ts';

let scratch: ReturnType<typeof scratchTraces>;
let listener: UdpListener;
const sender = createSocket('udp4');
beforeEach(async () => {
  scratch = scratchTraces();
  listener = await listenForSegments((document) => scratch.traces.put(document));
});
afterEach(async () => {
  await listener.close();
  scratch.remove();
});

const send = (datagram: string | Buffer) =>
  new Promise<void>((resolve, reject) =>
    sender.send(datagram, listener.port, '127.0.0.1', (error) => (error ? reject(error) : resolve())),
  );
const datagram = (document: unknown) => `{"format": "json", "version": 1}\n${JSON.stringify(document)}`;
const received = (count: number) => expect.poll(() => listener.counts().received).toBe(count);

test("a datagram in the daemon's format becomes a segment", async () => {
  await send(datagram(segment(1)));
  await received(1);
  expect(scratch.traces.trace(traceId(1))?.segments).toHaveLength(1);
});

const malformed: Record<string, string | Buffer> = {
  'no header': JSON.stringify(segment(1)),
  'another format': `{"format":"xml","version":1}\n${JSON.stringify(segment(1))}`,
  'a broken document': '{"format":"json","version":1}\n{"id":',
  'a document that is no object': datagram(7),
  'a segment without a name': datagram(segment(1, { name: undefined })),
  'a segment without an end': datagram(segment(1, { end_time: undefined })),
  'a malformed trace id': datagram(segment(1, { trace_id: '1-2-3' })),
  'a subsegment without a parent': datagram(segment(1, { type: 'subsegment' })),
  'subsegments nested without end': datagram(
    Array.from({ length: 300 }).reduce<unknown>((inner) => segment(1, { subsegments: [inner] }), segment(1)),
  ),
  'metadata nested without end': `{"format":"json","version":1}\n${JSON.stringify(segment(1)).slice(0, -1)},"metadata":${'['.repeat(30_000)}${']'.repeat(30_000)}}`,
  nothing: '',
  bytes: Buffer.from([0xff, 0x0a, 0xfe]),
};

test.each(Object.entries(malformed))('%s is counted as malformed and changes nothing', async (_, bytes) => {
  await send(bytes);
  await received(1);
  expect(listener.counts()).toEqual({ received: 1, malformed: 1 });
  expect(scratch.traces.between(0, realStart * 2, 1)).toEqual([]);
});

test('no datagram stops the listener', async () => {
  const bytes = fc.oneof(
    fc.string(),
    fc.json().map((text) => `{"format":"json","version":1}\n${text}`),
    fc
      .record({ name: fc.anything(), subsegments: fc.json(), start_time: fc.double() })
      .map(
        (members) =>
          `{"format":"json","version":1}\n${JSON.stringify(segment(1, members as never), (_key, value) => (typeof value === 'bigint' ? 0 : value))}`,
      ),
  );
  const datagrams = fc.sample(bytes, 300);
  for (const text of datagrams) await send(text);
  await send(datagram(segment(1)));
  await received(datagrams.length + 1);
  expect(scratch.traces.trace(traceId(1))?.segments).toHaveLength(1);
});
