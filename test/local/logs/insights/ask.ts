import { DatabaseSync } from 'node:sqlite';
import { AwsError } from '../../../../local/aws/aws-error.ts';
import { createInsights, type QueryRequest, type StartedQuery } from '../../../../local/logs/insights/insights.ts';
import { type LogStore, type LogStoreOptions, openLogStore } from '../../../../local/logs/log-store.ts';

/** Noon: the lines of the tests are written about then. */
export const NOON = Date.UTC(2026, 0, 15, 12);
export const GROUP = '/aws/lambda/shop';

/** A log store in memory, with its lines' group. */
export function openLines(options: Partial<LogStoreOptions> = {}): LogStore {
  return openLogStore({ store: new DatabaseSync(':memory:'), now: () => NOON, record: () => {}, ...options });
}

/** Puts lines a second apart, from noon on; objects become JSON. */
export function putLines(logs: LogStore, lines: readonly unknown[], logGroup = GROUP): void {
  const events = lines.map((line, index) => ({
    timestamp: NOON + index * 1000,
    message: typeof line === 'string' ? line : JSON.stringify(line),
  }));
  logs.put(logGroup, 'stream', events);
}

let ids = 0;

/** Runs a query over the group, to its end. */
export async function ask(
  logs: LogStore,
  queryString: string,
  request: Partial<QueryRequest> = {},
): Promise<StartedQuery> {
  const insights = createInsights(logs, () => `query-${++ids}`);
  const range = { start: NOON - 3_600_000, end: NOON + 3_600_000 };
  const id = insights.start({
    ...{ queryString, logGroups: [GROUP], ...range, limit: 10_000, now: NOON, accountId: '123456789012' },
    ...request,
  });
  for (;;) {
    const query = insights.find(id);
    if (!query) throw new Error('The query is gone.');
    if (query.status !== 'Scheduled' && query.status !== 'Running') return query;
    await new Promise((resolve) => setImmediate(resolve));
  }
}

/** The rows of a query as objects, without their pointers. */
export async function rowsOf(logs: LogStore, query: string): Promise<Record<string, string>[]> {
  const { results } = await ask(logs, query);
  return results.map((row) =>
    Object.fromEntries(row.filter(({ field }) => field !== '@ptr').map(({ field, value }) => [field, value])),
  );
}

/** What a query is refused with. */
export async function refusal(logs: LogStore, query: string): Promise<AwsError> {
  try {
    await ask(logs, query);
  } catch (error) {
    if (error instanceof AwsError) return error;
    throw error;
  }
  throw new Error(`The query was not refused: ${query}`);
}
