import type { MetricDataQuery, MetricDataResult } from '@aws-sdk/client-cloudwatch';
import { type MetricSelection, metric, metricIdentity } from '../../monitoring/metric-query.ts';
import { namedTarget } from '../../monitoring/resource-names.ts';
import { env } from '../lib/env.ts';
import { metricData } from './metric-data.ts';
import { storedDeployment } from './read-deployments.ts';
import type { DeploymentHealth, HealthWindow } from './responses.ts';

/** Seconds between two datapoints, and in milliseconds. */
const PERIOD = 300;
const STEP = PERIOD * 1_000;
/** So long before and after a deployment is looked at. */
const WINDOW = 6 * STEP;

const api = { ApiId: { resource: 'api' } } as const;
const [REQUESTS, ERRORS, LATENCY] = [
  metric('apiRequests', api),
  metric('apiServerErrors', api),
  metric('apiLatency', api),
] as const;

type Window = { readonly from: number; readonly to: number };
type Datapoints = ReadonlyMap<string, ReadonlyMap<number, number>>;

function query(Id: string, selection: MetricSelection, Stat: string): MetricDataQuery {
  const { namespace, metricName, dimensions } = metricIdentity(selection, namedTarget(env().stage, env().apiId));
  const Dimensions = Object.entries(dimensions).map(([Name, Value]) => ({ Name, Value }));
  return {
    Id,
    MetricStat: { Metric: { Namespace: namespace, MetricName: metricName, Dimensions }, Period: PERIOD, Stat },
  };
}

function datapointsOf(results: readonly MetricDataResult[]): Datapoints {
  const found = new Map<string, Map<number, number>>();
  for (const { Id = '', Timestamps = [], Values = [] } of results) {
    const own = found.get(Id) ?? new Map<number, number>();
    Timestamps.forEach((at, index) => void own.set(at.getTime(), Values[index] ?? 0));
    found.set(Id, own);
  }
  return found;
}

/** What a metric had in a window. */
function valuesIn(datapoints: Datapoints, id: string, { from, to }: Window): readonly number[] {
  return [...(datapoints.get(id) ?? [])].filter(([at]) => at >= from && at < to).map(([, value]) => value);
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

/** How the shop was in a window; undefined where nobody came. */
function healthIn(datapoints: Datapoints, window: Window): HealthWindow | undefined {
  const requests = valuesIn(datapoints, 'requests', window);
  const [asked, p95] = [sum(requests), valuesIn(datapoints, 'p95', window)];
  if (asked === 0) return undefined;
  return {
    from: new Date(window.from).toISOString(),
    to: new Date(window.to).toISOString(),
    requestsPerMinute: asked / ((requests.length * PERIOD) / 60),
    errorShare: Math.min(1, sum(valuesIn(datapoints, 'errors', window)) / asked),
    ...(p95.length === 0 ? {} : { p95Ms: sum(p95) / p95.length }),
  };
}

/** How the shop was half an hour before a deployment and half an hour after it; 404 when there is none of that id. `now` is in epoch ms. */
export async function deploymentHealth(id: string, now: number): Promise<DeploymentHealth> {
  const { startedAt, endedAt } = await storedDeployment(id);
  const begun = Math.floor(startedAt / STEP) * STEP;
  const ended = endedAt === undefined ? undefined : Math.ceil(endedAt / STEP) * STEP;
  const before = { from: begun - WINDOW, to: begun };
  const after = ended === undefined || ended >= now ? undefined : { from: ended, to: Math.min(now, ended + WINDOW) };
  const queries = [query('requests', REQUESTS, 'Sum'), query('errors', ERRORS, 'Sum'), query('p95', LATENCY, 'p95')];
  const range = { start: before.from, end: (after ?? before).to, period: PERIOD };
  const datapoints = datapointsOf(await metricData(queries, range));
  const [was, is] = [healthIn(datapoints, before), after && healthIn(datapoints, after)];
  return {
    generatedAt: new Date(now).toISOString(),
    ...(was === undefined ? {} : { before: was }),
    ...(is === undefined ? {} : { after: is }),
  };
}
