import { expect, test } from 'vitest';
import { ask, openLines, refusal } from './ask.ts';

const lines = openLines();

/** Queries with the place of their error marked by ›‹, and what the message names. */
test.each<[query: string, cause: string]>([
  ['›filtr‹ a = 1', 'unexpected symbol found filtr'],
  ['fields a ›b‹', 'unexpected symbol found b'],
  ['fields a | ›‹', 'unexpected symbol found end of query'],
  ['filter a =›=‹ 1', 'unexpected symbol found ='],
  ['filter (a = 1›‹', 'where ) is expected'],
  ['filter a = ›"‹x', 'which is not closed'],
  ['filter a like ›5‹', 'a regular expression between slashes'],
  ['filter a like ›/(/‹', 'invalid regular expression'],
  ['filter a not ›=‹ 1', 'like or in'],
  ['filter a in [1, ›]‹', 'a field, a value or a function'],
  ['fields ›5x‹', 'unexpected symbol found 5x'],
  ['fields a ›?‹ b', 'unexpected symbol found ?'],
  ['fields ›nosuch(a)‹', 'the function nosuch is not known'],
  ['fields ›formatDate(@timestamp, "%Y")‹', 'the function formatdate is not served'],
  ['fields ›strlen()‹', 'strlen takes 1 arguments, not 0'],
  ['fields ›bin(5)‹', 'a period such as 5m'],
  ['fields ›datefloor(@timestamp)‹', 'a time and a period'],
  ['fields a as b | fields ›c‹ as b', 'already defined'],
  ['›parse‹ "*" as b | parse "*" as c | fields d as e | ›parse‹ "*" as b', 'already defined'],
  ['parse @message ›"a * b *"‹ as one', '2 asterisks for 1 names'],
  ['parse @message ›/a (b)/‹ as one, two', '1 groups for 2 names'],
  ['parse @message ›/a b/‹', 'has no group'],
  ['stats count(*) by a | sort ›b‹', 'not among the results of stats'],
  ['stats count(*) as n by a | stats sum(n) by ›bin(1m)‹', 'not among the results of stats'],
  ['stats max(a) - ›b‹, max(b) as b', 'neither aggregated nor grouped by'],
  ['stats ›a‹', 'neither aggregated nor grouped by'],
  ['stats ›sum(*)‹', 'sum needs a field'],
  ['stats ›pct(a)‹', 'pct takes another number of arguments'],
  ['stats pct(a, ›b‹)', 'a number as its second argument'],
  ['fields ›sum(a)‹', 'the function sum is not known'],
  ['limit 5 | ›stats‹ count(*)', 'a stats after limit is not valid'],
  ['stats count(*) as n by a | sort n | ›stats‹ max(n)', 'a stats after sort is not valid'],
  ['sort a | stats count(*) as n by a | ›stats‹ max(n)', 'a stats after sort is not valid'],
  ['stats count(*) by a | filter ›@timestamp‹ > 1', 'not among the results of stats'],
  ['stats count(*) as n by a, b | stats sum(n) as m by a | ›stats‹ sum(m)', 'may have 2 stats'],
  ['dedup a | ›sort‹ b', 'only limit may follow dedup'],
  ['limit ›0‹', 'whole number from 1'],
  ['limit ›ten‹', 'a number'],
  ['›pattern‹ @message', 'is not served'],
  ['fields @message | ›diff‹', 'is not served'],
  ['›logcompare‹ count(*)', 'is not served'],
])('%s', async (marked, cause) => {
  const query = marked.replaceAll(/[›‹]/g, '');
  const start = marked.includes('›‹')
    ? query.length
    : marked.replace(/‹/g, '').lastIndexOf('›') - (marked.split('›').length - 2);
  const error = await refusal(lines, query);
  expect(error.code).toBe('MalformedQueryException');
  expect(error.message).toContain(cause);
  expect(error.message).toContain('at line 1 and position ');
  expect(error.members).toMatchObject({
    queryCompileError: { message: error.message, location: { startCharOffset: start } },
  });
});

test('the position is that in its line', async () => {
  const error = await refusal(lines, 'fields a\n| filter a =\n| sort a');
  expect(error.message).toMatch(/ at line 3 and position 0$/);
});

test('a query that is too long, or too deep, is refused at once', async () => {
  expect((await refusal(lines, `fields a${' '.repeat(10_000)}`)).message).toContain('longer than 10000');
  expect((await refusal(lines, `filter ${'('.repeat(4_000)}`)).message).toContain('nested too deeply');
  expect((await refusal(lines, `filter ${'not '.repeat(2_000)}a`)).message).toContain('nested too deeply');
});

test('of a query that is refused nothing is kept', async () => {
  await expect(ask(lines, 'nonsense')).rejects.toThrow('unexpected symbol');
});
