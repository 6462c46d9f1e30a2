import { DatabaseSync } from 'node:sqlite';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decodeColumn, encodeColumn } from '../../../../local/logs/columns/encode-column.ts';
import type { Value } from '../../../../local/logs/insights/value.ts';
import { type LogStore, openLogStore } from '../../../../local/logs/log-store.ts';
import { ask, GROUP, NOON, openLines } from '../insights/ask.ts';

const DAY = 86_400_000;
const QUERIES = [
  'filter level = "ERROR" | fields @timestamp, route, unique, @message | sort @timestamp, ms',
  'stats count(*), pct(ms, 90), sum(nested.ms) by route, bin(1m) | sort route, bin(1m)',
  'stats count_distinct(unique) as n, max(mixed) as most by @logStream, @log | sort @log, @logStream',
  'filter ispresent(mixed) or unique like /7/ | stats count(*)',
  'fields @message | sort @timestamp, ms | limit 3',
  'stats count(*) as n by _aws.Timestamp | sort _aws.Timestamp',
  'stats min(@ingestionTime) as a, latest(route) as b by level | sort level',
];

/** Lines of every kind: fields that all have, that few have, that are mixed, and too different for a column. */
const line = fc
  .record(
    {
      level: fc.constantFrom('INFO', 'ERROR'),
      route: fc.constantFrom('/a', '/b', 'ü'),
      ms: fc.integer({ min: 0, max: 9_999 }),
      _aws: fc.record({ Timestamp: fc.constantFrom(1, 2) }),
      mixed: fc.oneof(fc.boolean(), fc.integer(), fc.constantFrom('1', 'x'), fc.constant(null)),
      unique: fc.uuid(),
      nested: fc.record({ ms: fc.double({ noNaN: true, noDefaultInfinity: true, min: 0, max: 100 }) }),
    },
    { requiredKeys: ['ms'] },
  )
  .map((value) => JSON.stringify(value));
const lines = fc.array(
  fc.tuple(
    fc.oneof({ weight: 9, arbitrary: line }, { weight: 1, arbitrary: fc.string({ minLength: 1 }) }),
    fc.constantFrom('x', 'y'),
    fc.constantFrom(GROUP, '/aws/lambda/other'),
    fc.integer({ min: 0, max: 300_000 }),
  ),
  { minLength: 1, maxLength: 60 },
);

type Line = readonly [message: string, stream: string, group: string, after: number];

function putAll(logs: LogStore, written: readonly Line[]): void {
  for (const group of [GROUP, '/aws/lambda/other']) if (!logs.group(group)) logs.createGroup(group);
  for (const [index, [message, stream, group, after]] of written.entries()) {
    logs.put(group, stream, [{ timestamp: NOON + after, message }]);
    if (index % 7 === 0) logs.flush();
  }
  logs.flush();
}

async function answers(logs: LogStore): Promise<unknown[]> {
  const all: unknown[] = [];
  for (const query of QUERIES) {
    const { results, progress } = await ask(logs, query, {
      logGroups: [GROUP, '/aws/lambda/other'],
      end: NOON + 200_000,
    });
    all.push({ query, results, progress });
  }
  return all;
}

/** Never complete: every line is read. */
const NO_BLOCKS = 1_000_000;

test('queries answer from columns what they answer from lines', async () => {
  await fc.assert(
    fc.asyncProperty(lines, async (written) => {
      const [columns, plain] = [openLines({ blockSize: 4 }), openLines({ blockSize: NO_BLOCKS })];
      for (const logs of [columns, plain]) putAll(logs, written);
      expect(await answers(columns)).toEqual(await answers(plain));
    }),
    { numRuns: 15 },
  );
});

test('also when the oldest lines were deleted, because there were too many or they expired', async () => {
  await fc.assert(
    fc.asyncProperty(
      lines,
      fc.integer({ min: 1, max: 30 }),
      fc.integer({ min: 0, max: 200_000 }),
      async (written, maxEvents, after) => {
        const open = (blockSize: number): LogStore => {
          let now = NOON;
          const logs = openLines({ blockSize, maxEvents, now: () => now });
          putAll(logs, written);
          logs.setRetention(GROUP, 1);
          now = NOON + DAY + after;
          logs.expire();
          return logs;
        };
        expect(await answers(open(4))).toEqual(await answers(open(NO_BLOCKS)));
      },
    ),
    { numRuns: 15 },
  );
});

test('after a restart in the midst of a block its lines are read, and later blocks are columns again', async () => {
  const store = new DatabaseSync(':memory:');
  const open = (): LogStore => openLogStore({ store, now: () => NOON, record: () => {}, blockSize: 4 });
  const written = Array.from({ length: 20 }, (_, ms): Line => [JSON.stringify({ ms, route: '/a' }), 'x', GROUP, ms]);
  putAll(open(), written.slice(0, 6));
  const reopened = open();
  putAll(reopened, written.slice(6));
  const blocks = store
    .prepare('SELECT first FROM log_block ORDER BY first')
    .all()
    .map(({ first }) => first);
  expect(blocks).toEqual([0, 8, 12, 16]);
  const { results } = await ask(reopened, 'stats count(*) as n, sum(ms) as sum');
  expect(results).toEqual([
    [
      { field: 'n', value: '20' },
      { field: 'sum', value: '190' },
    ],
  ]);
});

