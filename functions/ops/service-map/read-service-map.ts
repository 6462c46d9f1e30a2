import { GetServiceGraphCommand, GetTraceGraphCommand, type Service } from '@aws-sdk/client-xray';
import { TRACE_GROUPS, type TraceGroupId, traceGroupName } from '../../../monitoring/trace-groups.ts';
import { env } from '../../lib/env.ts';
import { xRay } from '../aws-clients.ts';
import { findTraces } from '../find-traces.ts';
import { untilOf } from '../until.ts';
import { upstream } from '../upstream.ts';
import { mapOfServices } from './map-of-services.ts';
import type { ServiceMapQuery } from './service-map-query.ts';
import type { ServiceMap } from './service-map-responses.ts';

const MINUTE = 60_000;
/** A map of now is as good for this long, in milliseconds: several viewers share one. */
const MEMORY = 20_000;
/** Maps that are remembered. */
const MOST = 20;
/** Pages of services that one look may cost. */
const MAX_PAGES = 10;

type Page = { readonly Services?: Service[] | undefined; readonly NextToken?: string | undefined };

/** Services, and the time (epoch ms) that they are of. */
type Graph = { readonly services: readonly Service[]; readonly start: number };

async function allPages(read: (NextToken: string | undefined) => Promise<Page>): Promise<Service[]> {
  const services: Service[] = [];
  let token: string | undefined;
  for (let page = 0; page < MAX_PAGES; page += 1) {
    const { Services = [], NextToken } = await read(token);
    services.push(...Services);
    if (NextToken === undefined) break;
    token = NextToken;
  }
  return services;
}

type Range = { readonly start: number; readonly end: number };

function graphOfGroup(group: TraceGroupId, { start, end }: Range): Promise<Graph> {
  const range = { StartTime: new Date(start), EndTime: new Date(end) };
  const GroupName = traceGroupName(env().stage, group);
  return upstream('X-Ray', 'GetServiceGraph', async () => {
    let told = start;
    const services = await allPages(async (NextToken) => {
      const page = await xRay().send(new GetServiceGraphCommand({ ...range, GroupName, NextToken }));
      told = Math.max(start, page.StartTime?.getTime() ?? start);
      return page;
    });
    return { services, start: told };
  });
}

async function graphOfFilter(filter: string, { start, end }: Range) {
  const { traces, before } = await findTraces(start, end, filter);
  const TraceIds = traces.map(({ id }) => id);
  const of = { filter, traces: traces.length, truncated: before !== undefined };
  const since = before ?? start;
  if (traces.length === 0) return { of, services: [], start: since };
  const services = await upstream('X-Ray', 'GetTraceGraph', () =>
    allPages((NextToken) => xRay().send(new GetTraceGraphCommand({ TraceIds, NextToken }))),
  );
  return { of, services, start: since };
}

async function read({ minutes, end, group, filter }: ServiceMapQuery, now: number): Promise<ServiceMap> {
  const until = untilOf(end, now);
  const range = { start: until - minutes * MINUTE, end: until };
  const title = TRACE_GROUPS.find(({ id }) => id === group)?.title ?? group;
  const { of, services, start } =
    filter.trim() === ''
      ? { of: { group, title }, ...(await graphOfGroup(group, range)) }
      : await graphOfFilter(filter, range);
  const told = { start: Math.floor(start), end: until };
  const shownMinutes = Math.max(1, (told.end - told.start) / MINUTE);
  return { generatedAt: new Date(now).toISOString(), ...told, of, ...mapOfServices(services, shownMinutes) };
}

/** Makes what tells the service map until `now` (epoch ms); it remembers the latest ones for some seconds. */
export function createMapReader(): (query: ServiceMapQuery, now: number) => Promise<ServiceMap> {
  const told = new Map<string, { readonly at: number; readonly map: Promise<ServiceMap> }>();
  return (query, now) => {
    const key = JSON.stringify([query.minutes, query.end, query.group, query.filter]);
    const known = told.get(key);
    if (known !== undefined && now >= known.at && now - known.at < MEMORY) return known.map;
    const map = read(query, now);
    told.delete(key);
    told.set(key, { at: now, map });
    const [oldest] = told.keys();
    if (told.size > MOST && oldest !== undefined) told.delete(oldest);
    map.catch(() => told.get(key)?.map === map && told.delete(key));
    return map;
  };
}
