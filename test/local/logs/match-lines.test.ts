import fc from 'fast-check';
import { expect, test } from 'vitest';
import { AwsError } from '../../../local/aws/aws-error.ts';
import { parseFilterPattern } from '../../../local/logs/filter-pattern.ts';
import type { TimeBudget } from '../../../local/logs/insights/time-limit.ts';
import type { StoredLogEvent } from '../../../local/logs/log-store.ts';
import { matchLines } from '../../../local/logs/match-lines.ts';

const event = (message: string, id: number): StoredLogEvent => ({
  ...{ id, message, timestamp: id, ingestionTime: id, logStream: 'stream' },
});
const judge = (messages: readonly string[], pattern: string, budget?: TimeBudget) => [
  ...matchLines(messages.map(event), pattern, parseFilterPattern(pattern), budget),
];

test('each line is judged by itself, in order, however many there are', () => {
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom('ab', 'b', 'c'), { maxLength: 1_200, size: 'max' }),
      fc.constantFrom('b', '%a.%', '-b', ''),
      (messages, pattern) => {
        const matches = parseFilterPattern(pattern);
        expect(judge(messages, pattern)).toEqual(
          messages.map((message, id) => ({ event: event(message, id), matched: matches(message) })),
        );
      },
    ),
    { numRuns: 20 },
  );
});

test('no more lines are read than are judged at a stretch, as long as nobody wants them', () => {
  let read = 0;
  function* endless() {
    for (;;) yield event('line', read++);
  }
  const [first] = matchLines(endless(), '', parseFilterPattern(''));
  expect(first?.event.id).toBe(0);
  expect(read).toBeLessThanOrEqual(1_000);
});

test.each([
  ['a regular expression', '%^(a+)+$%', `${'a'.repeat(60)}!`],
  ['a text with many wildcards', `{ $.a = "${'*a'.repeat(20)}*b" }`, `{"a":"${'a'.repeat(400)}"}`],
])('%s that would never end is refused, instead of the process hanging', (_, pattern, line) => {
  const budget = { usual: 10, extra: 10 };
  expect(() => judge([line], pattern, budget)).toThrow(AwsError);
  expect(() => judge([line], pattern, budget)).toThrow(/takes too long/);
});
