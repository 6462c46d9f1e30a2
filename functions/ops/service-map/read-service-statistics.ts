import { GetTimeSeriesServiceStatisticsCommand, type TimeSeriesServiceStatistics } from '@aws-sdk/client-xray';
import { traceGroupName } from '../../../monitoring/trace-groups.ts';
import { env } from '../../lib/env.ts';
import { xRay } from '../aws-clients.ts';
import { untilOf } from '../until.ts';
import { upstream } from '../upstream.ts';
import { averageMs, outcomesOf, percentileMs } from './map-traffic.ts';
import type { ServiceStatisticsQuery } from './service-map-query.ts';
import type { ServicePoint, ServiceStatistics } from './service-map-responses.ts';

const MINUTE = 60_000;
/** Up to this long a range is told by the minute. */
const SHORT_MINUTES = 60;
/** Six hours by the minute, if a page had but twenty. */
const MAX_PAGES = 18;

function selected(name: string, type: string | undefined): string {
  return type === undefined ? `id(name: "${name}")` : `id(name: "${name}", type: "${type}")`;
}

/** "EntitySelectorExpression": the service, or the edge that leads to it. */
function selector({ name, type, fromName, fromType }: ServiceStatisticsQuery): string {
  const service = selected(name, type);
  return fromName === undefined ? `service(${service})` : `edge(${selected(fromName, fromType)}, ${service})`;
}

function point(told: TimeSeriesServiceStatistics): ServicePoint {
  const statistics = told.EdgeSummaryStatistics ?? told.ServiceSummaryStatistics ?? {};
  const [average, p95Ms] = [averageMs(statistics), percentileMs(told.ResponseTimeHistogram ?? [], 0.95)];
  return {
    at: told.Timestamp?.getTime() ?? 0,
    ...outcomesOf(statistics),
    ...(average === undefined ? {} : { averageMs: average }),
    ...(p95Ms === undefined ? {} : { p95Ms }),
  };
}

/** What happened at a service, or on the calls of one by another, until `now` (epoch ms) at the latest. */
export async function serviceStatistics(query: ServiceStatisticsQuery, now: number): Promise<ServiceStatistics> {
  const end = untilOf(query.end, now);
  const start = end - query.minutes * MINUTE;
  const period = query.minutes <= SHORT_MINUTES ? 60 : 300;
  const asked = {
    StartTime: new Date(start),
    EndTime: new Date(end),
    GroupName: traceGroupName(env().stage, query.group),
    EntitySelectorExpression: selector(query),
    Period: period,
  };
  const told = await upstream('X-Ray', 'GetTimeSeriesServiceStatistics', async () => {
    const all: TimeSeriesServiceStatistics[] = [];
    let NextToken: string | undefined;
    for (let page = 0; page < MAX_PAGES; page += 1) {
      const answer = await xRay().send(new GetTimeSeriesServiceStatisticsCommand({ ...asked, NextToken }));
      all.push(...(answer.TimeSeriesServiceStatistics ?? []));
      NextToken = answer.NextToken;
      if (NextToken === undefined) break;
    }
    return all;
  });
  const points = told.map(point).sort((a, b) => a.at - b.at);
  return { generatedAt: new Date(now).toISOString(), start, end, period, points };
}
