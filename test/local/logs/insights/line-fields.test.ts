import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createFieldReader, lineFields } from '../../../../local/logs/insights/line-fields.ts';
import type { Value } from '../../../../local/logs/insights/value.ts';

/** What the reader of some fields finds in a line. */
function read(message: string, names: readonly string[]): readonly Value[] {
  const row: Value[] = names.map(() => undefined);
  createFieldReader(names.map((name, slot) => ({ name, slot })))(message, row);
  return row;
}

const id = '5b2f1c1e-7d0c-4a8e-9a55-0f6b3f1f2c11';
const report = `REPORT RequestId: ${id}\tDuration: 41.27 ms\tBilled Duration: 42 ms\tMemory Size: 512 MB\tMax Memory Used: 81 MB\tInit Duration: 214.05 ms\t\nXRAY TraceId: 1-6920b1a0-0123456789abcdef01234567\tSegmentId: 0a1b2c3d4e5f6071\tSampled: true\t`;

test.each<[sentence: string, line: string, fields: Record<string, Value>]>([
  ['members of JSON', '{"a":1,"b":"two","c":true,"d":false,"e":null}', { a: 1, b: 'two', c: 1, d: 0 }],
  ['members of members, and of lists', '{"a":{"b":[{"c":1},2]}}', { 'a.b.0.c': 1, 'a.b.1': 2 }],
  ['JSON with spaces', ' { "a" : 1 , "b" : { "c" : "}" } }', { a: 1, 'b.c': '}' }],
  ['escaped names and texts', '{"a\\"b":"c\\\\","d":"\\u0041"}', { 'a"b': 'c\\', d: 'A' }],
  [
    'the first JSON fragment of a line',
    `2026-01-15T12:00:00.000Z\t${id}\tINFO\tsaid {"a":"}"} and {"b":2}`,
    { '@requestId': id, a: '}' },
  ],
  [
    'the report of an invocation: durations in milliseconds, sizes in bytes',
    report,
    {
      '@type': 'REPORT',
      '@requestId': id,
      '@duration': 41.27,
      '@billedDuration': 42,
      '@initDuration': 214.05,
      '@memorySize': 512_000_000,
      '@maxMemoryUsed': 81_000_000,
      '@xrayTraceId': '1-6920b1a0-0123456789abcdef01234567',
      '@xraySegmentId': '0a1b2c3d4e5f6071',
    },
  ],
  ['its start and its end', `START RequestId: ${id} Version: 3`, { '@type': 'START', '@requestId': id }],
  ['broken JSON has no fields', '{"a":1,', {}],
  ['nor has text', 'just text', {}],
])('%s', (_, line, fields) => {
  const found = Object.fromEntries([...lineFields(line)].filter(([, value]) => value !== undefined));
  expect(found).toEqual(fields);
  expect(read(line, Object.keys(fields))).toEqual(Object.values(fields));
});

test('no more than 200 fields are discovered', () => {
  const many = Object.fromEntries(Array.from({ length: 300 }, (_, index) => [`f${index}`, index]));
  expect(lineFields(JSON.stringify(many)).size).toBe(200);
});

test('a few fields are read as if the whole line were parsed, whatever it is', () => {
  const lines = fc.object({
    key: fc.string({ minLength: 1 }),
    maxDepth: 3,
    maxKeys: 5,
    values: [fc.string(), fc.integer(), fc.boolean(), fc.constant(null)],
  });
  fc.assert(
    fc.property(lines, fc.boolean(), (object, spaced) => {
      const line = JSON.stringify(object, null, spaced ? 2 : 0);
      const fields = [...lineFields(line)];
      // Names with dots of their own may mean two things.
      const clear = fields.filter(([name]) => fields.filter(([other]) => other.startsWith(name)).length === 1);
      fc.pre(!JSON.stringify(object).includes('.'));
      expect(
        read(
          line,
          clear.map(([name]) => name),
        ),
      ).toEqual(clear.map(([, value]) => value));
    }),
    { numRuns: 200 },
  );
});

test('of a line that was cut off nothing is read, wherever that was', () => {
  const line = '{"level":"INFO","inner":{"b":1},"list":[1,2],"message":"a \\"quoted\\" word"}';
  for (let end = 1; end < line.length; end += 1)
    expect(read(line.slice(0, end), ['level', 'inner.b']), line.slice(0, end)).toEqual([undefined, undefined]);
  expect(read(line, ['level', 'inner.b'])).toEqual(['INFO', 1]);
});

test('lines that are no JSON are read without an error', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      read(`{${text}`, ['a', 'a.b', '@type']);
      read(text, ['a', '@requestId']);
    }),
    { numRuns: 200 },
  );
});
