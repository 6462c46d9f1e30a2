import { afterEach, beforeEach, expect, test } from 'vitest';
import { toDocument } from '../../../local/xray/segment.ts';
import type { TraceStore } from '../../../local/xray/trace-store.ts';
import { realStart, scratchTraces, segment, segmentId, subsegment, traceId } from './traces.ts';

let real = realStart * 1_000;
let virtual = real;
let scratch: ReturnType<typeof scratchTraces>;
beforeEach(() => {
  real = realStart * 1_000;
  virtual = real;
  scratch = scratchTraces({ now: () => virtual, realNow: () => real, maxTraces: 10 });
});
afterEach(() => scratch.remove());

const documents = (traces: TraceStore, id = traceId(1)) => (traces.trace(id)?.segments ?? []).map(toDocument);
const idsBetween = (start: number, end: number) =>
  scratch.traces.between(start, end, 100).map((found) => found.traceId);

test('all documents of a trace are moved into virtual time by the offset of the first, durations staying real', () => {
  virtual = real + 3_600_000;
  scratch.traces.put(
    segment(1, { subsegments: [subsegment(2, { start_time: realStart + 0.1, end_time: realStart + 0.25 })] }),
  );
  virtual += 60_000;
  scratch.traces.put(segment(3, { parent_id: segmentId(1), start_time: realStart + 1, end_time: realStart + 1.5 }));
  expect(documents(scratch.traces)).toMatchObject([
    {
      start_time: realStart + 3_600,
      end_time: realStart + 3_600.5,
      subsegments: [{ start_time: realStart + 3_600.1, end_time: realStart + 3_600.25 }],
    },
    { start_time: realStart + 3_601, end_time: realStart + 3_601.5 },
  ]);
  expect(scratch.traces.trace(traceId(1))).toMatchObject({ start: realStart + 3_600, duration: 1.5, partial: false });
});

test('documents that were stamped by the virtual clock stay where they are', () => {
  virtual = real + 3_600_000;
  scratch.traces.put(segment(1, { start_time: virtual / 1_000, end_time: virtual / 1_000 + 1 }), 'virtual');
  scratch.traces.put(segment(3, { start_time: virtual / 1_000 + 2, end_time: virtual / 1_000 + 3 }), 'virtual');
  expect(scratch.traces.trace(traceId(1))).toMatchObject({ start: virtual / 1_000, duration: 3 });
});

test('the offset and the documents survive a restart', () => {
  virtual = real + 1_000_000;
  scratch.traces.put(segment(1));
  scratch.reopen();
  virtual = real;
  scratch.traces.put(segment(2, { parent_id: segmentId(1) }));
  expect(documents(scratch.traces).map((document) => document.start_time)).toEqual([
    realStart + 1_000,
    realStart + 1_000,
  ]);
});

const orders: Record<string, boolean> = { 'before the completed one': false, 'after the completed one': true };
test.each(Object.entries(orders))('an in-progress document %s leaves one completed segment', (_, reversed) => {
  const { end_time: _end, ...open } = segment(1);
  const sent = [{ ...open, in_progress: true }, segment(1, { annotations: { done: true } })];
  for (const document of reversed ? sent.toReversed() : sent) scratch.traces.put(document);
  expect(documents(scratch.traces)).toMatchObject([{ end_time: realStart + 0.5, annotations: { done: true } }]);
  scratch.traces.put(sent[0]);
  expect(scratch.traces.trace(traceId(1))?.partial).toBe(false);
});

test('a trace with a segment still in progress is partial', () => {
  const { end_time: _, ...open } = segment(1);
  scratch.traces.put({ ...open, in_progress: true });
  expect(scratch.traces.trace(traceId(1))?.partial).toBe(true);
});

test('a subsegment sent by itself is shown inside its parent, whichever came first', () => {
  const lone = { ...segment(2, { parent_id: segmentId(1) }), type: 'subsegment' };
  const deeper = { ...segment(3, { parent_id: segmentId(2) }), type: 'subsegment' };
  for (const document of [deeper, lone, segment(1)]) scratch.traces.put(document);
  expect(documents(scratch.traces)).toMatchObject([
    { id: segmentId(1), subsegments: [{ id: segmentId(2), subsegments: [{ id: segmentId(3) }] }] },
  ]);
});

test.each(Object.entries(orders))('a call told of %s, as its caller was still waiting, is one', (_, reversed) => {
  const { end_time: _end, ...open } = subsegment(3, { name: 'DynamoDB', namespace: 'aws' });
  const step = subsegment(4, { name: 'attempt' });
  const caller = subsegment(2, { subsegments: [{ ...open, in_progress: true, subsegments: [step] }] });
  const aws = { operation: 'GetItem', table_name: 'shop' };
  const ended = segment(3, { name: 'DynamoDB', namespace: 'aws', aws, fault: true, parent_id: segmentId(2) });
  const sent = [segment(1, { subsegments: [caller] }), { ...ended, type: 'subsegment', subsegments: [step] }];
  for (const document of reversed ? sent.toReversed() : sent) scratch.traces.put(document);
  const calls = [{ id: segmentId(3), fault: true, aws, subsegments: [{ id: segmentId(4) }] }];
  expect(documents(scratch.traces)).toMatchObject([
    { id: segmentId(1), subsegments: [{ id: segmentId(2), subsegments: calls }] },
    { inferred: true, parent_id: segmentId(3), fault: true, aws },
  ]);
  expect(scratch.traces.trace(traceId(1))?.partial).toBe(false);
});

