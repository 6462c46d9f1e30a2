import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type EmfDocument, type EmfValue, emfDocuments, isEmfValue } from '../../../functions/lib/emf.ts';
import { createEmfIngestion } from '../../../local/cloudwatch/emf.ts';
import { NOON } from '../../support/http-event.ts';

type Datapoint = Pick<EmfValue, 'name' | 'unit' | 'value' | 'dimensions'>;

/** What CloudWatch makes of a document; a fault is a datapoint of AWS/Logs. */
function ingested(documents: readonly EmfDocument[]): (Datapoint & { namespace: string })[] {
  const points: (Datapoint & { namespace: string })[] = [];
  const ingest = createEmfIngestion(
    ({ namespace, name, unit, value, dimensions }) => {
      points.push({ namespace, name, unit: unit ?? 'None', value, dimensions });
    },
    () => NOON,
  );
  for (const document of documents) ingest('group', { timestamp: NOON, message: JSON.stringify(document) });
  return points;
}

const value = (given: Partial<EmfValue>): EmfValue => ({
  name: 'Orders',
  unit: 'Count',
  value: 1,
  dimensions: {},
  at: NOON,
  ...given,
});
const one = (...values: EmfValue[]) => emfDocuments('Test', values, NOON);

describe('values share a document', () => {
  test.each<[string, EmfValue[], number]>([
    [
      'of several metrics and dimension sets',
      [value({}), value({ name: 'Logins', dimensions: { Result: 'failed' } })],
      1,
    ],
    ['of one metric under one set', [value({ value: 1 }), value({ value: 2 })], 1],
    [
      'unless one metric has two dimension values',
      [value({ dimensions: { A: '1' } }), value({ dimensions: { A: '2' } })],
      2,
    ],
    ['unless one metric has two dimension sets', [value({}), value({ dimensions: { A: '1' } })], 2],
    [
      'unless one dimension has two values',
      [value({ dimensions: { A: '1' } }), value({ name: 'B', dimensions: { A: '2' } })],
      2,
    ],
    [
      'unless a dimension is named as a metric is',
      [value({ name: 'A' }), value({ name: 'B', dimensions: { A: '2' } })],
      2,
    ],
    [
      'unless a metric is named as a dimension is',
      [value({ name: 'B', dimensions: { A: '2' } }), value({ name: 'A' })],
      2,
    ],
    ['of the same minute', [value({}), value({ at: NOON + 59_999 })], 1],
    ['unless they are of two minutes', [value({}), value({ at: NOON + 60_000 })], 2],
    ['until there are more than a hundred of one metric', Array.from({ length: 250 }, () => value({})), 3],
    ['until there are more than a hundred metrics', Array.from({ length: 130 }, (_, i) => value({ name: `M${i}` })), 2],
  ])('%s', (_, values, documents) => {
    expect(one(...values)).toHaveLength(documents);
    expect(ingested(one(...values))).toHaveLength(values.length);
  });
});

test('a document is stamped with the minute’s first value, the line’s with the line’s own', () => {
  const documents = one(value({ at: NOON - 3_600_000 }), value({ at: NOON + 5 }));
  expect(documents.map((document) => document._aws)).toMatchObject([
    { Timestamp: NOON },
    { Timestamp: NOON - 3_600_000 },
  ]);
});

test('a line without metrics has no metadata', () => {
  expect(one()).toEqual([{}]);
  expect(one(value({ at: NOON - 3_600_000 }))[0]).toEqual({});
});

test('CloudWatch gets every value that was said, under its dimensions, and no fault', () => {
  const text = fc.constantFrom('A', 'B', 'C');
  const values = fc.array(
    fc.record({
      name: fc.constantFrom('A', 'B', 'X', 'Y'),
      unit: fc.constantFrom('Count', 'None'),
      value: fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e9, max: 1e9 }).map((number) => number || 0),
      dimensions: fc.dictionary(text, text, { maxKeys: 2, noNullPrototype: true }),
      at: fc.constantFrom(NOON, NOON + 1, NOON - 60_000),
    }),
    { maxLength: 30 },
  );
  const sorted = (points: readonly object[]) => points.map((point) => JSON.stringify(point)).sort();
  fc.assert(
    fc.property(values, (drawn) => {
      // A metric keeps the unit that it is first said with; the catalogue gives it one only.
      const said = drawn
        .filter(isEmfValue)
        .map((each) => ({ ...each, unit: each.name < 'M' ? ('Count' as const) : ('None' as const) }));
      const ordered = (dimensions: Readonly<Record<string, string>>) =>
        Object.fromEntries(Object.entries(dimensions).sort());
      const points = ingested(emfDocuments('Test', said, NOON));
      expect(sorted(points.map(({ name, unit, value, dimensions }) => ({ name, unit, value, dimensions })))).toEqual(
        sorted(
          said.map(({ name, unit, value, dimensions }) => ({ name, unit, value, dimensions: ordered(dimensions) })),
        ),
      );
    }),
    { numRuns: 200 },
  );
});

describe('CloudWatch would not take', () => {
  test.each<[string, Partial<EmfValue>]>([
    ['a value that is no number', { value: Number.NaN }],
    ['an infinite value', { value: Number.POSITIVE_INFINITY }],
    ['a value beyond 2^360', { value: 2 ** 361 }],
    ['a metric without a name', { name: '' }],
    ['a name of two lines', { name: 'a\nb' }],
    ['an empty dimension value', { dimensions: { A: '' } }],
    ['a dimension value of blanks', { dimensions: { A: '  ' } }],
    ['a dimension value beyond ASCII', { dimensions: { A: 'é' } }],
    ['a control character', { dimensions: { A: 'a\tb' } }],
    ['a dimension value of 1,025 characters', { dimensions: { A: 'x'.repeat(1025) } }],
    ['a dimension whose name begins with a colon', { dimensions: { ':A': 'x' } }],
    ['a dimension name of 251 characters', { dimensions: { ['x'.repeat(251)]: 'x' } }],
    ['31 dimensions', { dimensions: Object.fromEntries(Array.from({ length: 31 }, (_, i) => [`D${i}`, 'x'])) }],
    ['a dimension named as the metric is', { name: 'A', dimensions: { A: 'x' } }],
    ['a metric named as the metadata is', { name: '_aws' }],
    ['a dimension named as the metadata is', { dimensions: { _aws: 'x' } }],
    ['a time that is none', { at: Number.NaN }],
  ])('%s', (_, given) => {
    expect(isEmfValue(value(given))).toBe(false);
  });

  test('anything but those', () => {
    expect(isEmfValue(value({ dimensions: { A: 'x', B: 'y z' }, value: -(2 ** 360) }))).toBe(true);
  });
});
