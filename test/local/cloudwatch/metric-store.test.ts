import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type MetricSample, type MetricStore, openMetricStore } from '../../../local/cloudwatch/metric-store.ts';
import { readStatistic } from '../../../local/cloudwatch/metrics/read-statistic.ts';
import { parseStatistic } from '../../../local/cloudwatch/metrics/statistic.ts';
import { chunkSpan, MINUTE_TIER, TIERS } from '../../../local/cloudwatch/metrics/tier.ts';
import { openStore } from '../../../local/store.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const NOON = Date.parse('2026-11-21T12:00:00Z');
const FIVE_MINUTES = TIERS[1] ?? MINUTE_TIER;
/** Writes one datapoint, then ten metrics more, and is killed while it writes those. */
const KILLED = new URL('../../support/killed-metric-writer.ts', import.meta.url);

const SAMPLE: MetricSample = {
  namespace: 'SmallCart/test',
  name: 'Latency',
  dimensions: { Service: 'cart' },
  unit: 'Milliseconds',
  timestamp: NOON,
  value: 1,
};

type Question = { stat?: string; start?: number; end?: number; period?: number; unit?: MetricSample['unit'] };

function ask(
  store: MetricStore,
  { stat = 'Sum', start = NOON, end = NOON + HOUR, period = MINUTE, unit }: Question = {},
) {
  const statistic = parseStatistic(stat);
  if (statistic === undefined) throw new RangeError(stat);
  const { namespace, name, dimensions } = SAMPLE;
  const points = readStatistic(store, { namespace, name, dimensions, statistic, period, unit }, start, end);
  return points.timestamps.map((timestamp, index) => [(timestamp - start) / period, points.values[index]]);
}

const open = (database = new DatabaseSync(':memory:'), memoryBound = 2 ** 27) =>
  openMetricStore({
    ...{ database, memoryBound },
    onError(error) {
      throw error;
    },
  });

describe('datapoints', () => {
  it('of one minute are aggregated, and 0 is a datapoint', () => {
    const store = open();
    for (const [offset, value] of [
      [0, 4],
      [59 * SECOND, 6],
      [MINUTE, 0],
      [3 * MINUTE, 5],
    ] as const) {
      store.record({ ...SAMPLE, timestamp: NOON + offset, value });
    }
    expect(ask(store)).toEqual([
      [0, 10],
      [1, 0],
      [3, 5],
    ]);
    expect(ask(store, { stat: 'Average' })).toEqual([
      [0, 5],
      [1, 0],
      [3, 5],
    ]);
    expect(ask(store, { stat: 'SampleCount' })).toEqual([
      [0, 2],
      [1, 1],
      [3, 1],
    ]);
    expect(ask(store, { stat: 'p50', period: 5 * MINUTE })).toEqual([[0, 4]]);
  });

  it('of longer periods are counted from the start that is asked for', () => {
    const store = open();
    for (let minute = 0; minute < 6; minute++)
      store.record({ ...SAMPLE, timestamp: NOON + minute * MINUTE, value: minute });
    expect(ask(store, { start: NOON + MINUTE, period: 2 * MINUTE })).toEqual([
      [0, 3],
      [1, 7],
      [2, 5],
    ]);
  });

  it('at the end of the range are left out, at its start taken', () => {
    const store = open();
    for (const minute of [0, 1, 2]) store.record({ ...SAMPLE, timestamp: NOON + minute * MINUTE });
    expect(ask(store, { start: NOON + MINUTE, end: NOON + 2 * MINUTE })).toEqual([[0, 1]]);
  });

  it('count as many samples as they say', () => {
    const store = open();
    store.record({ ...SAMPLE, value: 3, count: 5 });
    expect(ask(store)).toEqual([[0, 15]]);
    expect(ask(store, { stat: 'SampleCount' })).toEqual([[0, 5]]);
  });

  it('of high resolution answer periods below a minute, others do not', () => {
    const store = open();
    store.record({ ...SAMPLE, timestamp: NOON + SECOND, storageResolution: 1 });
    store.record({ ...SAMPLE, timestamp: NOON + 12 * SECOND, storageResolution: 1 });
    store.record({ ...SAMPLE, timestamp: NOON + 25 * SECOND });
    expect(ask(store, { period: 10 * SECOND })).toEqual([
      [0, 1],
      [1, 1],
    ]);
    expect(ask(store, { period: MINUTE })).toEqual([[0, 3]]);
  });
});

