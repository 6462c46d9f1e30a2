import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isJsonObject, isNestedDeeper } from '../../../local/aws/json.ts';

const deeper = (json: string, limit: number): boolean => isNestedDeeper(Buffer.from(json), limit);

const texts: Record<string, [json: string, depth: number]> = {
  'a scalar has none': ['12', 0],
  'an object is one': ['{}', 1],
  'lists and objects count alike': ['{"a":[{"b":[]}]}', 4],
  'neighbours do not add up': ['[[],[],[{}]]', 3],
  'brackets within texts do not count': ['["[[{{", "\\"[[", "\\\\"]', 1],
  'a text that never ends hides the rest': ['["[[[[', 1],
};

test.each(Object.entries(texts))('depth of JSON: %s', (_, [json, depth]) => {
  expect([deeper(json, depth - 1), deeper(json, depth)]).toEqual([true, false]);
});

test('the depth of any JSON is the depth of its value', () => {
  const depthOf = (value: unknown): number => {
    if (!Array.isArray(value) && !isJsonObject(value)) return 0;
    return 1 + Math.max(0, ...Object.values(value).map(depthOf));
  };
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 6, noUnicodeString: false }), fc.nat({ max: 7 }), (value, limit) => {
      expect(deeper(JSON.stringify(value), limit)).toBe(depthOf(value) > limit);
    }),
    { numRuns: 300 },
  );
});
