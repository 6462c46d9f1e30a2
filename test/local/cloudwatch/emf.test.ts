import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createEmfIngestion } from '../../../local/cloudwatch/emf.ts';
import type { MetricSample } from '../../../local/cloudwatch/metric-store.ts';

const AT = Date.parse('2026-11-21T03:00:00Z');
/** Out of the bounds within which CloudWatch takes a datapoint. */
const HOST_TIME = 1_700_000_000_000;

/** Events reach the store a second after they were written. */
const NOW = AT + 1_000;

function ingest(message: string): MetricSample[] {
  const samples: MetricSample[] = [];
  const accept = createEmfIngestion(
    (sample) => samples.push(sample),
    () => NOW,
  );
  accept('/aws/lambda/cart', { timestamp: AT, message });
  return samples;
}

function document(directive: object = {}, members: object = {}): string {
  return JSON.stringify({
    _aws: {
      Timestamp: HOST_TIME,
      CloudWatchMetrics: [
        { Namespace: 'Shop', Dimensions: [['Service']], Metrics: [{ Name: 'Orders', Unit: 'Count' }], ...directive },
      ],
    },
    Service: 'cart',
    Orders: 2,
    ...members,
  });
}

const ORDERS: MetricSample = {
  namespace: 'Shop',
  name: 'Orders',
  unit: 'Count',
  storageResolution: 60,
  dimensions: { Service: 'cart' },
  timestamp: AT,
  value: 2,
};

const fault = (name: string) => [
  {
    namespace: 'AWS/Logs',
    name,
    dimensions: { LogGroupName: '/aws/lambda/cart' },
    unit: 'Count',
    timestamp: AT,
    value: 1,
  },
];

describe('an EMF document', () => {
  it('becomes datapoints', () => {
    expect(ingest(document())).toEqual([ORDERS]);
  });

  const timed = (Timestamp: number) =>
    ingest(document().replace(String(HOST_TIME), String(Timestamp))).map(({ timestamp }) => timestamp);

  it.each([
    ['the present', NOW],
    ['some minutes ago, as a stream or a queue was slow', NOW - 7 * 60_000],
    ['two weeks ago', NOW - 14 * 86_400_000],
    ['in two hours', NOW + 2 * 3_600_000],
  ])('gives them the time that it says: %s', (_when, time) => {
    expect(timed(time)).toEqual([time]);
  });

  it.each([
    ['more than two weeks ago', NOW - 14 * 86_400_000 - 1],
    ['in more than two hours', NOW + 2 * 3_600_000 + 1],
    ['of a host whose clock is another one', HOST_TIME],
    ['before the epoch', -1],
    ['at the end of time', Number.MAX_SAFE_INTEGER],
  ])('gives them the log event’s time where CloudWatch would not take its own: %s', (_when, time) => {
    expect(timed(time)).toEqual([AT]);
  });

  it('may stand behind a runtime prefix', () => {
    expect(ingest(`2026-11-21T03:00:00.000Z\t8f5e\tINFO\t${document()}\n`)).toEqual([ORDERS]);
  });

  it('gives a datapoint for each dimension set, the empty one too', () => {
    const samples = ingest(document({ Dimensions: [['Service'], ['Service', 'Route'], []] }, { Route: 'GET /' }));
    expect(samples.map(({ dimensions }) => dimensions)).toEqual([
      { Service: 'cart' },
      { Service: 'cart', Route: 'GET /' },
      {},
    ]);
  });

  it('may name its members as it likes', () => {
    const members = document({ Dimensions: [['constructor']] }, { constructor: 'a' });
    expect(ingest(members).map(({ dimensions }) => dimensions)).toEqual([{ constructor: 'a' }]);
    const prototype = document({ Dimensions: [['__proto__']] }).replace('"Orders":', '"__proto__":"a","Orders":');
    expect(ingest(prototype).map(({ dimensions }) => Object.entries(dimensions))).toEqual([[['__proto__', 'a']]]);
  });

  it('gives a datapoint for each value of an array, and takes the resolution', () => {
    const samples = ingest(document({ Metrics: [{ Name: 'Orders', StorageResolution: 1 }] }, { Orders: [0, 3.5, -1] }));
    expect(samples.map(({ value, unit, storageResolution }) => [value, unit, storageResolution])).toEqual([
      [0, 'None', 1],
      [3.5, 'None', 1],
      [-1, 'None', 1],
    ]);
  });

  it('may have several directives', () => {
    const { _aws, ...members } = JSON.parse(document());
    const [directive] = _aws.CloudWatchMetrics;
    const two = { ..._aws, CloudWatchMetrics: [directive, { ...directive, Namespace: 'Other' }] };
    expect(ingest(JSON.stringify({ ...members, _aws: two })).map(({ namespace }) => namespace)).toEqual([
      'Shop',
      'Other',
    ]);
  });
});

describe('other log events', () => {
  it.each([
    ['a plain line', 'START RequestId: 8f5e'],
    ['a JSON line', '{"level":"INFO","message":"hello"}'],
    ['a document with metadata but no metrics', '{"_aws":{"Timestamp":1}}'],
    ['an EMF document without metrics', document({ Metrics: [] })],
  ])('%s gives nothing', (_, message) => {
    expect(ingest(message)).toEqual([]);
  });
});