describe('identity', () => {
  it.each([
    ['another namespace', { namespace: 'Other' }],
    ['another name', { name: 'Other' }],
    ['another value of a dimension', { dimensions: { Service: 'checkout' } }],
    ['a dimension more', { dimensions: { Service: 'cart', Route: '/' } }],
    ['no dimension', { dimensions: {} }],
  ])('%s is another metric', (_, other) => {
    const store = open();
    store.record({ ...SAMPLE, ...other });
    expect(ask(store)).toEqual([]);
  });

  it('does not depend on the order of dimensions', () => {
    const store = open();
    store.record({ ...SAMPLE, dimensions: { a: '1', b: '2' } });
    store.record({ ...SAMPLE, dimensions: { b: '2', a: '1' } });
    expect([...store.metrics()]).toHaveLength(1);
  });

  it('keeps units apart; without a unit the one that CloudWatch prefers answers, whichever came first', () => {
    const store = open();
    store.record({ ...SAMPLE, value: 7, unit: 'Seconds' });
    store.record({ ...SAMPLE, value: 5 });
    store.record({ ...SAMPLE, value: 9, unit: 'Seconds', timestamp: NOON + MINUTE });
    expect(ask(store, { unit: 'Milliseconds' })).toEqual([[0, 5]]);
    expect(ask(store, { unit: 'Seconds' })).toEqual([
      [0, 7],
      [1, 9],
    ]);
    expect(ask(store, { unit: 'Count' })).toEqual([]);
    expect(ask(store)).toEqual([
      [0, 5],
      [1, 9],
    ]);
  });
});

describe('a restart', () => {
  it('keeps everything that was flushed, and adds to it', () => {
    const database = new DatabaseSync(':memory:');
    const before = open(database);
    before.record({ ...SAMPLE, value: 2.5 });
    before.recordStatistics({
      ...SAMPLE,
      timestamp: NOON + MINUTE,
      statistics: { count: 2, sum: 3, minimum: 1, maximum: 2 },
    });
    before.record({ ...SAMPLE, unit: 'Count' });
    before.flush();
    const after = open(database);
    after.record({ ...SAMPLE, value: 4 });
    after.record({ ...SAMPLE, name: 'New' });
    after.flush();
    const later = open(database);
    expect(ask(later, { unit: 'Milliseconds' })).toEqual([
      [0, 6.5],
      [1, 3],
    ]);
    expect(ask(later, { unit: 'Milliseconds', stat: 'Maximum' })).toEqual([
      [0, 4],
      [1, 2],
    ]);
    expect(ask(later, { unit: 'Count' })).toEqual([[0, 1]]);
    expect([...later.metrics()].map(({ name }) => name)).toEqual(['Latency', 'New']);
  });
});

describe('a kill in the middle of a write', () => {
  it('leaves the database as the write before it left it', () => {
    const folder = mkdtempSync(join(tmpdir(), 'smallcart-metrics-'));
    const child = spawnSync(process.execPath, [fileURLToPath(KILLED), folder], { encoding: 'utf8' });
    expect(child).toMatchObject({ signal: 'SIGKILL', stdout: 'writing for the second time\n' });
    const database = openStore(folder);
    const store = open(database);
    expect(ask(store, { end: NOON + 10 * MINUTE })).toEqual([[0, 1]]);
    store.record({ ...SAMPLE, value: 4 });
    store.flush();
    expect(ask(open(database), { stat: 'Maximum' })).toEqual([[0, 4]]);
    database.close();
    rmSync(folder, { recursive: true });
  });
});

