import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Row } from '../../../../local/logs/insights/compile-expression.ts';
import { deduplicating, sorting } from '../../../../local/logs/insights/stages.ts';

const slot = (index: number) => ({ type: 'plain' as const, evaluate: (row: Row) => row[index] });
const [key, order, place] = [slot(0), slot(1), slot(2)];
const orders = [{ compiled: order, descending: false }];

type Stage = ReturnType<typeof sorting>;

/** What a stage passes of rows. */
function passed(stage: Stage, rows: readonly Row[]): readonly Row[] {
  const result: Row[] = [];
  const sink = stage({ push: (row) => result.push(row), end: () => {} });
  for (const row of rows) sink.push(row);
  sink.end();
  return result;
}

const anyRows = fc.array(
  fc.tuple(fc.option(fc.integer({ min: 0, max: 5 }), { nil: undefined }), fc.integer({ min: 0, max: 5 })),
  { maxLength: 40 },
);

test('dedup passes the first rows of those that are different, as if it had sorted all of them before', () => {
  fc.assert(
    fc.property(anyRows, fc.integer({ min: 1, max: 6 }), (pairs, most) => {
      const rows = pairs.map((pair, index): Row => [...pair, index]);
      const seen = new Set<unknown>();
      const expected = passed(sorting(orders, Number.POSITIVE_INFINITY), rows)
        .filter(([value]) => value === undefined || (!seen.has(value) && seen.add(value)))
        .slice(0, most);
      expect(passed(deduplicating([key], orders, most), rows)).toEqual(expected);
    }),
    { numRuns: 200 },
  );
});

test('dedup looks again only at as many rows as it may hold, however many have come', () => {
  let looks = 0;
  const counted = {
    ...place,
    evaluate: (row: Row) => {
      looks += 1;
      return place.evaluate(row);
    },
  };
  const sink = deduplicating([counted], orders, 5)({ push: () => {}, end: () => {} });
  for (let index = 0; index < 10_000; index += 1) sink.push([undefined, index, index]);
  looks = 0;
  sink.end();
  expect(looks).toBeLessThan(10);
});
