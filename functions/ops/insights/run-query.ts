import { setTimeout } from 'node:timers/promises';
import { Problem } from '../../lib/problem.ts';
import type { QueryAnswer, QueryResults } from './query-responses.ts';
import { queryResults, stopQuery } from './query-results.ts';
import { type InsightsQuery, startQuery } from './start-query.ts';

/** Milliseconds within which a query has to be done: the rest of ops' timeout is for stopping it and for telling so. */
const LONGEST = 12_000;

/** Pauses before each look, in milliseconds; the last one again and again. */
const PAUSES = [50, 100, 200, 400, 800] as const;

function outOfTime(): Problem {
  return new Problem(504, 'The query took too long. Choose a shorter time or fewer functions.', { code: 'query-slow' });
}

function failed({ status }: QueryResults): Problem {
  return new Problem(502, `CloudWatch Logs ended the query as ${status}. Try again in a moment.`, {
    code: 'upstream',
    members: { service: 'CloudWatch Logs', operation: 'GetQueryResults' },
  });
}

const isUnderWay = ({ status }: QueryResults): boolean => status === 'Scheduled' || status === 'Running';

async function completed(id: string, signal: AbortSignal): Promise<QueryResults> {
  for (let look = 0; ; look++) {
    await setTimeout(PAUSES[look] ?? PAUSES.at(-1), undefined, { signal });
    const results = await queryResults(id, { abortSignal: signal });
    if (!isUnderWay(results)) return results;
  }
}

async function answered(query: InsightsQuery, longest: number): Promise<QueryAnswer> {
  const signal = AbortSignal.timeout(longest);
  const id = await startQuery(query, { abortSignal: signal });
  try {
    const results = await completed(id, signal);
    if (results.status !== 'Complete') throw failed(results);
    const { status: _, dollars: __, ...answer } = results;
    return answer;
  } catch (error) {
    if (!signal.aborted) throw error;
    await stopQuery(id);
    throw outOfTime();
  }
}

/** Milliseconds for which an answer is given again: several viewers cost what one does. */
const MEMORY = 55_000;

/** Answers that are kept. */
const MOST = 20;

/**
 * Runs queries, each for at most `longest` milliseconds, and remembers their answers for a while of measured time (`elapsed`,
 * milliseconds), but no failure.
 */
export function createQueryRunner(
  elapsed: () => number,
  longest = LONGEST,
): (query: InsightsQuery) => Promise<QueryAnswer> {
  const known = new Map<string, { readonly at: number; readonly answer: Promise<QueryAnswer> }>();
  const forget = (): void => {
    for (const [key, { at }] of known) if (elapsed() - at >= MEMORY || known.size > MOST) known.delete(key);
  };
  return (query) => {
    forget();
    const key = JSON.stringify([query.query, query.functions, query.start, query.end, query.limit]);
    const found = known.get(key);
    if (found !== undefined) return found.answer;
    const answer = answered(query, longest);
    known.set(key, { at: elapsed(), answer });
    answer.catch(() => known.delete(key));
    return answer;
  };
}

/**
 * What a query of Logs Insights answers, within the time that ops has: 400 for one that is not understood, 504 for one that
 * takes longer, which is stopped. The same query of the same range is asked once a minute.
 */
export const runQuery = createQueryRunner(() => performance.now());
