import * as z from 'zod/mini';
import { TRACE_GROUP_IDS } from '../../../monitoring/trace-groups.ts';
import type { ServiceMap, ServiceStatistics } from './service-map-responses.ts';

const instant = z.iso.datetime();
const epoch = z.int().check(z.describe('Epoch milliseconds.'));
const count = z.int().check(z.minimum(0));
const ms = z.exactOptional(z.number());

const outcomes = { ok: count, error: count, throttle: count, fault: count, total: count };

const MapTraffic = z
  .object({
    ...outcomes,
    perMinute: z.number(),
    averageMs: z.number(),
    p50Ms: ms,
    p95Ms: ms,
  })
  .register(z.globalRegistry, { id: 'MapTraffic' });

const MapNode = z
  .object({
    id: z.string().check(z.describe('Type and name: the same in every map.')),
    name: z.string(),
    type: z.exactOptional(z.string()).check(z.describe('X-Ray’s type; `client` for whoever calls from outside.')),
    traffic: z.exactOptional(MapTraffic),
  })
  .register(z.globalRegistry, { id: 'MapNode' });

const MapEdge = z
  .object({ from: z.string(), to: z.string(), traffic: MapTraffic })
  .register(z.globalRegistry, { id: 'MapEdge' });

/** What `GET /api/ops/service-map` answers. */
export const ServiceMapAnswer = z
  .object({
    generatedAt: instant,
    start: epoch,
    end: epoch,
    of: z.union([
      z.object({ group: z.enum(TRACE_GROUP_IDS), title: z.string() }),
      z.object({
        filter: z.string(),
        traces: count.check(z.describe('How many the map is made of.')),
        truncated: z.boolean().check(z.describe('Whether there are more.')),
      }),
    ]),
    nodes: z.array(MapNode),
    edges: z.array(MapEdge),
  })
  .register(z.globalRegistry, { id: 'ServiceMap' }) satisfies z.ZodMiniType<ServiceMap>;

/** What `GET /api/ops/service-map/statistics` answers. */
export const ServiceStatisticsAnswer = z
  .object({
    generatedAt: instant,
    start: epoch,
    end: epoch,
    period: z.int().check(z.describe('Seconds.')),
    points: z.array(z.object({ at: epoch, ...outcomes, averageMs: ms, p95Ms: ms })).check(z.describe('Oldest first.')),
  })
  .register(z.globalRegistry, { id: 'ServiceStatistics' }) satisfies z.ZodMiniType<ServiceStatistics>;
