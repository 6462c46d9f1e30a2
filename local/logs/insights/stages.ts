import type { Accumulator } from './aggregates.ts';
import type { Compiled, Row } from './compile-expression.ts';
import { createGrouping } from './grouping.ts';
import { groupKey } from './regular-expression.ts';
import { compareNaturally, isTrue, toText, type Value } from './value.ts';

/** Takes the rows of a query, one after another. */
export interface Sink {
  push(row: Row): void;
  end(): void;
}

/** A step of a query: makes the sink that hands on to the next one. */
export type Stage = (next: Sink) => Sink;

/** Passes the rows for which a condition holds. */
export const filtering =
  (condition: Compiled): Stage =>
  (next) => ({
    push: (row) => {
      if (isTrue(condition.evaluate(row))) next.push(row);
    },
    end: next.end,
  });

/** Puts computed values into slots of each row. */
export const computing =
  (columns: readonly { readonly slot: number; readonly compiled: Compiled }[]): Stage =>
  (next) => ({
    push: (row) => {
      for (const { slot, compiled } of columns) row[slot] = compiled.evaluate(row);
      next.push(row);
    },
    end: next.end,
  });

/** Puts what a pattern finds in a text into slots of each row: its groups by name, or in their order. */
export const parsing =
  (source: Compiled, pattern: RegExp, columns: readonly { readonly name: string; readonly slot: number }[]): Stage =>
  (next) => {
    const groups = columns.map(({ name, slot }) => ({ key: groupKey(name), slot }));
    const push = (row: Row): void => {
      const match = pattern.exec(toText(source.evaluate(row)) ?? '');
      for (const [index, { key, slot }] of groups.entries())
        row[slot] = match?.groups ? match.groups[key] : match?.[index + 1];
      next.push(row);
    };
    return { push, end: next.end };
  };

/** Counts the rows that come by. */
export const counting =
  (counted: () => void): Stage =>
  (next) => ({
    push: (row) => {
      counted();
      next.push(row);
    },
    end: next.end,
  });

/** Passes the first rows. */
export const limiting =
  (most: number): Stage =>
  (next) => {
    let passed = 0;
    return {
      push: (row) => {
        if (passed >= most) return;
        passed += 1;
        next.push(row);
      },
      end: next.end,
    };
  };

export type Order = { readonly compiled: Compiled; readonly descending: boolean };

const comparing =
  (orders: readonly Order[]) =>
  (a: Row, b: Row): number => {
    for (const { compiled, descending } of orders) {
      const order = compareNaturally(compiled.evaluate(a), compiled.evaluate(b), descending);
      if (order !== 0) return order;
    }
    return 0;
  };

/** Passes the rows in order, no more than the first `most`: never holds more than twice as many. */
export const sorting =
  (orders: readonly Order[], most: number): Stage =>
  (next) => {
    const compare = comparing(orders);
    let rows: Row[] = [];
    const sorted = (): Row[] => rows.sort(compare).slice(0, most);
    return {
      push: (row) => {
        rows.push(row);
        if (rows.length >= 2 * most) rows = sorted();
      },
      end: () => {
        for (const row of sorted()) next.push(row);
        next.end();
      },
    };
  };

/**
 * Passes, in order, the first row of those whose values are all the same, all of them where one is missing ("dedup"), no
 * more than the first `most`: never holds more than twice as many.
 */
export const deduplicating =
  (fields: readonly Compiled[], orders: readonly Order[], most: number): Stage =>
  (next) => {
    const compare = comparing(orders);
    let held: Row[] = [];
    const valuesOf = (row: Row): Value[] => fields.map(({ evaluate }) => evaluate(row));
    const firsts = (): Row[] => {
      const seen = createGrouping();
      const isFirst = (row: Row): boolean => {
        const values = valuesOf(row);
        const known = seen.groups.length;
        return values.includes(undefined) || seen.numberOf(values) === known;
      };
      return held.sort(compare).filter(isFirst).slice(0, most);
    };
    return {
      push: (row) => {
        held.push(row);
        if (held.length >= 2 * most) held = firsts();
      },
      end: () => {
        for (const row of firsts()) next.push(row);
        next.end();
      },
    };
  };

/** How `stats` groups and what it gathers: the row of a group is what it is grouped by, then the results. */
export type Statistics = {
  readonly by: readonly Compiled[];
  readonly accumulators: readonly (() => Accumulator)[];
  readonly results: readonly Compiled[];
};

/** Passes a row for each group, in the order in which they began; one when there is nothing to group by, none without rows. */
export const aggregating =
  ({ by, accumulators, results }: Statistics): Stage =>
  (next) => {
    const grouping = createGrouping();
    const gatherers = accumulators.map((create) => create());
    const values: Value[] = by.map(() => undefined);
    return {
      push: (row) => {
        for (let index = 0; index < by.length; index += 1) values[index] = by[index]?.evaluate(row);
        const group = grouping.numberOf(values);
        for (const gatherer of gatherers) gatherer.add(group, row);
      },
      end: () => {
        for (const [group, groupedBy] of grouping.groups.entries()) {
          const gathered = gatherers.map((gatherer) => gatherer.result(group));
          next.push([...groupedBy, ...results.map(({ evaluate }) => evaluate(gathered))]);
        }
        next.end();
      },
    };
  };
