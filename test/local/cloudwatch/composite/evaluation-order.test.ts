import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { evaluationOrder } from '../../../../local/cloudwatch/composite/evaluation-order.ts';

/** Parents by child; `parentsOf` as the index has it. */
function relations(parents: Readonly<Record<string, readonly string[]>>) {
  return { parentsOf: (name: string): ReadonlySet<string> => new Set(parents[name]) };
}

describe('the order of evaluation', () => {
  it.each<[string, Record<string, string[]>, string[], string[], string[]]>([
    ['nothing above', {}, ['a'], [], []],
    ['a chain', { a: ['b'], b: ['c'] }, ['a'], ['b', 'c'], []],
    ['a diamond', { a: ['c', 'b'], b: ['d'], c: ['d'] }, ['a'], ['c', 'b', 'd'], []],
    ['a short cut', { a: ['c', 'b'], b: ['c'] }, ['a'], ['b', 'c'], []],
    ['two beginnings', { a: ['c'], b: ['c'] }, ['a', 'b'], ['c'], []],
    ['a cycle with something above it', { a: ['b'], b: ['c'], c: ['b', 'd'], d: ['e'] }, ['a'], ['d', 'e'], ['b', 'c']],
    ['an alarm of a cycle itself', { b: ['c'], c: ['b'] }, ['b'], [], ['c', 'b']],
  ])('of %s', (_, parents, changed, order, inCycle) => {
    const found = evaluationOrder(changed, relations(parents));
    expect(found.order).toEqual(order);
    expect([...found.inCycle]).toEqual(inCycle);
  });

  it('puts each alarm after all that it depends on, and leaves out all that depend on themselves', () => {
    const edge = fc.tuple(fc.nat({ max: 9 }), fc.nat({ max: 9 }));
    fc.assert(
      fc.property(fc.array(edge, { maxLength: 20 }), (edges) => {
        const parentsOf = (name: string) =>
          new Set(edges.filter(([child]) => String(child) === name).map(([, parent]) => String(parent)));
        const above = (name: string): Set<string> => {
          const found = new Set(parentsOf(name));
          for (const each of found) for (const parent of parentsOf(each)) found.add(parent);
          return found;
        };
        const { order, inCycle } = evaluationOrder(['0'], { parentsOf });
        expect([...order, ...inCycle].sort()).toEqual([...above('0')].sort());
        order.forEach((name, index) => {
          expect(above(name).has(name)).toBe(false);
          for (const later of order.slice(0, index)) expect(above(name).has(later)).toBe(false);
        });
        for (const name of above('0')) if (above(name).has(name)) expect(inCycle.has(name)).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  it('holds for a chain of ten thousand', () => {
    const parentsOf = (name: string) => new Set(Number(name) < 10_000 ? [String(Number(name) + 1)] : []);
    expect(evaluationOrder(['0'], { parentsOf }).order.at(-1)).toBe('10000');
  });
});
