import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseQuery } from '../../../../local/logs/insights/parse-query.ts';
import { lineTest } from '../../../../local/logs/insights/wanted-texts.ts';
import { openLines, putLines, rowsOf } from './ask.ts';

const WITH_A = '{"x":"abc"}';
const WITH_B = '{"x":"def"}';
const WITHOUT = '{"x":"other"}';
const ESCAPED = '{"x":"\\u0061bc"}';

/** Which of these lines a query may let through, or that it looks at all of them. */
test.each<[string, string, string]>([
  ['a text that a field is to be', 'filter x = "abc"', 'a -'],
  ['the other way round', "filter 'abc' = x | sort @timestamp", 'a -'],
  ['one of several', 'filter x = "abc" or y = "def"', 'a b'],
  ['one of a list', 'filter x in ["abc", "def"]', 'a b'],
  ['with another condition', 'filter n > 1 and x = "abc"', 'a -'],
  ['after fields that are only shown', 'fields @timestamp, x | filter x = "abc"', 'a -'],
  ['a field that was computed', 'fields concat(y, "c") as x | filter x = "abc"', 'all'],
  ['a number, which is spelt in many ways', 'filter x = "12"', 'all'],
  ['the number that JSON cannot spell', 'filter x = "Infinity"', 'all'],
  ['a field that a line has not by its JSON', 'filter @logStream = "abc"', 'all'],
  ['what it is not', 'filter x != "abc"', 'all'],
  ['none of a list', 'filter x not in ["abc"]', 'all'],
  ['another condition instead', 'filter x = "abc" or n > 1', 'all'],
  ['no condition', 'stats count(*)', 'all'],
])('a line is looked into for %s', (_, query, expected) => {
  const may = lineTest(parseQuery(query));
  const seen = may === undefined ? 'all' : `${may(WITH_A) ? 'a' : '-'} ${may(WITH_B) ? 'b' : '-'}`;
  expect([seen, may?.(WITHOUT) ?? false, may?.(ESCAPED) ?? true]).toEqual([expected, false, true]);
});

const text = fc.oneof(
  fc.constantFrom('id', 'ID', 'i"d', 'i\\d', 'idée', '1e400', '12', ''),
  fc.string({ unit: 'binary', maxLength: 3 }),
);
const value = fc.oneof(text, fc.integer({ min: 0, max: 20 }), fc.boolean(), fc.constant(null));
/** JSON may have any character escaped. */
const escaped = (json: string): string => json.replaceAll('id', '\\u0069d');
const line = fc
  .tuple(fc.record({ x: value, y: fc.record({ z: value }) }, { requiredKeys: [] }), fc.boolean())
  .map(([fields, escapes]) => (escapes ? escaped(JSON.stringify(fields)) : JSON.stringify(fields)));

test('what a query finds is the same whether or not lines can be told by their text', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(line, { maxLength: 20 }), text, async (lines, wanted) => {
      const logs = openLines();
      putLines(logs, lines);
      const literal = JSON.stringify(wanted);
      const condition = `x = ${literal} or y.z in [${literal}]`;
      const found = (filter: string) => rowsOf(logs, `filter ${filter} | fields @message | sort @timestamp`);
      expect(await found(condition)).toEqual(await found(`(${condition}) or 1 = 0`));
      logs.close();
    }),
    { numRuns: 60 },
  );
});
