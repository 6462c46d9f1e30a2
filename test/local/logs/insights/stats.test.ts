import fc from 'fast-check';
import { expect, test } from 'vitest';
import { GROUP, NOON, openLines, putLines, rowsOf } from './ask.ts';

const shop = openLines();
// A second apart, from noon on: the first sixty are in one minute.
putLines(
  shop,
  Array.from({ length: 100 }, (_, index) => ({
    route: index % 2 === 0 ? '/even' : '/odd',
    ms: index + 1,
    ...(index < 10 && { first: `item${index}` }),
  })),
);
const [minute0, minute1] = ['2026-01-15 12:00:00.000', '2026-01-15 12:01:00.000'];

test.each<[sentence: string, query: string, rows: readonly Record<string, string>[]]>([
  [
    'count(*) counts lines, count of a field those that have it',
    'stats count(*), count(), count(first)',
    [{ 'count(*)': '100', 'count()': '100', 'count(first)': '10' }],
  ],
  [
    'count_distinct',
    'stats count_distinct(route) as routes, count_distinct(none) as none',
    [{ routes: '2', none: '0' }],
  ],
  [
    'sum, avg, min, max',
    'stats sum(ms) as sum, avg(ms) as avg, min(ms) as min, max(ms) as max',
    [{ sum: '5050', avg: '50.5', min: '1', max: '100' }],
  ],
  ['standard deviation', 'filter ms <= 2 | stats stddev(ms) as deviation', [{ deviation: '0.5' }]],
  [
    'percentiles, under both names',
    'stats pct(ms, 95) as p95, percentile(ms, 50) as p50, median(ms) as median, pct(ms, 100) as most',
    [{ p95: '95', p50: '50', median: '50', most: '100' }],
  ],
  ['the earliest and the latest value', 'stats earliest(ms) as e, latest(first) as l', [{ e: '1', l: 'item9' }]],
  [
    'the first and the last value in the order of sort',
    'stats sortsFirst(first) as f, sortsLast(ms) as l',
    [{ f: 'item0', l: '100' }],
  ],
  [
    'by a field, which comes first',
    'stats count(*) as n by route',
    [
      { route: '/even', n: '50' },
      { route: '/odd', n: '50' },
    ],
  ],
  [
    'by time',
    'stats count(*) as n by bin(1m)',
    [
      { 'bin(1m)': minute0, n: '60' },
      { 'bin(1m)': minute1, n: '40' },
    ],
  ],
  [
    'by time under a name, and a field',
    'stats pct(ms, 95) as p95 by bin(1m) as time, route | filter route = "/odd" | sort time desc',
    [
      { time: minute1, route: '/odd', p95: '98' },
      { time: minute0, route: '/odd', p95: '58' },
    ],
  ],
  [
    'by what is computed',
    'stats count(*) as n by floor(ms / 50) * 50 as from | sort from',
    [
      { from: '0', n: '49' },
      { from: '50', n: '50' },
      { from: '100', n: '1' },
    ],
  ],
  ['arithmetic over aggregations', 'stats count(first) * 100 / count(*) as percent', [{ percent: '10' }]],
  ['aggregations of what is computed', 'stats sum(floor(ms / 100)) as hundreds', [{ hundreds: '1' }]],
  [
    'functions of aggregations',
    'stats fromMillis(max(@timestamp)) as last, max(@timestamp) as millis',
    [{ last: '2026-01-15 12:01:39.000', millis: '1768478499000' }],
  ],
  [
    'sorted by an aggregation without a name',
    'stats max(ms) by route | sort max(ms) desc | limit 1',
    [{ route: '/odd', 'max(ms)': '100' }],
  ],
  [
    'what it is grouped by may be missing',
    'filter ms > 9 | stats count(*) as n by first | sort n',
    [{ first: 'item9', n: '1' }, { n: '90' }],
  ],
  // "Sample queries": overprovisioned memory of Lambda.
  [
    'a result may name those before it',
    'stats max(ms) as most, min(ms) as least, most - least as range, range * 2 as twice',
    [{ most: '100', least: '1', range: '99', twice: '198' }],
  ],
  [
    'and what the lines are grouped by',
    'stats count(*) as n, concat(route, "!") as shown, bin + 0 as at by route, bin(1d) as bin | limit 1',
    [{ route: '/even', bin: '2026-01-15 00:00:00.000', n: '50', shown: '/even!', at: '1768435200000' }],
  ],
  [
    'lines in order are counted like any',
    'fields ms | sort @timestamp desc | stats count(*) as n, max(ms) as most',
    [{ n: '100', most: '100' }],
  ],
  [
    'results have no time of their own to be sorted by',
    'stats count(*) as n by route | sort @timestamp desc',
    [
      { route: '/even', n: '50' },
      { route: '/odd', n: '50' },
    ],
  ],
  [
    'but may name one',
    'stats max(@timestamp) as @timestamp by route | sort @timestamp desc | limit 1 | display route',
    [{ route: '/odd' }],
  ],
  ['no lines have no statistics', 'filter ms > 1000 | stats count(*)', []],
  [
    'statistics of statistics',
    'stats max(ms) as most by bin(1m), route | stats count(*) as groups, sum(most) as total',
    [{ groups: '4', total: '318' }],
  ],
  [
    'further fields of the results',
    'stats sum(ms) as total by route | fields total / 50 as mean | sort mean desc | limit 1',
    [{ route: '/odd', total: '2550', mean: '51' }],
  ],
  [
    'a filter of the results',
    'stats sum(ms) as total by route | filter total > 2500',
    [{ route: '/odd', total: '2550' }],
  ],
  [
    'display of the results',
    'stats sum(ms) as total by route | sort total | display route',
    [{ route: '/even' }, { route: '/odd' }],
  ],
])('%s', async (_, query, rows) => expect(await rowsOf(shop, query)).toEqual(rows));

