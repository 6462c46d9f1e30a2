import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it } from 'vitest';
import { type MetricSample, type MetricStore, openMetricStore } from '../../../local/cloudwatch/metric-store.ts';
import { readStatistic } from '../../../local/cloudwatch/metrics/read-statistic.ts';
import { parseStatistic } from '../../../local/cloudwatch/metrics/statistic.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const NOON = Date.parse('2026-11-21T12:00:00Z');

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
  openMetricStore({ database, memoryBound });

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
