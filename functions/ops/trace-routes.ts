import type { Api } from '../lib/context.ts';
import { given } from '../lib/given.ts';
import { validate } from '../lib/validate.ts';
import { findTraces } from './find-traces.ts';
import { TracesQuery } from './ops-query.ts';
import { readTrace } from './read-trace.ts';
import type { Traces } from './responses.ts';
import { createMapReader } from './service-map/read-service-map.ts';
import { serviceStatistics } from './service-map/read-service-statistics.ts';
import { ServiceMapQuery, ServiceStatisticsQuery } from './service-map/service-map-query.ts';
import { untilOf } from './until.ts';

async function tracesAnswer({ minutes, end, filter, cursor }: TracesQuery, now: number): Promise<Traces> {
  const until = untilOf(end, now);
  const { traces, before } = await findTraces(until - minutes * 60_000, untilOf(cursor, until), filter);
  return {
    generatedAt: new Date(now).toISOString(),
    traces: [...traces],
    nextCursor: before === undefined ? null : new Date(before).toISOString(),
  };
}

/** Adds the routes of what X-Ray recorded: traces, and the map of the services that they went through. */
export function addTraceRoutes(api: Api): void {
  const readServiceMap = createMapReader();
  api.get('/api/ops/traces', async (c) =>
    c.json(await tracesAnswer(validate(TracesQuery, given(c.req.query())), c.var.now)),
  );
  api.get('/api/ops/traces/:id', async (c) => c.json(await readTrace(c.req.param('id'))));
  api.get('/api/ops/service-map', async (c) =>
    c.json(await readServiceMap(validate(ServiceMapQuery, given(c.req.query())), c.var.now)),
  );
  api.get('/api/ops/service-map/statistics', async (c) =>
    c.json(await serviceStatistics(validate(ServiceStatisticsQuery, given(c.req.query())), c.var.now)),
  );
}
