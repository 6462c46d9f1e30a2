import type { Service } from '@aws-sdk/client-xray';
import { mapTraffic } from './map-traffic.ts';
import type { MapEdge, MapNode } from './service-map-responses.ts';

/** Type and name of a service, by which it is the same in every map. */
export function nodeId({ Name = '', Type = '' }: Pick<Service, 'Name' | 'Type'>): string {
  return `${Type}/${Name}`;
}

function node(service: Service, minutes: number): MapNode {
  const { Name = '', Type, SummaryStatistics, ResponseTimeHistogram = [] } = service;
  const traffic = SummaryStatistics && mapTraffic(SummaryStatistics, ResponseTimeHistogram, minutes);
  return {
    id: nodeId(service),
    name: Name,
    ...(Type === undefined ? {} : { type: Type }),
    ...(traffic === undefined ? {} : { traffic }),
  };
}

function edges(service: Service, ids: ReadonlyMap<number, string>, minutes: number): MapEdge[] {
  return (service.Edges ?? []).flatMap(({ ReferenceId = -1, SummaryStatistics = {}, ResponseTimeHistogram = [] }) => {
    const to = ids.get(ReferenceId);
    if (to === undefined) return [];
    return [{ from: nodeId(service), to, traffic: mapTraffic(SummaryStatistics, ResponseTimeHistogram, minutes) }];
  });
}

/** X-Ray's service graph over so many minutes as nodes and edges. */
export function mapOfServices(services: readonly Service[], minutes: number): { nodes: MapNode[]; edges: MapEdge[] } {
  const ids = new Map(services.map((service) => [service.ReferenceId ?? -1, nodeId(service)]));
  return {
    nodes: services.map((service) => node(service, minutes)),
    edges: services.flatMap((service) => edges(service, ids, minutes)),
  };
}
