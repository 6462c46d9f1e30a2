import type {
  LogRecord,
  QueryResults,
  SavedQueries,
  StartedQuery,
} from '../../../../functions/ops/insights/query-responses.ts';
import { api } from '../../api/api.ts';
import type { Look } from '../time-range.ts';

/** A query over the lines of some functions, or of all where none is named. */
export type QueryRequest = Look & { query: string; functions: readonly string[] };

const pathOf = (id: string) => `/api/ops/queries/${encodeURIComponent(id)}`;

/** What the console asks of Logs Insights. */
export const queriesApi = {
  saved: (signal: AbortSignal) => api<SavedQueries>('/api/ops/queries', { signal }),
  start: ({ query, functions, minutes, until }: QueryRequest, signal: AbortSignal) => {
    const some = functions.length === 0 ? {} : { functions };
    const end = until === undefined ? {} : { end: until };
    return api<StartedQuery>('/api/ops/queries', { method: 'POST', body: { query, minutes, ...some, ...end }, signal });
  },
  results: (id: string, signal: AbortSignal) => api<QueryResults>(pathOf(id), { signal }),
  stop: (id: string) => api<void>(pathOf(id), { method: 'DELETE' }),
  record: (pointer: string) => (signal: AbortSignal) =>
    api<LogRecord>(`/api/ops/log-record?${new URLSearchParams({ pointer })}`, { signal }),
};
