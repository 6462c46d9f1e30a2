import { expect, test } from 'vitest';
import { createInsights, type QueryRequest, type StartedQuery } from '../../../../local/logs/insights/insights.ts';
import type { TimeBudget } from '../../../../local/logs/insights/time-limit.ts';
import type { LogStore } from '../../../../local/logs/log-store.ts';
import { GROUP, NOON, openLines, putLines } from './ask.ts';

const DAY = 86_400_000;
const request: QueryRequest = {
  ...{ queryString: 'fields n', logGroups: [GROUP], start: 0, end: NOON + DAY, limit: 10_000 },
  ...{ now: NOON, accountId: '123456789012' },
};
const nextTurn = () => new Promise((resolve) => setImmediate(resolve));

/** Insights over a store, with ids in order. */
function open(logs: Pick<LogStore, 'scan' | 'find'>, patternBudget?: TimeBudget) {
  let ids = 0;
  const insights = createInsights(logs, () => `query-${++ids}`, patternBudget);
  const ended = async (id: string): Promise<StartedQuery> => {
    for (;;) {
      const query = insights.find(id);
      if (!query) throw new Error(`${id} is gone.`);
      if (query.status !== 'Scheduled' && query.status !== 'Running') return query;
      await nextTurn();
    }
  };
  return { insights, ended };
}

const lines = openLines();
putLines(lines, [{ n: 1 }, { n: 2 }]);

test('a query runs in the background', async () => {
  const { insights, ended } = open(lines);
  const id = insights.start(request);
  expect(insights.find(id)).toMatchObject({ status: 'Scheduled', results: [] });
  expect((await ended(id)).results).toHaveLength(2);
});

test('it looks at many lines in turns with others, and tells how far it is', async () => {
  const many = openLines();
  putLines(
    many,
    Array.from({ length: 20_000 }, (_, n) => ({ n })),
  );
  const { insights, ended } = open(many);
  const id = insights.start({ ...request, queryString: 'stats count(*)' });
  const seen = new Set<number>();
  while (insights.find(id)?.status !== 'Complete') {
    seen.add(insights.find(id)?.progress.recordsScanned ?? 0);
    await nextTurn();
  }
  expect(seen.size).toBeGreaterThan(1);
  expect((await ended(id)).progress).toMatchObject({ recordsScanned: 20_000, recordsMatched: 20_000 });
});

test('a query that is stopped, waiting or under way, has no results', async () => {
  const many = openLines();
  putLines(
    many,
    Array.from({ length: 20_000 }, (_, n) => ({ n })),
  );
  const { insights, ended } = open(many);
  const [running, waiting] = [insights.start(request), insights.start(request)];
  expect(insights.stop(waiting)).toBe(true);
  while (insights.find(running)?.status === 'Scheduled') await nextTurn();
  expect(insights.stop(running)).toBe(true);
  for (const id of [running, waiting]) expect(await ended(id)).toMatchObject({ status: 'Cancelled', results: [] });
  expect(insights.stop(running)).toBe(false);
  expect(insights.stop('none')).toBe(false);
});

test('the hundred-and-first query at once is refused; later there may be others', async () => {
  const { insights, ended } = open(lines);
  const ids = Array.from({ length: 100 }, () => insights.start(request));
  expect(() => insights.start(request)).toThrow('at most 100 concurrent queries');
  for (const id of ids) expect((await ended(id)).status).toBe('Complete');
  expect((await ended(insights.start(request))).status).toBe('Complete');
});

test('a store that fails makes the query fail, and no other', async () => {
  let broken = true;
  const { insights, ended } = open({
    find: lines.find,
    scan: (scope) => {
      if (broken) throw new Error('disk');
      return lines.scan(scope);
    },
  });
  expect((await ended(insights.start(request))).status).toBe('Failed');
  broken = false;
  expect((await ended(insights.start(request))).status).toBe('Complete');
});

test('a regular expression that would never end makes its query fail, and others go on', async () => {
  const hostile = openLines();
  putLines(hostile, [`${'a'.repeat(60)}!`, 'a']);
  const { insights, ended } = open(hostile, { usual: 10, extra: 10 });
  const queries = [
    'filter @message like /^(a+)+$/',
    'parse @message /^(?<as>(a+)+)$/',
    'stats count(*) by @message | filter @message like /^(a+)+$/',
    'sort @message like /^(a+)+$/ | limit 1',
    'fields @message | limit 1',
  ];
  const ids = queries.map((queryString) => insights.start({ ...request, queryString }));
  const statuses = [];
  for (const id of ids) statuses.push((await ended(id)).status);
  expect(statuses).toEqual(['Failed', 'Failed', 'Failed', 'Failed', 'Complete']);
});

test('a regular expression that is slow on every page uses up the budget of the whole query', async () => {
  const slow = openLines();
  putLines(
    slow,
    Array.from({ length: 40_000 }, (_, n) => (n % 1_000 === 0 ? `${'a'.repeat(22)}!` : '-')),
  );
  const { insights, ended } = open(slow, { usual: 1, extra: 300 });
  const query = await ended(insights.start({ ...request, queryString: 'filter @message like /^(a+)+$/' }));
  expect(query.status).toBe('Failed');
  expect(query.progress.recordsScanned).toBeLessThan(40_000);
});

test('results are kept for seven days, and only of so many queries', async () => {
  const { insights, ended } = open(lines);
  const first = insights.start(request);
  await ended(first);
  await ended(insights.start({ ...request, now: NOON + 7 * DAY }));
  expect(insights.find(first)?.status).toBe('Complete');
  await ended(insights.start({ ...request, now: NOON + 7 * DAY + 1 }));
  expect(insights.find(first)).toBeUndefined();
  for (let count = 0; count < 1_100; count += 1) await ended(insights.start({ ...request, now: NOON + 8 * DAY }));
  expect(insights.list()).toHaveLength(1_000);
});