test('both ends of the range belong to it', async () => {
  const logs = openLines({ blockSize: 4 });
  const written = Array.from({ length: 16 }, (_, ms): Line => [JSON.stringify({ ms }), 'x', GROUP, ms]);
  putAll(logs, written);
  const query = 'stats min(ms) as first, max(ms) as last';
  const { results } = await ask(logs, query, { start: NOON + 5, end: NOON + 9 });
  expect(results).toEqual([
    [
      { field: 'first', value: '5' },
      { field: 'last', value: '9' },
    ],
  ]);
});

test('columns go with the lines that they are of', () => {
  const store = new DatabaseSync(':memory:');
  const logs = openLogStore({ store, now: () => NOON, record: () => {}, blockSize: 4, maxEvents: 8 });
  putAll(
    logs,
    Array.from({ length: 43 }, (_, ms): Line => [`{"ms":${ms}}`, 'x', GROUP, ms]),
  );
  logs.expire();
  const of = (table: string, id: string) =>
    store
      .prepare(`SELECT ${id} AS id FROM ${table} ORDER BY 1`)
      .all()
      .map(({ id: first }) => first);
  expect(of('log_block', 'first')).toEqual([36, 40]);
  expect(of('log_column', 'block')).toEqual([36, 40]);
});

test('columns that cannot be written are told of, and their lines are kept and read', async () => {
  const store = new DatabaseSync(':memory:');
  const errors: unknown[] = [];
  const onError = (error: unknown) => errors.push(error);
  const logs = openLogStore({ store, now: () => NOON, record: () => {}, blockSize: 4, onError });
  store.exec("CREATE TRIGGER refuse BEFORE INSERT ON log_column BEGIN SELECT RAISE(ABORT, 'disk full'); END");
  putAll(
    logs,
    Array.from({ length: 10 }, (_, ms): Line => [`{"ms":${ms}}`, 'x', GROUP, ms]),
  );
  expect(errors.map(String)).toEqual(['Error: disk full']);
  expect((await ask(logs, 'stats sum(ms)')).results).toEqual([[{ field: 'sum(ms)', value: '45' }]]);
});

test('lines with a thousand different fields have no columns, and are read', async () => {
  const store = new DatabaseSync(':memory:');
  const logs = openLogStore({ store, now: () => NOON, record: () => {}, blockSize: 16 });
  const line = (index: number) =>
    Object.fromEntries(Array.from({ length: 100 }, (_, field) => [`${index}-${field}`, 1]));
  putAll(
    logs,
    Array.from({ length: 15 }, (_, index): Line => [JSON.stringify({ ms: index, ...line(index) }), 'x', GROUP, index]),
  );
  expect(store.prepare('SELECT * FROM log_block').all()).toEqual([]);
  expect((await ask(logs, 'stats sum(ms)')).results).toEqual([[{ field: 'sum(ms)', value: '105' }]]);
});

test('of a line with more fields than are discovered, queries find the others, too', async () => {
  const logs = openLines({ blockSize: 4 });
  const many = Object.fromEntries(Array.from({ length: 250 }, (_, field) => [`field${field}`, field]));
  putAll(
    logs,
    Array.from({ length: 8 }, (_, index): Line => [JSON.stringify(many), 'x', GROUP, index]),
  );
  expect((await ask(logs, 'stats sum(field249) as sum')).results).toEqual([[{ field: 'sum', value: `${8 * 249}` }]]);
});

test('a column is read as it was written, unless it has too many texts', () => {
  const value = fc.oneof(
    fc.string(),
    fc.double({ noNaN: true }).filter((number) => !Object.is(number, -0) && Number.isFinite(number)),
    fc.constant(undefined),
  );
  fc.assert(
    fc.property(fc.array(value, { minLength: 2 }), (values) => {
      const data = encodeColumn(values);
      fc.pre(data !== undefined);
      expect(decodeColumn(data)).toEqual(values);
    }),
  );
  const many = (of: (index: number) => Value) => Array.from({ length: 2_000 }, (_, index) => of(index));
  expect(encodeColumn(many((index) => `text ${index}`))).toBeUndefined();
  expect(encodeColumn(many((index) => (index === 1_999 ? 'text' : index)))).toBeUndefined();
  const numbers = many((index) => (index % 5 === 0 ? undefined : index / 3));
  expect(decodeColumn(encodeColumn(numbers) ?? new Uint8Array())).toEqual(numbers);
});
