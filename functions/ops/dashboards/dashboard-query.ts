import * as z from 'zod/mini';
import { FUNCTION_VALUES, PERIOD_VALUES } from '../../../monitoring/dashboards/variables.ts';
import { LookQuery } from '../ops-query.ts';

const MAX_ROUTE = 200;

/** Query of `GET /api/ops/dashboards/{id}` and of one of its panels: the time, and the variables. */
export const DashboardQuery = z.extend(LookQuery, {
  function: z._default(z.enum(FUNCTION_VALUES), 'all').check(z.describe('Whose lines of a panel with several.')),
  route: z
    ._default(z.string().check(z.maxLength(MAX_ROUTE)), 'all')
    .check(z.describe('Of which requests logs tell: a route of this document such as `/api/products/{id}`.')),
  period: z
    ._default(z.enum(PERIOD_VALUES), 'auto')
    .check(z.describe('Seconds between two datapoints; longer where a panel or a chart needs that.')),
});
export type DashboardQuery = z.infer<typeof DashboardQuery>;
