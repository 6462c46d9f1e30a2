import { AwsError } from '../../aws/aws-error.ts';
import type { LogStore } from '../log-store.ts';
import { parseQuery } from './parse-query.ts';
import { planQuery } from './plan-query.ts';
import { type Progress, type ResultField, runPlan } from './run-query.ts';
import type { TimeBudget } from './time-limit.ts';

/** API reference "QueryInfo": where a query stands. */
export type QueryStatus = 'Scheduled' | 'Running' | 'Complete' | 'Failed' | 'Cancelled' | 'Timeout';

export type QueryRequest = {
  readonly queryString: string;
  readonly logGroups: readonly string[];
  /** A closed range, in epoch milliseconds. */
  readonly start: number;
  readonly end: number;
  /** The most rows, unless the query says. */
  readonly limit: number;
  readonly now: number;
  readonly accountId: string;
};

/** A query that was started, and what became of it. */
export type StartedQuery = {
  readonly id: string;
  readonly request: QueryRequest;
  readonly status: QueryStatus;
  readonly progress: Progress;
  /** Rows of fields; none before the end. */
  readonly results: readonly (readonly ResultField[])[];
  /** How long it took, in real milliseconds, when it has ended. */
  readonly durationMs?: number;
};

/** CloudWatch Logs Insights: runs queries in the background and keeps what came of them for a while. */
export interface Insights {
  /** Starts a query; MalformedQueryException, or LimitExceededException when too many run. */
  start(request: QueryRequest): string;
  find(id: string): StartedQuery | undefined;
  /** Cancels a query; whether there was anything to cancel. */
  stop(id: string): boolean;
  /** Those that are kept, the latest first. */
  list(): readonly StartedQuery[];
}

/** "CloudWatch Logs quotas": concurrent queries, their time, and how long results are kept. */
const MOST_UNDERWAY = 100;
const TIMEOUT_MS = 3_600_000;
const KEPT_MS = 7 * 86_400_000;
/** So that results cannot fill the memory, the oldest go earlier when there are so many queries or rows. */
const MOST_KEPT = 1_000;
const MOST_ROWS_KEPT = 200_000;
/** So many take turns; the others wait, so that the process is never kept for long. */
const MOST_RUNNING = 3;

type Entry = { -readonly [K in keyof StartedQuery]: StartedQuery[K] };

const isUnderway = ({ status }: StartedQuery): boolean => status === 'Scheduled' || status === 'Running';

/** Opens it over the log store. */
export function createInsights(
  logs: Pick<LogStore, 'scan' | 'find'>,
  randomId: () => string,
  patternBudget?: TimeBudget,
): Insights {
  const queries = new Map<string, Entry>();
  const waiting: (() => Promise<void>)[] = [];
  let running = 0;

  const forgetOld = (now: number): void => {
    let rows = 0;
    for (const [index, query] of [...queries.values()].reverse().entries()) {
      rows += query.results.length;
      const tooOld = query.request.now < now - KEPT_MS;
      const forgotten = !isUnderway(query) && (tooOld || index >= MOST_KEPT || (index > 0 && rows > MOST_ROWS_KEPT));
      if (forgotten) queries.delete(query.id);
    }
  };

  const work = async (): Promise<void> => {
    if (running >= MOST_RUNNING) return;
    running += 1;
    for (let run = waiting.shift(); run; run = waiting.shift()) await run();
    running -= 1;
  };

  const runner = (query: Entry): (() => Promise<void>) => {
    const { request, progress } = query;
    const { queryString, logGroups, start, end, now, limit, accountId } = request;
    const plan = planQuery(parseQuery(queryString), { now, start, end, limit });
    const named = new Map(logGroups.map((name) => [name, `${accountId}:${name}`]));
    return async () => {
      if (query.status !== 'Scheduled') return;
      query.status = 'Running';
      const begun = performance.now();
      const isStopped = (): boolean => {
        if (performance.now() - begun > TIMEOUT_MS) query.status = 'Timeout';
        return query.status !== 'Running';
      };
      try {
        const results = await runPlan(plan, logs, { start, end, logs: named, patternBudget }, progress, isStopped);
        if (results) Object.assign(query, { results, status: 'Complete' });
      } catch {
        // A pattern took too long, or the store was closed: as on AWS, the query says no more than that it failed.
        query.status = 'Failed';
      }
      query.durationMs = performance.now() - begun;
      forgetOld(now);
    };
  };

  return {
    start: (request) => {
      if ([...queries.values()].filter(isUnderway).length >= MOST_UNDERWAY)
        throw new AwsError('LimitExceededException', `There may be at most ${MOST_UNDERWAY} concurrent queries.`);
      const progress = { recordsMatched: 0, recordsScanned: 0, bytesScanned: 0 };
      const query: Entry = { id: randomId(), request, status: 'Scheduled', progress, results: [] };
      const run = runner(query);
      queries.set(query.id, query);
      waiting.push(run);
      setImmediate(work);
      return query.id;
    },
    find: (id) => queries.get(id),
    stop: (id) => {
      const query = queries.get(id);
      if (!query || !isUnderway(query)) return false;
      query.status = 'Cancelled';
      return true;
    },
    list: () => [...queries.values()].reverse(),
  };
}
