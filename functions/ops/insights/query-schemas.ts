import * as z from 'zod/mini';
import { FUNCTION_IDS } from '../../../monitoring/resources.ts';
import type { LogRecord, QueryResults, SavedQueries, StartedQuery } from './query-responses.ts';

const epoch = z.int().check(z.describe('Epoch milliseconds.'));
const values = z.record(z.string(), z.string());
const count = z.number().check(z.minimum(0));

const SavedQuery = z
  .object({
    id: z.string(),
    title: z.string(),
    description: z.string(),
    functions: z.array(z.enum(FUNCTION_IDS)),
    query: z.string().check(z.describe('`{{name}}` stands for the parameter of that name.')),
    parameters: z.array(z.object({ name: z.string(), defaultValue: z.string(), description: z.string() })),
  })
  .register(z.globalRegistry, { id: 'SavedQuery' });

/** What `GET /api/ops/queries` answers. */
export const SavedQueriesAnswer = z
  .object({ queries: z.array(SavedQuery) })
  .register(z.globalRegistry, { id: 'SavedQueries' }) satisfies z.ZodMiniType<SavedQueries>;

/** What `POST /api/ops/queries` answers. */
export const StartedQueryAnswer = z
  .object({ id: z.string(), start: epoch, end: epoch })
  .register(z.globalRegistry, { id: 'StartedQuery' }) satisfies z.ZodMiniType<StartedQuery>;

/** What a query found, wherever it is answered. */
export const QueryAnswerFields = {
  fields: z.array(z.string()).check(z.describe('Names of the rows’ fields, in their order.')),
  rows: z.array(values).check(z.describe('Values by field; a field that a row does not have is absent.')),
  truncated: z.exactOptional(z.literal(true)).check(z.describe('There are more rows than an answer has room for.')),
  statistics: z.object({ recordsMatched: count, recordsScanned: count, bytesScanned: count }),
};

/** What `GET /api/ops/queries/{id}` answers. */
export const QueryResultsAnswer = z
  .object({
    status: z.enum(['Scheduled', 'Running', 'Complete', 'Failed', 'Cancelled', 'Timeout', 'Unknown']),
    ...QueryAnswerFields,
    dollars: z.number().check(z.describe('What the bytes scanned so far cost, in US dollars.')),
  })
  .register(z.globalRegistry, { id: 'QueryResults' }) satisfies z.ZodMiniType<QueryResults>;

/** What `GET /api/ops/log-record` answers. */
export const LogRecordAnswer = z
  .object({ fields: values })
  .register(z.globalRegistry, { id: 'LogRecord' }) satisfies z.ZodMiniType<LogRecord>;
