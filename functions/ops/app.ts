import { createApi } from '../lib/api.ts';
import { given } from '../lib/given.ts';
import { validate } from '../lib/validate.ts';
import { addAlarmRoutes } from './alarm-routes.ts';
import { CostQuery } from './cost/cost-query.ts';
import { createCostReader } from './cost/read-cost.ts';
import { addDashboardRoutes } from './dashboards/dashboard-routes.ts';
import { deploymentHealth } from './deployment-health.ts';
import { findLogs } from './find-logs.ts';
import { findMetrics } from './find-metrics.ts';
import { addIncidentRoutes } from './incident-routes.ts';
import { addQueryRoutes } from './insights/query-routes.ts';
import { DeploymentsQuery, LogsQuery, MetricsQuery, NotificationsQuery, ReportsQuery } from './ops-query.ts';
import { createScrape } from './prometheus/scrape.ts';
import { deploymentAnswer, deploymentsAnswer } from './read-deployments.ts';
import { notificationsAnswer } from './read-notifications.ts';
import { reportAnswer, reportsAnswer } from './read-reports.ts';
import { objectivesAnswer } from './read-slos.ts';
import { addTraceRoutes } from './trace-routes.ts';

/** The console's API over CloudWatch, X-Ray and the table; viewers and administrators only, by functions/manifest.ts. */
export const api = createApi('ops');

addDashboardRoutes(api);
addAlarmRoutes(api);

api.get('/api/ops/metrics', async (c) =>
  c.json(await findMetrics(validate(MetricsQuery, given(c.req.query())), c.var.now)),
);

api.get('/api/ops/logs', async (c) => c.json(await findLogs(validate(LogsQuery, given(c.req.query())), c.var.now)));

api.get('/api/ops/notifications', async (c) => {
  const query = validate(NotificationsQuery, given(c.req.query()));
  return c.json(await notificationsAnswer(query, c.var.now));
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

addTraceRoutes(api);

api.get('/api/ops/deployments', async (c) =>
  c.json(await deploymentsAnswer(validate(DeploymentsQuery, given(c.req.query())), c.var.now)),
);

api.get('/api/ops/deployments/:id', async (c) => c.json(await deploymentAnswer(c.req.param('id'), c.var.now)));

api.get('/api/ops/deployments/:id/health', async (c) => c.json(await deploymentHealth(c.req.param('id'), c.var.now)));

addIncidentRoutes(api);

addQueryRoutes(api);

const scrape = createScrape(() => performance.now());

api.get('/metrics', async (c) => {
  const text = await scrape(c.var.now);
  return c.body(text, 200, { 'Content-Type': 'text/plain; version=0.0.4; charset=utf-8' });
});
