import * as z from 'zod/mini';
import { FUNCTION_IDS } from '../../../monitoring/resources.ts';

const TWO_WEEKS = 14 * 24 * 60;

/** "StartQuery": the longest text of a query. */
const MAX_QUERY = 10_000;

/** "GetLogRecord" names no limit; the pointers that there are have some hundred characters. */
const MAX_POINTER = 2_048;

const whole = (minimum: number, maximum: number) => z.int().check(z.minimum(minimum), z.maximum(maximum));

/** Body of `POST /api/ops/queries`. */
export const QueryRequest = z.object({
  query: z
    .string()
    .check(z.minLength(1), z.maxLength(MAX_QUERY), z.describe('A query in the language of CloudWatch Logs Insights.')),
  functions: z
    .optional(z.array(z.enum(FUNCTION_IDS)).check(z.minLength(1), z.maxLength(FUNCTION_IDS.length)))
    .check(z.describe('Whose log lines it looks at; everybody’s without it.')),
  minutes: z._default(whole(1, TWO_WEEKS), 60).check(z.describe('How far back.')),
  end: z.optional(z.iso.datetime()).check(z.describe('Until when; now, unless it is earlier.')),
  limit: z
    .optional(whole(1, 10_000))
    .check(z.describe('The most rows, where the query itself does not say; 1,000 without it.')),
});
export type QueryRequest = z.infer<typeof QueryRequest>;

/** Query of `GET /api/ops/log-record`. */
export const LogRecordQuery = z.object({
  pointer: z
    .string()
    .check(z.minLength(1), z.maxLength(MAX_POINTER), z.describe('The field `@ptr` of a row that a query found.')),
});
export type LogRecordQuery = z.infer<typeof LogRecordQuery>;
