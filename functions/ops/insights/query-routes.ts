import { FUNCTION_IDS } from '../../../monitoring/resources.ts';
import type { Api } from '../../lib/context.ts';
import { env } from '../../lib/env.ts';
import { readJson, validate } from '../../lib/validate.ts';
import { untilOf } from '../until.ts';
import { logRecord } from './log-record.ts';
import { ownQueryId, signedQueryId } from './query-id.ts';
import { LogRecordQuery, QueryRequest } from './query-request.ts';
import type { StartedQuery } from './query-responses.ts';
import { queryResults, stopQuery } from './query-results.ts';
import { savedQueries } from './saved-queries.ts';
import { startQuery } from './start-query.ts';

const toSecond = (ms: number): number => Math.ceil(ms / 1000) * 1000;

/** The first and the last whole second of a range without its end: of neighbouring ranges, each second is in one alone. */
function secondsBefore({ start, end }: { start: number; end: number }): { start: number; end: number } {
  return { start: toSecond(start), end: toSecond(end) - 1000 };
}

async function started({ minutes, end, functions, ...query }: QueryRequest, now: number): Promise<StartedQuery> {
  const until = untilOf(end, now);
  const range = { start: until - minutes * 60_000, end: until };
  const id = await startQuery({ ...query, ...secondsBefore(range), functions: functions ?? FUNCTION_IDS });
  return { id: signedQueryId(id, env()), ...range };
}

/** Adds the routes of Logs Insights: queries that are saved, started, read and stopped, and whole lines. */
export function addQueryRoutes(api: Api): void {
  api.get('/api/ops/queries', (c) => c.json(savedQueries()));
  api.post('/api/ops/queries', async (c) => c.json(await started(await readJson(c.req, QueryRequest), c.var.now), 202));
  api.get('/api/ops/queries/:id', async (c) => c.json(await queryResults(ownQueryId(c.req.param('id'), env()))));
  api.delete('/api/ops/queries/:id', async (c) => {
    await stopQuery(ownQueryId(c.req.param('id'), env()));
    return c.body(null, 204);
  });
  api.get('/api/ops/log-record', async (c) => c.json(await logRecord(validate(LogRecordQuery, c.req.query()).pointer)));
}
