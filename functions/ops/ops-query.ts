import * as z from 'zod/mini';
import { FUNCTION_IDS } from '../../monitoring/resources.ts';
import { isId } from '../lib/ids.ts';
import { isReportId } from '../lib/slos/sla-report.ts';

const TWO_WEEKS = 14 * 24 * 60;

/** GetTraceSummaries takes 2000 characters, the filter by stage among them. */
const MAX_FILTER = 1_800;

/** "MetricDataQuery" and "FilterLogEvents". */
const MAX_EXPRESSION = 2_048;
const MAX_PATTERN = 1_024;

function wholeNumber(minimum: number, maximum: number, byDefault: number) {
  return z._default(z.coerce.number().check(z.int(), z.minimum(minimum), z.maximum(maximum)), byDefault);
}

/** What a query says of the time that it looks at. */
export const LookQuery = z.object({
  minutes: wholeNumber(1, TWO_WEEKS, 60).check(z.describe('How far back.')),
  end: z.optional(z.iso.datetime()).check(z.describe('Until when; now, unless it is earlier.')),
});

/** Query of `GET /api/ops/notifications`. */
export const NotificationsQuery = z.object({
  limit: wholeNumber(1, 500, 50).check(z.describe('The most of them.')),
  cursor: z.optional(z.string().check(z.maxLength(8_192))),
});
export type NotificationsQuery = z.infer<typeof NotificationsQuery>;

const end = z.optional(z.iso.datetime()).check(z.describe('Until when; now, unless it is earlier.'));

/** Query of `GET /api/ops/alarms/{name}/metric`. */
export const AlarmMetricQuery = z.object({
  minutes: wholeNumber(1, TWO_WEEKS, 180).check(z.describe('How far back.')),
  end,
});
export type AlarmMetricQuery = z.infer<typeof AlarmMetricQuery>;

/** Query of `GET /api/ops/metrics`. */
export const MetricsQuery = z.object({
  expression: z
    .string()
    .check(z.minLength(1), z.maxLength(MAX_EXPRESSION), z.describe('Metric math of CloudWatch, such as a search.')),
  minutes: wholeNumber(1, TWO_WEEKS, 60).check(z.describe('How far back.')),
  end,
});
export type MetricsQuery = z.infer<typeof MetricsQuery>;

function isFunctionList(text: string): boolean {
  return text.split(',').every((id) => FUNCTION_IDS.some((known) => known === id));
}

/** Query of `GET /api/ops/logs`. */
export const LogsQuery = z.object({
  functions: z
    .optional(
      z.string().check(z.refine(isFunctionList, { params: { rule: `must be some of ${FUNCTION_IDS.join(', ')}` } })),
    )
    .check(z.describe('Ids of functions, with commas between them; all of them without it.')),
  filter: z
    ._default(z.string().check(z.maxLength(MAX_PATTERN)), '')
    .check(z.describe('A filter pattern of CloudWatch Logs, such as `{ $.level = "ERROR" }`.')),
  minutes: wholeNumber(1, TWO_WEEKS, 60).check(z.describe('How far back.')),
  end,
});
export type LogsQuery = z.infer<typeof LogsQuery>;

/** Query of `GET /api/ops/traces`. */
export const TracesQuery = z.object({
  minutes: wholeNumber(1, TWO_WEEKS, 15).check(z.describe('How far back.')),
  end,
  filter: z
    ._default(z.string().check(z.maxLength(MAX_FILTER)), '')
    .check(z.describe('An X-Ray filter expression, such as `annotation.route = "/api/checkout"`.')),
  cursor: z.optional(z.iso.datetime()).check(z.describe('An earlier nextCursor, for those before.')),
});
export type TracesQuery = z.infer<typeof TracesQuery>;

/** Query of `GET /api/ops/deployments`; the cursor is the last deployment of the page before. */
export const DeploymentsQuery = z.object({
  limit: wholeNumber(1, 100, 20).check(z.describe('The most of them.')),
  cursor: z.optional(
    z.string().check(z.refine((id) => isId('dep', id), { params: { rule: 'must be an earlier nextCursor' } })),
  ),
  before: z.optional(z.iso.datetime()).check(z.describe('Only those that began earlier.')),
});
export type DeploymentsQuery = z.infer<typeof DeploymentsQuery>;

/** Query of `GET /api/ops/incidents`; the cursor is the last incident of the page before. */
export const IncidentsQuery = z.object({
  limit: wholeNumber(1, 100, 20).check(z.describe('The most of them.')),
  cursor: z.optional(
    z.string().check(z.refine((id) => isId('inc', id), { params: { rule: 'must be an earlier nextCursor' } })),
  ),
});
export type IncidentsQuery = z.infer<typeof IncidentsQuery>;

/** Query of `GET /api/ops/reports`; the cursor is the last report of the page before. */
export const ReportsQuery = z.object({
  limit: wholeNumber(1, 100, 20).check(z.describe('The most of them.')),
  cursor: z.optional(z.string().check(z.refine(isReportId, { params: { rule: 'must be an earlier nextCursor' } }))),
});
export type ReportsQuery = z.infer<typeof ReportsQuery>;
