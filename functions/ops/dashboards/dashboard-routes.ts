import type { Api } from '../../lib/context.ts';
import { given } from '../../lib/given.ts';
import { validate } from '../../lib/validate.ts';
import { dashboardsAnswer } from './dashboard-facts.ts';
import { DashboardQuery } from './dashboard-query.ts';
import { readDashboard, readPanel } from './read-dashboard.ts';

/** Adds the routes of dashboards: what they are, their figures, and what the logs say in one of their panels. */
export function addDashboardRoutes(api: Api): void {
  api.get('/api/ops/dashboards', (c) => c.json(dashboardsAnswer()));
  api.get('/api/ops/dashboards/:id', async (c) =>
    c.json(await readDashboard(c.req.param('id'), validate(DashboardQuery, given(c.req.query())), c.var.now)),
  );
  api.get('/api/ops/dashboards/:id/panels/:panel', async (c) => {
    const { id, panel } = c.req.param();
    return c.json(await readPanel(id, panel, validate(DashboardQuery, given(c.req.query())), c.var.now));
  });
}
