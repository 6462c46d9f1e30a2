import type { Api } from '../lib/context.ts';
import { given } from '../lib/given.ts';
import { validate } from '../lib/validate.ts';
import { latestJobRuns } from './job-runs.ts';
import { statisticsOf } from './statistics.ts';
import { daysOf, StatisticsQuery } from './statistics-query.ts';

/** Adds the routes of what the roll-ups know, and of the jobs that make them. */
export function addStatisticsRoutes(api: Api): void {
  api.get('/api/admin/statistics', async (c) => {
    const days = daysOf(validate(StatisticsQuery, given(c.req.query())), c.var.now);
    return c.json(await statisticsOf(days));
  });

  api.get('/api/admin/jobs', async (c) => c.json({ jobs: await latestJobRuns() }));
}
