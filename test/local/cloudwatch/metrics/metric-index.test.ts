import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { identityKey, type MetricIdentity } from '../../../../local/cloudwatch/metrics/metric-identity.ts';
import { MetricIndex } from '../../../../local/cloudwatch/metrics/metric-index.ts';

const word = fc.constantFrom('a', 'b', 'c', 'constructor', '__proto__', '');
const identity: fc.Arbitrary<MetricIdentity> = fc.record({
  namespace: word,
  name: word,
  dimensions: fc.array(fc.tuple(word, word), { maxLength: 3 }).map((entries) => Object.fromEntries(entries)),
});

const keyOf = ({ namespace, name, dimensions }: MetricIdentity): string => identityKey(namespace, name, dimensions);
const reversed = ({ dimensions, ...rest }: MetricIdentity): MetricIdentity => ({
  ...rest,
  dimensions: Object.fromEntries(Object.entries(dimensions).toReversed()),
});

describe('the index of metrics', () => {
  it('finds each by its identity, whatever the order of its dimensions, until it is deleted', () => {
    const step = fc.record({ identity, remove: fc.boolean() });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        const index = new MetricIndex();
        const expected = new Map<string, MetricIdentity>();
        for (const { identity: each, remove } of steps) {
          const metric = index.obtain(reversed(each));
          expect(keyOf(metric)).toBe(keyOf(each));
          expected.set(keyOf(each), each);
          if (!remove) continue;
          index.delete(metric);
          expected.delete(keyOf(each));
        }
        expect([...index.values()].map(keyOf)).toEqual([...expected.keys()]);
        for (const { identity: each } of steps) {
          const found = index.find(each.namespace, each.name, each.dimensions);
          expect(found && keyOf(found)).toBe(expected.has(keyOf(each)) ? keyOf(each) : undefined);
        }
      }),
      { numRuns: 200 },
    );
  });
});