test('a subsegment whose parent never came stands by itself', () => {
  scratch.traces.put({ ...segment(2, { parent_id: segmentId(1) }), type: 'subsegment' });
  expect(documents(scratch.traces)).toMatchObject([{ id: segmentId(2) }]);
});

test('calls to AWS and to remote services that send no segment get an inferred one, as X-Ray infers', () => {
  const aws = { operation: 'PutItem', table_name: 'shop' };
  const table = subsegment(2, { name: 'DynamoDB', namespace: 'aws', aws, fault: true });
  const queue = subsegment(3, { name: 'SQS', namespace: 'aws', aws: { queue_url: 'http://localhost/0/orders' } });
  const lost = subsegment(4, { name: 'api.example.com', namespace: 'remote' });
  const answered = subsegment(5, { name: 'other', namespace: 'remote' });
  scratch.traces.put(segment(1, { subsegments: [table, queue, lost, answered, subsegment(6, { name: 'own work' })] }));
  scratch.traces.put(segment(7, { parent_id: segmentId(3) }));
  scratch.traces.put(segment(8, { parent_id: segmentId(5) }));
  const inferred = documents(scratch.traces).filter((document) => document.inferred);
  expect(inferred).toHaveLength(3);
  expect(inferred).toEqual(
    expect.arrayContaining([
      expect.objectContaining({
        name: 'DynamoDB',
        origin: 'AWS::DynamoDB::Table',
        parent_id: segmentId(2),
        aws,
        fault: true,
        trace_id: traceId(1),
      }),
      expect.objectContaining({ name: 'SQS', origin: 'AWS::SQS::Queue', parent_id: segmentId(3) }),
      expect.objectContaining({ name: 'api.example.com', origin: 'remote', parent_id: segmentId(4) }),
    ]),
  );
});

test('traces are found by their start, newest first, and paged by place', () => {
  for (const n of [1, 2, 3])
    scratch.traces.put(segment(n, { trace_id: traceId(n), start_time: realStart + n, end_time: realStart + 9 }));
  expect(idsBetween(realStart + 1, realStart + 3)).toEqual([traceId(3), traceId(2), traceId(1)]);
  expect(idsBetween(realStart + 1.5, realStart + 2.5)).toEqual([traceId(2)]);
  const [newest, ...others] = scratch.traces.between(realStart, realStart + 9, 1);
  expect(others).toEqual([]);
  const beyond = scratch.traces.between(realStart, realStart + 9, 5, newest);
  expect(beyond.map((found) => found.traceId)).toEqual([traceId(2), traceId(1)]);
});

test('documents that could not be written are written by the next flush', () => {
  scratch.traces.put(segment(1));
  scratch.store.exec(
    "CREATE TRIGGER refuse BEFORE INSERT ON xray_document BEGIN SELECT RAISE(ABORT, 'disk full'); END",
  );
  expect(() => scratch.traces.flush()).toThrow('disk full');
  scratch.store.exec('DROP TRIGGER refuse');
  scratch.reopen();
  expect(documents(scratch.traces)).toHaveLength(1);
});

test('a document that starts earlier moves the start of its trace', () => {
  scratch.traces.put(segment(1, { start_time: realStart + 0.4 }));
  scratch.reopen();
  scratch.traces.put(segment(2));
  expect(idsBetween(realStart, realStart)).toEqual([traceId(1)]);
});

test('beyond the bound the oldest traces go, with their documents', () => {
  for (let n = 1; n <= 15; n++) scratch.traces.put(segment(n, { trace_id: traceId(n) }));
  expect(idsBetween(0, realStart * 2)).toHaveLength(10);
  scratch.reopen();
  expect([scratch.traces.trace(traceId(5)), scratch.traces.trace(traceId(6))?.id]).toEqual([undefined, traceId(6)]);
});

test('traces are kept for 30 virtual days', () => {
  scratch.traces.put(segment(1));
  scratch.traces.flush();
  virtual += 30 * 86_400_000;
  scratch.traces.expire();
  expect(idsBetween(0, realStart * 2)).toEqual([traceId(1)]);
  virtual += 1;
  expect(scratch.traces.trace(traceId(1))).toBeDefined();
  scratch.traces.expire();
  expect(idsBetween(0, realStart * 2)).toEqual([]);
  expect(scratch.traces.trace(traceId(1))).toBeUndefined();
});