describe('faults', () => {
  const padded = (bytes: number): string => {
    const empty = document({}, { pad: '' });
    return document({}, { pad: 'ü'.repeat((bytes - empty.length) / 2) + 'x'.repeat((bytes - empty.length) % 2) });
  };
  it.each([
    ['what is no JSON', document().slice(0, -3)],
    ['a document with something after it', `${document()} and more`],
    ['two documents in one event', document() + document()],
    ['a document with its metadata twice', document().replace('{', '{"_aws":{"Timestamp":1},')],
    ['metadata twice, once with an escape', document().replace('{', '{"\\u005faws" : 1,')],
    ['an event of more than a megabyte', padded(2 ** 20 + 1)],
  ])('counts %s as EMFParsingErrors', (_, message) => {
    expect(ingest(message)).toEqual(fault('EMFParsingErrors'));
  });

  it.each([
    ['of a megabyte', padded(2 ** 20)],
    [
      'with metadata of that name further down',
      document({}, { context: { _aws: 1, list: [{ _aws: 2 }] }, text: '{"_aws":' }),
    ],
    ['with a value of that name', document({}, { source: '_aws', path: 'a\\"_aws":' })],
  ])('takes a document %s', (_, message) => {
    expect(ingest(message)).toEqual([ORDERS]);
  });

  const many = Array.from({ length: 101 }, (_, index) => ({ Name: `m${index}` }));
  it.each([
    ['a namespace that is empty', document({ Namespace: '' })],
    ['a namespace that is missing', document({ Namespace: undefined })],
    ['a namespace of AWS', document({ Namespace: 'AWS/Lambda' })],
    ['a namespace of two lines', document({ Namespace: 'a\nb' })],
    ['a dimension name of 251 characters', document({ Dimensions: [['x'.repeat(251)]] }, { ['x'.repeat(251)]: 'v' })],
    ['a metric name longer than 1024', document({ Metrics: [{ Name: 'x'.repeat(1025) }] }, { ['x'.repeat(1025)]: 1 })],
    ['a metric inside another member', document({ Metrics: [{ Name: 'a.b' }] }, { a: { b: 1 } })],
    ['a timestamp that is missing', JSON.stringify({ _aws: { CloudWatchMetrics: [] } })],
    ['an array with something else than numbers', document({}, { Orders: [1, '2'] })],
    ['a blank dimension', document({}, { Service: ' ' })],
    ['a dimension that is not ASCII', document({}, { Service: 'Käse' })],
    ['a namespace longer than 1024', document({ Namespace: 'x'.repeat(1025) })],
    ['no dimension set', document({ Dimensions: [] })],
    ['dimensions that are no sets', document({ Dimensions: ['Service'] })],
    ['a set of 31 dimensions', document({ Dimensions: [Array.from({ length: 31 }, (_, index) => `d${index}`)] })],
    ['a dimension without a name', document({ Dimensions: [['']] })],
    ['a metric without a name', document({ Metrics: [{}] })],
    ['a metric that is no object', document({ Metrics: ['Orders'] })],
    ['101 metrics', document({ Metrics: many })],
    ['a unit that CloudWatch does not know', document({ Metrics: [{ Name: 'Orders', Unit: 'Euro' }] })],
    ['a resolution other than 1 and 60', document({ Metrics: [{ Name: 'Orders', StorageResolution: 5 }] })],
    ['metrics that are no list', JSON.stringify({ _aws: { Timestamp: 1, CloudWatchMetrics: {} } })],
    ['a timestamp that is no integer', JSON.stringify({ _aws: { Timestamp: 'now', CloudWatchMetrics: [] } })],
    ['a metric that is not a root member', document({}, { Orders: undefined })],
    ['a metric that is no number', document({}, { Orders: '2' })],
    ['an array of more than 100 values', document({}, { Orders: Array.from({ length: 101 }, () => 1) })],
    ['a value beyond 2^360', document({}, { Orders: 1e200 })],
    ['a dimension that is not a root member', document({}, { Service: undefined })],
    ['a dimension that is no text', document({}, { Service: 7 })],
    ['a dimension with an empty value', document({}, { Service: '' })],
    ['a dimension longer than 1024', document({}, { Service: 'x'.repeat(1025) })],
  ])('counts %s as EMFValidationErrors', (_, message) => {
    expect(ingest(message)).toEqual(fault('EMFValidationErrors'));
  });

  it('keeps the valid metric beside a faulty one', () => {
    const samples = ingest(document({ Metrics: [{ Name: 'Orders', Unit: 'Count' }, { Name: 'Absent' }] }));
    expect(samples).toEqual([ORDERS, ...fault('EMFValidationErrors')]);
  });

  it('never throws, whatever the document holds', () => {
    fc.assert(
      fc.property(fc.json(), fc.json(), (metadata, rest) => {
        ingest(`{"_aws":${metadata},"Orders":${rest}}`);
        ingest(`{"_aws":{"Timestamp":1,"CloudWatchMetrics":[${metadata}]},"Orders":${rest}}`);
      }),
    );
  });
});