describe('retention', () => {
  function filled(): MetricStore {
    const store = open();
    for (let minute = 0; minute < 180; minute++)
      store.record({ ...SAMPLE, timestamp: NOON + minute * MINUTE, value: minute % 10 });
    return store;
  }

  it('seals what no longer changes, and takes late datapoints all the same', () => {
    const store = filled();
    store.maintain(NOON + 10 * HOUR);
    store.record({ ...SAMPLE, value: 100 });
    expect(ask(store, { end: NOON + 3 * MINUTE })).toEqual([
      [0, 100],
      [1, 1],
      [2, 2],
    ]);
  });

  it('rolls one-minute data up to five minutes after 15 days and to an hour after 63', () => {
    const store = filled();
    const whole = { end: NOON + 4 * HOUR };
    const sums = ask(store, { ...whole, period: HOUR });
    const medians = ask(store, { ...whole, period: HOUR, stat: 'p50' });
    store.maintain(NOON + 16 * DAY);
    expect(ask(store, whole)).toEqual([]);
    expect(ask(store, { ...whole, period: 5 * MINUTE }).slice(0, 2)).toEqual([
      [0, 10],
      [1, 35],
    ]);
    expect(ask(store, { ...whole, period: HOUR })).toEqual(sums);
    store.maintain(NOON + 65 * DAY);
    expect(ask(store, { ...whole, period: 5 * MINUTE })).toEqual([]);
    expect(ask(store, { ...whole, period: HOUR })).toEqual(sums);
    expect(ask(store, { ...whole, period: HOUR, stat: 'p50' })).toEqual(medians);
  });

  it('adds late datapoints to what was rolled up already, and gives each period once, oldest first', () => {
    const store = filled();
    store.maintain(NOON + 16 * DAY);
    store.record({ ...SAMPLE, timestamp: NOON + 7 * MINUTE, value: 1000 });
    const late = [
      [0, 10],
      [1, 1035],
      [2, 10],
    ];
    const quarter = { end: NOON + 15 * MINUTE, period: 5 * MINUTE };
    expect(ask(store, quarter)).toEqual(late);
    store.maintain(NOON + 16 * DAY + HOUR);
    expect(ask(store, quarter)).toEqual(late);
    store.record({ ...SAMPLE, timestamp: NOON + 2 * MINUTE, value: 100 });
    store.maintain(NOON + 65 * DAY);
    expect(ask(store, { ...quarter, end: NOON + HOUR, period: HOUR })).toEqual([[0, 270 + 1100]]);
  });

  it.each([
    ['15 days', MINUTE_TIER, MINUTE, 15 * DAY],
    ['63 days', FIVE_MINUTES, 5 * MINUTE, 63 * DAY],
  ])('keeps a chunk for %s to the millisecond after its end', (_, tier, period, retention) => {
    const store = open();
    const end = Math.ceil((NOON + 1) / chunkSpan(tier)) * chunkSpan(tier);
    store.record(SAMPLE);
    store.maintain(NOON + 15 * DAY);
    store.maintain(end + retention - 1);
    expect(ask(store, { period })).toEqual([[0, 1]]);
    store.maintain(end + retention);
    expect(ask(store, { period })).toEqual([]);
    expect(ask(store, { period: HOUR })).toEqual([[0, 1]]);
  });

  it('rolls up through every tier at once when the clock jumps', () => {
    const store = filled();
    const whole = { end: NOON + 4 * HOUR, period: HOUR };
    const sums = ask(store, whole);
    store.maintain(NOON + 400 * DAY);
    expect(ask(store, whole)).toEqual(sums);
    store.maintain(NOON + 900 * DAY);
    expect(ask(store, whole)).toEqual([]);
  });

  it('takes a datapoint at the last millisecond of a chunk and one at the first of the next apart', () => {
    const store = open();
    const boundary = Math.ceil(NOON / chunkSpan(MINUTE_TIER)) * chunkSpan(MINUTE_TIER);
    store.record({ ...SAMPLE, timestamp: boundary - 1, value: 1 });
    store.record({ ...SAMPLE, timestamp: boundary, value: 2 });
    const around = { start: boundary - 2 * MINUTE, end: boundary + 2 * MINUTE };
    expect(ask(store, around)).toEqual([
      [1, 1],
      [2, 2],
    ]);
    expect(ask(store, { ...around, period: 4 * MINUTE })).toEqual([[0, 3]]);
  });

  it('gives an hour the same statistics from whichever tier, through restarts at any time', () => {
    const minutes = fc.array(fc.tuple(fc.nat({ max: 300 }), fc.nat({ max: 1000 })), { minLength: 1, maxLength: 60 });
    const days = fc.array(fc.integer({ min: 0, max: 440 }), { maxLength: 4 });
    const statistics = ['SampleCount', 'Sum', 'Average', 'Minimum', 'Maximum', 'p50', 'p99', 'TM(10%:90%)'];
    fc.assert(
      fc.property(minutes, days, (samples, restarts) => {
        const database = new DatabaseSync(':memory:');
        let store = open(database);
        for (const [minute, value] of samples) store.record({ ...SAMPLE, timestamp: NOON + minute * MINUTE, value });
        const hours = () => statistics.map((stat) => ask(store, { stat, end: NOON + 6 * HOUR, period: HOUR }));
        const before = hours();
        for (const day of restarts.toSorted((a, b) => a - b)) {
          store.maintain(NOON + day * DAY);
          store.flush();
          store = open(database);
          expect(hours()).toEqual(before);
        }
      }),
      { numRuns: 40 },
    );
  });

  it('forgets everything after 455 days, the metric too', () => {
    const database = new DatabaseSync(':memory:');
    const store = open(database);
    store.record(SAMPLE);
    store.flush();
    for (const days of [16, 64, 470]) store.maintain(NOON + days * DAY);
    store.flush();
    expect(ask(store, { period: HOUR })).toEqual([]);
    expect([...store.metrics()]).toEqual([]);
    expect([...open(database).metrics()]).toEqual([]);
    expect(database.prepare('SELECT count(*) AS n FROM cloudwatch_chunk').get()?.n).toBe(0);
  });

  it('forgets high-resolution data after three hours and keeps its minutes', () => {
    const store = open();
    store.record({ ...SAMPLE, storageResolution: 1 });
    store.maintain(NOON + 4 * HOUR);
    expect(ask(store, { period: SECOND })).toEqual([]);
    expect(ask(store)).toEqual([[0, 1]]);
  });
});