test('of lines of the same moment the one that came later is the latest, and the first the earliest', async () => {
  const logs = openLines();
  const messages = ['{"v":1}', '{"v":2}', '{"v":3}'];
  logs.put(
    GROUP,
    'stream',
    messages.map((message) => ({ timestamp: NOON, message })),
  );
  expect(await rowsOf(logs, 'stats earliest(v) as e, latest(v) as l')).toEqual([{ e: '1', l: '3' }]);
});

test('natural order: texts before numbers, digits in texts by their value, what is missing last', async () => {
  const logs = openLines();
  putLines(logs, [{ v: 'b10' }, { v: 2 }, { v: 'b9' }, { v: '10' }, {}, { v: 'a' }]);
  const values = async (direction: string) => (await rowsOf(logs, `fields v | sort v ${direction}`)).map(({ v }) => v);
  expect(await values('asc')).toEqual(['a', 'b9', 'b10', '2', '10', undefined]);
  expect(await values('desc')).toEqual(['10', '2', 'b10', 'b9', 'a', undefined]);
});

test('natural order as AWS shows it ("sort": its example)', async () => {
  const sorted = ['!:', '#', '*%04', '0#', '5A', '111A', '2345_', '@', '@_', 'A', 'A9876fghj', 'a12345hfh', '0', '01'];
  const values = [...sorted, '1', '2', '3'];
  const logs = openLines();
  putLines(
    logs,
    values.toReversed().map((v) => ({ v })),
  );
  // 01 and 1 are the same number.
  const shown = (await rowsOf(logs, 'fields v | sort v, strlen(v) desc')).map(({ v }) => v);
  expect(shown).toEqual(values);
  expect((await rowsOf(logs, 'fields v | sort v desc, strlen(v)')).map(({ v }) => v)).toEqual(values.toReversed());
});

test('counts, sums and percentiles are those of the lines, whatever they are', async () => {
  const numbers = fc.array(fc.integer({ min: -1000, max: 1000 }), { minLength: 1, maxLength: 60 });
  await fc.assert(
    fc.asyncProperty(numbers, fc.integer({ min: 1, max: 100 }), async (values, percent) => {
      const logs = openLines();
      putLines(
        logs,
        values.map((v) => ({ v })),
      );
      const sorted = values.toSorted((a, b) => a - b);
      const [row] = await rowsOf(logs, `stats count(*) as n, sum(v) as sum, min(v) as least, pct(v, ${percent}) as p`);
      const atOrBelow = values.filter((v) => v <= Number(row?.p)).length;
      const below = values.filter((v) => v < Number(row?.p)).length;
      expect(row).toMatchObject({
        n: `${values.length}`,
        sum: `${values.reduce((a, b) => a + b, 0)}`,
        least: `${sorted[0]}`,
      });
      expect(atOrBelow / values.length).toBeGreaterThanOrEqual(percent / 100);
      expect(below / values.length).toBeLessThan(percent / 100);
    }),
    { numRuns: 30 },
  );
});
