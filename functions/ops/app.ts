import { createApi } from '../lib/api.ts';
import { given } from '../lib/given.ts';
import { validate } from '../lib/validate.ts';
import { addAlarmRoutes } from './alarm-routes.ts';
import { CostQuery } from './cost/cost-query.ts';
import { createCostReader } from './cost/read-cost.ts';
import { dashboardRange } from './dashboard-range.ts';
import { listDashboards, readDashboard } from './dashboards.ts';
import { findLogs } from './find-logs.ts';
import { findMetrics } from './find-metrics.ts';
import { findTraces } from './find-traces.ts';
import { addIncidentRoutes } from './incident-routes.ts';
import { addQueryRoutes } from './insights/query-routes.ts';
import {
  DashboardQuery,
  DeploymentsQuery,
  LogsQuery,
  MetricsQuery,
  NotificationsQuery,
  ReportsQuery,
  TracesQuery,
} from './ops-query.ts';
import { createScrape } from './prometheus/scrape.ts';
import { deploymentAnswer, deploymentsAnswer } from './read-deployments.ts';
import { notificationsAnswer } from './read-notifications.ts';
import { reportAnswer, reportsAnswer } from './read-reports.ts';
import { objectivesAnswer } from './read-slos.ts';
import { readTrace } from './read-trace.ts';
import type { Traces } from './responses.ts';
import { untilOf } from './until.ts';

function generatedAt(now: number): string {
  return new Date(now).toISOString();
}

/** The console's API over CloudWatch, X-Ray and the table; viewers and administrators only, by functions/manifest.ts. */
export const api = createApi('ops');

api.get('/api/ops/dashboards', async (c) => c.json(await listDashboards()));

api.get('/api/ops/dashboards/:name', async (c) => {
  const { now } = c.var;
  const range = dashboardRange(validate(DashboardQuery, c.req.query()), now);
  return c.json(await readDashboard(c.req.param('name'), range, now));
});

addAlarmRoutes(api);

api.get('/api/ops/metrics', async (c) =>
  c.json(await findMetrics(validate(MetricsQuery, given(c.req.query())), c.var.now)),
);

api.get('/api/ops/logs', async (c) => c.json(await findLogs(validate(LogsQuery, given(c.req.query())), c.var.now)));

api.get('/api/ops/notifications', async (c) => {
  const { limit } = validate(NotificationsQuery, c.req.query());
  return c.json(await notificationsAnswer(limit, c.var.now));
});

const readCost = createCostReader();

api.get('/api/ops/cost', async (c) => {
  const { days } = validate(CostQuery, given(c.req.query()));
  return c.json(await readCost(days, c.var.now));
});

api.get('/api/ops/slos', async (c) => c.json(await objectivesAnswer(c.var.now)));

api.get('/api/ops/reports', async (c) =>
  c.json(await reportsAnswer(validate(ReportsQuery, given(c.req.query())), c.var.now)),
);

api.get('/api/ops/reports/:id', async (c) => c.json(await reportAnswer(c.req.param('id'), c.var.now)));

api.get('/api/ops/traces', async (c) => {
  const { minutes, end, filter } = validate(TracesQuery, given(c.req.query()));
  const { now } = c.var;
  const body: Traces = { generatedAt: generatedAt(now), ...(await findTraces(untilOf(end, now), minutes, filter)) };
  return c.json(body);
});

api.get('/api/ops/traces/:id', async (c) => c.json(await readTrace(c.req.param('id'))));

api.get('/api/ops/deployments', async (c) =>
  c.json(await deploymentsAnswer(validate(DeploymentsQuery, given(c.req.query())), c.var.now)),
);

api.get('/api/ops/deployments/:id', async (c) => c.json(await deploymentAnswer(c.req.param('id'), c.var.now)));

addIncidentRoutes(api);

addQueryRoutes(api);

const scrape = createScrape(() => performance.now());

api.get('/metrics', async (c) => {
  const text = await scrape(c.var.now);
  return c.body(text, 200, { 'Content-Type': 'text/plain; version=0.0.4; charset=utf-8' });
});