describe('a memory bound', () => {
  it('moves the oldest sealed data to the database, from where it is read', () => {
    const database = new DatabaseSync(':memory:');
    const store = open(database, 1000);
    for (let minute = 0; minute < 1440; minute++)
      store.record({ ...SAMPLE, timestamp: NOON + minute * MINUTE, value: minute });
    store.maintain(NOON + 2 * DAY);
    const [series] = store.find(SAMPLE.namespace, SAMPLE.name, SAMPLE.dimensions)?.series ?? [];
    const states = [...(series?.chunks.get(MINUTE)?.values() ?? [])].map(({ state }) => state);
    expect(states.slice(0, 4)).toEqual(['archived', 'archived', 'archived', 'archived']);
    expect(ask(store, { end: NOON + DAY, period: DAY })).toEqual([[0, (1439 * 1440) / 2]]);
  });
});

describe('a failure', () => {
  const refuse = (database: DatabaseSync, table: string, when = 'true'): void =>
    database.exec(
      `CREATE TRIGGER refuse BEFORE INSERT ON ${table} WHEN ${when} BEGIN SELECT RAISE(ABORT, 'disk full'); END`,
    );

  it('of the database leaves what is new to be written by the next flush', () => {
    const database = new DatabaseSync(':memory:');
    const store = open(database);
    store.record(SAMPLE);
    store.record({ ...SAMPLE, name: 'Second' });
    refuse(database, 'cloudwatch_chunk', 'NEW.series = 2');
    expect(() => store.flush()).toThrow('disk full');
    expect([...open(database).metrics()]).toEqual([]);
    database.exec('DROP TRIGGER refuse');
    store.flush();
    const again = open(database);
    expect(ask(again)).toEqual([[0, 1]]);
    expect([...again.metrics()].map(({ name }) => name)).toEqual(['Latency', 'Second']);
  });

  it('to delete what has expired is made good by the next flush', () => {
    const database = new DatabaseSync(':memory:');
    const store = open(database);
    store.record(SAMPLE);
    store.flush();
    for (const days of [16, 64, 470]) store.maintain(NOON + days * DAY);
    database.exec(
      "CREATE TRIGGER refuse BEFORE DELETE ON cloudwatch_series BEGIN SELECT RAISE(ABORT, 'disk full'); END",
    );
    expect(() => store.flush()).toThrow('disk full');
    database.exec('DROP TRIGGER refuse');
    store.flush();
    expect([...store.metrics()]).toEqual([]);
    expect([...open(database).metrics()]).toEqual([]);
  });

  it('of one series is told and keeps none of the others from being rolled up', () => {
    const database = new DatabaseSync(':memory:');
    const before = open(database);
    before.record({ ...SAMPLE, name: 'Damaged' });
    before.record(SAMPLE);
    before.flush();
    database.exec("UPDATE cloudwatch_chunk SET data = x'02' WHERE series = 1");
    const errors: unknown[] = [];
    const store = openMetricStore({ database, onError: (error) => errors.push(error) });
    store.maintain(NOON + 16 * DAY);
    expect(errors.map(String)).toEqual([expect.stringContaining('SmallCart/test Damaged cannot be kept')]);
    expect(ask(store, { period: 5 * MINUTE })).toEqual([[0, 1]]);
  });
});
