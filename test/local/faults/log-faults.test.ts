import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Clock, createClock } from '../../../local/clock.ts';
import { createEmfIngestion } from '../../../local/cloudwatch/emf.ts';
import type { MetricSample } from '../../../local/cloudwatch/metric-store.ts';
import { createFaults, type Faults } from '../../../local/faults/faults.ts';
import { logFaults } from '../../../local/faults/log-faults.ts';
import { createLogDelivery, type LogDelivery } from '../../../local/logs/log-delivery.ts';
import { type LogStore, openLogStore } from '../../../local/logs/log-store.ts';

const MINUTE = 60_000;
const START = Date.UTC(2026, 10, 21, 12);
const CATALOG = '/aws/lambda/smallcart-local-catalog';
const CART = '/aws/lambda/smallcart-local-cart';
const STREAM = '2026/11/21/[1]0';

let clock: Clock;
let store: DatabaseSync;
let faults: Faults;
let logs: LogStore;
let delivery: LogDelivery;
let samples: MetricSample[];
let dice: number;

beforeEach(() => {
  [samples, dice] = [[], 0];
  clock = createClock({ mode: 'simulated', speed: 1, start: START });
  store = new DatabaseSync(':memory:');
  const record = (sample: MetricSample): void => void samples.push(sample);
  logs = openLogStore({ store, now: clock.now, record });
  const ingest = createEmfIngestion(record, clock.now);
  logs.subscribe((logGroup, _, event) => ingest(logGroup, event));
  faults = createFaults(clock);
  delivery = createLogDelivery(
    logs,
    clock,
    logFaults(faults.switches, () => dice),
  );
  faults.switches['logs-delayed'].subscribe(delivery.hurry);
});
afterEach(() => {
  clock.stop();
  logs.close();
  store.close();
});

const directive = { Namespace: 'SmallCart', Dimensions: [[]], Metrics: [{ Name: 'Requests', Unit: 'Count' }] };
const metricLine = (): string =>
  JSON.stringify({
    message: 'GET /api/products',
    _aws: { Timestamp: clock.now(), CloudWatchMetrics: [directive] },
    Requests: 1,
  });

/** One invocation: a line of Lambda's and one with a metric. */
function invoke(logGroup = CATALOG): void {
  const timestamp = clock.now();
  delivery.put(logGroup, STREAM, [
    { timestamp, message: 'START RequestId: 1' },
    { timestamp, message: metricLine() },
  ]);
}

const known = (logGroup = CATALOG): string[] =>
  [...logs.read({ logGroup, start: 0, end: START + 1_000 * MINUTE, direction: 'forward' })].map(
    ({ message }) => message,
  );
const counted = (name: string): number[] => samples.flatMap((sample) => (sample.name === name ? [sample.value] : []));

test('while all are off, lines arrive as they were written, at once', () => {
  invoke();
  expect(known()).toEqual(['START RequestId: 1', metricLine()]);
  expect(counted('Requests')).toEqual([1]);
});

describe('emf-lost', () => {
  test('loses the lines that hold metrics, and no others', async () => {
    await faults.put('emf-lost', {});
    invoke();
    expect(known()).toEqual(['START RequestId: 1']);
    expect(counted('Requests')).toEqual([]);
    expect(counted('IncomingLogEvents')).toEqual([1]);
  });

  test('loses its share, of the functions that were named', async () => {
    await faults.put('emf-lost', { functions: ['cart'], rate: 0.5 });
    invoke();
    invoke(CART);
    dice = 0.5;
    invoke(CART);
    expect([known().length, known(CART).length]).toEqual([2, 3]);
    expect(counted('Requests')).toEqual([1, 1]);
  });

  test('does not so much as count a delivery of which nothing is left', async () => {
    await faults.put('emf-lost', {});
    delivery.put(CATALOG, STREAM, [{ timestamp: START, message: metricLine() }]);
    expect(samples).toEqual([]);
  });
});

describe('emf-malformed', () => {
  test.each([
    ['invalid', 'EMFValidationErrors'],
    ['cut', 'EMFParsingErrors'],
  ])('makes lines that are %s: CloudWatch counts them as %s and has no metric of them', async (how, error) => {
    await faults.put('emf-malformed', { how });
    invoke();
    expect(known()).toHaveLength(2);
    expect(counted('Requests')).toEqual([]);
    expect(counted('EMFValidationErrors').length + counted('EMFParsingErrors').length).toBe(1);
    expect(counted(error)).toEqual([1]);
  });

  test('leaves the other lines as they are', async () => {
    await faults.put('emf-malformed', {});
    dice = 0.5;
    invoke();
    expect(known()).toEqual(['START RequestId: 1', metricLine()]);
    expect(counted('Requests')).toEqual([1]);
  });
});

describe('logs-delayed', () => {
  test('delivers lines and their metrics when the delay is over, with the times at which they were written', async () => {
    await faults.put('logs-delayed', { delay: 'PT10M' });
    invoke();
    await clock.advance(10 * MINUTE - 1);
    expect([known(), samples]).toEqual([[], []]);
    await clock.advance(1);
    expect(known()).toHaveLength(2);
    expect(samples.map(({ name, timestamp }) => [name, timestamp - START])).toEqual([
      ['Requests', 0],
      ['IncomingLogEvents', 10 * MINUTE],
      ['IncomingBytes', 10 * MINUTE],
    ]);
  });

  test('delays the catalogue’s, and others’ only when they are named', async () => {
    await faults.put('logs-delayed', {});
    invoke(CART);
    expect(known(CART)).toHaveLength(2);
    await faults.put('logs-delayed', { functions: ['cart'] });
    invoke(CART);
    expect(known(CART)).toHaveLength(2);
  });

  test('delivers all that is on its way, in order and once, when it is switched off', async () => {
    await faults.put('logs-delayed', { duration: 'PT5M' });
    invoke();
    await clock.advance(MINUTE);
    invoke();
    await clock.advance(4 * MINUTE);
    invoke();
    expect(counted('Requests')).toEqual([1, 1, 1]);
    await clock.advance(60 * MINUTE);
    expect(known()).toHaveLength(6);
  });
});

test.each([
  ['a function that there is not', 'emf-lost', { functions: ['till'] }, /'functions' must be a list of functions/],
  ['another way to be wrong', 'emf-malformed', { how: 'upside down' }, /'how' must be one of cut, invalid/],
  ['a delay that is none', 'logs-delayed', { delay: 10 }, /'delay' must be an ISO 8601 duration/],
])('%s is refused', async (_, name, settings, message) => {
  await expect(faults.put(name, settings)).rejects.toMatchObject({ message: expect.stringMatching(message) });
});
