import { describe, expect, it } from 'vitest';
import type { QueryResults } from '../../../../functions/ops/insights/query-responses.ts';
import { followQuery } from '../../../../web/src/console/logs/follow-query.ts';

const STARTED = { id: 'one', start: 0, end: 1 };
const REQUEST = { query: 'limit 1', functions: [], minutes: 60, until: undefined };

const results = (status: QueryResults['status'], lines: number): QueryResults => ({
  ...{ status, fields: [], rows: [], dollars: 0 },
  statistics: { recordsMatched: 0, recordsScanned: lines, bytesScanned: 0 },
});

/** Calls that answer with one status after another, and what was done by them. */
function script(answers: readonly QueryResults[], abandonAt = Number.POSITIVE_INFINITY) {
  const abandon = new AbortController();
  const stopped: string[] = [];
  let looks = 0;
  const calls = {
    start: async () => STARTED,
    results: async () => answers[looks++] ?? results('Running', 0),
    stop: async (id: string) => void stopped.push(id),
    pause: async () => {
      if (looks === abandonAt) abandon.abort(new Error('Left.'));
      abandon.signal.throwIfAborted();
    },
  };
  return { calls, stopped, signal: abandon.signal };
}

describe('a query is followed', () => {
  it('to its end, and what it finds on its way is told', async () => {
    const { calls, stopped, signal } = script([results('Scheduled', 0), results('Running', 5), results('Complete', 9)]);
    const told: number[] = [];
    const onFound = (found: { results: QueryResults }) => told.push(found.results.statistics.recordsScanned);
    const found = await followQuery(calls, REQUEST, { signal, onFound });
    expect(found).toEqual({ started: STARTED, results: results('Complete', 9) });
    expect(told).toEqual([0, 5]);
    expect(stopped).toEqual([]);
  });

  it('until nobody wants it any more: then it is stopped', async () => {
    const { calls, stopped, signal } = script([results('Running', 1)], 1);
    await expect(followQuery(calls, REQUEST, { signal, onFound: () => {} })).rejects.toThrow('Left.');
    expect(stopped).toEqual(['one']);
  });

  it.each([
    ['Failed', /could not finish.*regular expression/],
    ['Unknown', /could not finish/],
    ['Timeout', /shorter time/],
    ['Cancelled', /Somebody stopped/],
  ] as const)('and one that ends as %s has found nothing that counts', async (status, detail) => {
    const { calls, stopped, signal } = script([results('Running', 1), results(status, 1)]);
    const following = followQuery(calls, REQUEST, { signal, onFound: () => {} });
    await expect(following).rejects.toMatchObject({ status: 502, detail: expect.stringMatching(detail) });
    expect(stopped).toEqual([]);
  });

  it('and one that cannot be read is not stopped for that', async () => {
    const { calls, stopped, signal } = script([]);
    const broken = { ...calls, results: () => Promise.reject(new Error('No connection.')) };
    await expect(followQuery(broken, REQUEST, { signal, onFound: () => {} })).rejects.toThrow('No connection.');
    expect(stopped).toEqual([]);
  });
});
