import type { FunctionContract } from '../../lib/contract.ts';
import { LogRecordQuery, QueryRequest } from './query-request.ts';
import type { LogRecord, QueryResults, SavedQueries, StartedQuery } from './query-responses.ts';
import { LogRecordAnswer, QueryResultsAnswer, SavedQueriesAnswer, StartedQueryAnswer } from './query-schemas.ts';

const problems = {
  429: 'CloudWatch Logs takes no more queries right now.',
  502: 'CloudWatch Logs does not answer.',
} as const;

const end = Date.parse('2026-06-01T12:00:00.000Z');

const started: StartedQuery = {
  id: '12ab3456-12ab-123a-789e-1234567890ab.47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU',
  start: end - 3_600_000,
  end,
};

const saved: SavedQueries = {
  queries: [
    {
      id: 'user-story',
      title: 'One user’s story',
      description: 'What a user did, by their pseudonym.',
      functions: ['cart', 'checkout'],
      query: 'filter userId = "{{userId}}"\n| sort @timestamp asc',
      parameters: [{ name: 'userId', defaultValue: 'unknown', description: 'The pseudonym.' }],
    },
  ],
};

const results: QueryResults = {
  status: 'Complete',
  fields: ['route', 'p95'],
  rows: [{ route: '/api/checkout', p95: '182.4' }],
  statistics: { recordsMatched: 412, recordsScanned: 9_310, bytesScanned: 7_204_118 },
  dollars: 0.000_036_02,
};

const record: LogRecord = {
  fields: { '@timestamp': '1780315200000', level: 'INFO', message: 'GET /api/products', status: '200' },
};

type QueryRoute =
  | 'GET /api/ops/queries'
  | 'POST /api/ops/queries'
  | 'GET /api/ops/queries/{id}'
  | 'DELETE /api/ops/queries/{id}'
  | 'GET /api/ops/log-record';

/** What the routes of Logs Insights take and answer. */
export const queryContract: Pick<FunctionContract<'ops'>, QueryRoute> = {
  'GET /api/ops/queries': {
    summary: 'Lists the saved queries',
    answers: { 200: { description: 'With their parameters.', json: SavedQueriesAnswer, example: saved } },
  },
  'POST /api/ops/queries': {
    summary: 'Starts a query of log lines',
    description:
      'In the language of CloudWatch Logs Insights. It changes nothing; the bytes that it looks through are billed.',
    body: {
      json: QueryRequest,
      example: { query: 'filter level = "ERROR" | stats count(*) by service', minutes: 60, functions: ['checkout'] },
    },
    answers: { 202: { description: 'Its id, and the time it covers.', json: StartedQueryAnswer, example: started } },
    problems,
  },
  'GET /api/ops/queries/{id}': {
    summary: 'Reads what a query has found',
    answers: { 200: { description: 'So far, while it runs.', json: QueryResultsAnswer, example: results } },
    problems: { 404: 'There is no such query.', ...problems },
  },
  'DELETE /api/ops/queries/{id}': {
    summary: 'Stops a query',
    description: 'One that has ended is left as it is.',
    answers: { 204: { description: 'It does not run any more.', empty: true } },
    problems: { 404: 'There is no such query.', ...problems },
  },
  'GET /api/ops/log-record': {
    summary: 'Reads all fields of a log line',
    query: LogRecordQuery,
    answers: { 200: { description: 'The line’s fields.', json: LogRecordAnswer, example: record } },
    problems: { 404: 'There is no such line.', ...problems },
  },
};
