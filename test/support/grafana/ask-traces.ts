import {
  GetServiceGraphCommand,
  GetTraceSummariesCommand,
  type Service,
  type TraceSummary,
  type XRayClient,
} from '@aws-sdk/client-xray';
import type { Frame } from './ask-metrics.ts';
import { interpolate, type Variables } from './interpolate.ts';
import type { TimeRange } from './periods.ts';
import type { Target } from './provisioned.ts';

type Asked = { readonly range: TimeRange; readonly variables: Variables };

/** The data source shows no more than these. */
const MOST_TRACES = 1_000;

/** What the data source cannot do without: each service's own figures, or else those of its first edge. */
function checked(service: Service): Service {
  const stats = service.SummaryStatistics ?? service.Edges?.[0]?.SummaryStatistics;
  if (stats === undefined || service.ReferenceId === undefined || service.Edges === undefined)
    throw new Error(`${service.Name} has no figures.`);
  return service;
}

async function askMap(client: XRayClient, { refId, group }: Target, { range }: Asked): Promise<Frame> {
  if (group === undefined) throw new Error('The data source asks for the map of a group.');
  const services: Service[] = [];
  let NextToken: string | undefined;
  do {
    const request = { StartTime: range.from, EndTime: range.to, GroupName: group.GroupName, NextToken };
    const answer = await client.send(new GetServiceGraphCommand(request));
    services.push(...(answer.Services ?? []));
    NextToken = answer.NextToken;
  } while (NextToken !== undefined);
  return { kind: 'services', refId, name: 'ServiceMap', values: services.map(checked) };
}

async function askSummaries(client: XRayClient, { refId, query = '' }: Target, asked: Asked): Promise<Frame> {
  const FilterExpression = interpolate(query, asked.variables);
  const traces: TraceSummary[] = [];
  let NextToken: string | undefined;
  do {
    const request = { StartTime: asked.range.from, EndTime: asked.range.to, NextToken };
    const answer = await client.send(
      new GetTraceSummariesCommand({ ...request, ...(FilterExpression === '' ? {} : { FilterExpression }) }),
    );
    traces.push(...(answer.TraceSummaries ?? []));
    NextToken = answer.NextToken;
  } while (NextToken !== undefined && traces.length < MOST_TRACES);
  // The data source reads these of each and ends with an error where there are none.
  for (const { Id, Http } of traces) if (Http === undefined) throw new Error(`Trace ${Id} says nothing of HTTP.`);
  return { kind: 'traces', refId, name: 'TraceSummaries', values: traces };
}

/** Asks for a service map or for traces, as Grafana's X-Ray data source does. */
export async function askTraces(client: XRayClient, target: Target, asked: Asked): Promise<Frame> {
  if (target.queryType === 'getServiceMap') return askMap(client, target, asked);
  if (target.queryType === 'getTraceSummaries') return askSummaries(client, target, asked);
  throw new RangeError(`The data source is not asked for ${target.queryType} here.`);
}
