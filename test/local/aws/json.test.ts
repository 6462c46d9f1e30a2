import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isJsonObject, measureJson } from '../../../local/aws/json.ts';

const measure = (json: string) => measureJson(Buffer.from(json));

const texts: Record<string, [json: string, depth: number]> = {
  'a scalar has none': ['12', 0],
  'an object is one': ['{}', 1],
  'lists and objects count alike': ['{"a":[{"b":[]}]}', 4],
  'neighbours do not add up': ['[[],[],[{}]]', 3],
  'brackets within texts do not count': ['["[[{{", "\\"[[", "\\\\"]', 1],
  'a text that never ends hides the rest': ['["[[[[', 1],
};

test.each(Object.entries(texts))('depth of JSON: %s', (_, [json, depth]) => {
  expect(measure(json).depth).toBe(depth);
});

test.each([
  ['a scalar is one', '12', 1],
  ['a list counts beside its elements', '[1,2,3]', 4],
  ['an object counts beside its members', '{"a":1,"b":{"c":2}}', 4],
  ['commas within texts do not count', '[",,,"]', 2],
])('items of JSON: %s', (_, json, items) => {
  expect(measure(json).items).toBe(items);
});

test('any JSON is as deep as its value and has no more values than items', () => {
  const inside = (value: unknown) =>
    Array.isArray(value) || isJsonObject(value) ? Object.values(value).map(depthAndCount) : undefined;
  const depthAndCount = (value: unknown): { depth: number; count: number } => {
    const parts = inside(value);
    if (parts === undefined) return { depth: 0, count: 1 };
    return {
      depth: 1 + Math.max(0, ...parts.map(({ depth }) => depth)),
      count: parts.reduce((sum, { count }) => sum + count, 1),
    };
  };
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 4, noUnicodeString: false }), (value) => {
      const { depth, count } = depthAndCount(value);
      const size = measure(JSON.stringify(value));
      expect(size.depth).toBe(depth);
      expect(size.items).toBeGreaterThanOrEqual(count);
    }),
    { numRuns: 300 },
  );
});
