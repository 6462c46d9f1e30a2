import { createApi } from '../lib/api.ts';
import { validate } from '../lib/validate.ts';
import { latestNotifications } from '../notifications/notification-store.ts';
import { listDashboards, readDashboard } from './dashboards.ts';
import { alarmHistory, describeAlarms } from './describe-alarms.ts';
import { findTraces } from './find-traces.ts';
import { metricRange, periodFor } from './metric-range.ts';
import { DashboardQuery, NotificationsQuery, TracesQuery } from './ops-query.ts';
import { createScrape } from './prometheus/scrape.ts';
import { readTrace } from './read-trace.ts';
import type { AlarmHistory, Alarms, Notifications, Traces } from './responses.ts';

function generatedAt(now: number): string {
  return new Date(now).toISOString();
}

/** The console's API over CloudWatch, X-Ray and the table; viewers and administrators only, by functions/manifest.ts. */
export const api = createApi('ops');

api.get('/api/ops/dashboards', async (c) => c.json(await listDashboards()));

api.get('/api/ops/dashboards/:name', async (c) => {
  const { minutes, period } = validate(DashboardQuery, c.req.query());
  const { now } = c.var;
  // A chart of more datapoints than pixels costs time and shows nothing more.
  const range = metricRange(now, minutes, Math.max(period ?? 0, periodFor(minutes)));
  return c.json(await readDashboard(c.req.param('name'), range, now));
});

api.get('/api/ops/alarms', async (c) => {
  const body: Alarms = { generatedAt: generatedAt(c.var.now), alarms: await describeAlarms() };
  return c.json(body);
});

api.get('/api/ops/alarms/:name/history', async (c) => {
  const history = await alarmHistory(c.req.param('name'));
  const body: AlarmHistory = { generatedAt: generatedAt(c.var.now), history };
  return c.json(body);
});

api.get('/api/ops/notifications', async (c) => {
  const { limit } = validate(NotificationsQuery, c.req.query());
  const notifications = await latestNotifications(limit);
  const body: Notifications = { generatedAt: generatedAt(c.var.now), notifications };
  return c.json(body);
});

api.get('/api/ops/traces', async (c) => {
  const { minutes, filter } = validate(TracesQuery, c.req.query());
  const body: Traces = { generatedAt: generatedAt(c.var.now), ...(await findTraces(c.var.now, minutes, filter)) };
  return c.json(body);
});

api.get('/api/ops/traces/:id', async (c) => c.json(await readTrace(c.req.param('id'))));

const scrape = createScrape(() => performance.now());

api.get('/metrics', async (c) => {
  const text = await scrape(c.var.now);
  return c.body(text, 200, { 'Content-Type': 'text/plain; version=0.0.4; charset=utf-8' });
});
