import type {
  MapEdge,
  MapNode,
  MapTraffic,
  ServiceMap,
} from '../../../../functions/ops/service-map/service-map-responses.ts';

/** What a service is, told apart by its looks. */
export type ServiceKind = 'client' | 'function' | 'table' | 'queue' | 'service';

/** A service as people know it: X-Ray's nodes of one name, such as Lambda's service and the function itself, are one. */
export type MapService = {
  /** Its address on the page. */
  readonly id: string;
  readonly label: string;
  readonly kind: ServiceKind;
  /** X-Ray's nodes that it stands for, the one that tells its figures first. */
  readonly members: readonly MapNode[];
  readonly traffic: MapTraffic | undefined;
};

/** All calls of one service by another. */
export type MapCall = {
  readonly id: string;
  readonly from: string;
  readonly to: string;
  /** X-Ray's edges that it stands for, the one with the most calls first. */
  readonly members: readonly { readonly from: MapNode; readonly to: MapNode }[];
  readonly traffic: MapTraffic;
};

export type MapModel = { readonly services: readonly MapService[]; readonly calls: readonly MapCall[] };

/** Whoever calls from outside, for X-Ray one for each service that is called. */
export const CLIENTS = 'clients';

const KINDS: Readonly<Record<string, ServiceKind>> = {
  client: 'client',
  'AWS::DynamoDB::Table': 'table',
  'AWS::SQS::Queue': 'queue',
  'AWS::Lambda': 'function',
  'AWS::Lambda::Function': 'function',
};
/** The function itself tells how it went, before what it wrote of itself, before Lambda on its behalf. */
const TELLING = ['AWS::Lambda::Function', undefined, 'AWS::Lambda'];

/** The name without what every name of a stage begins with. */
export const shortName = (name: string): string => name.replace(/^smallcart-[a-z0-9]+-/, '');

const isOfFunction = ({ type }: MapNode): boolean => TELLING.includes(type);

/** Nodes of one key are one service: a function's are those of its name, whatever their type. */
function keyOf(node: MapNode): string {
  if (node.type === 'client') return CLIENTS;
  return isOfFunction(node)
    ? shortName(node.name)
    : `${shortName(node.name)}.${(node.type ?? '').split('::')[1] ?? ''}`;
}

function service(id: string, nodes: readonly MapNode[]): MapService {
  const members = nodes.toSorted((a, b) => TELLING.indexOf(a.type) - TELLING.indexOf(b.type));
  const [first] = members;
  const type = nodes.find((node) => node.type !== undefined)?.type ?? '';
  const label = id === CLIENTS ? 'Outside' : shortName(first?.name ?? id);
  return { id, label, members, kind: KINDS[type] ?? 'service', traffic: first?.traffic };
}

const sum = (numbers: readonly number[]): number => numbers.reduce((all, each) => all + each, 0);

function together(traffics: readonly MapTraffic[]): MapTraffic {
  const [first, ...others] = traffics;
  if (first !== undefined && others.length === 0) return first;
  const of = (pick: (traffic: MapTraffic) => number) => sum(traffics.map(pick));
  const total = of((each) => each.total);
  const [slowest] = traffics.toSorted((a, b) => (b.p95Ms ?? 0) - (a.p95Ms ?? 0));
  return {
    ok: of(({ ok }) => ok),
    error: of(({ error }) => error),
    throttle: of(({ throttle }) => throttle),
    fault: of(({ fault }) => fault),
    total,
    perMinute: of(({ perMinute }) => perMinute),
    averageMs: total === 0 ? 0 : of((each) => each.averageMs * each.total) / total,
    // No percentile follows from others; the worst is what none of them exceeds.
    ...(slowest?.p95Ms === undefined ? {} : { p95Ms: slowest.p95Ms }),
  };
}

/**
 * A call to Lambda is told by Lambda's service, which does not say how its function went; where that has but one caller, the
 * function's own outcomes are those of the call.
 */
function outcomeOfFunction(edge: MapEdge, edges: readonly MapEdge[], nodes: ReadonlyMap<string, MapNode>): MapTraffic {
  if (nodes.get(edge.to)?.type !== 'AWS::Lambda') return edge.traffic;
  const callers = edges.filter(({ to }) => to === edge.to);
  const invoked = edges.find(({ from, to }) => from === edge.to && nodes.get(to)?.type === 'AWS::Lambda::Function');
  if (callers.length > 1 || invoked === undefined || invoked.traffic.total !== edge.traffic.total) return edge.traffic;
  const { ok, error, throttle, fault } = invoked.traffic;
  return { ...edge.traffic, ok, error, throttle, fault };
}

/** The id of the calls of one service by another. */
export const callId = (from: string, to: string): string => `${from}~${to}`;

/** Puts X-Ray's nodes together to the services that people know, and the calls between them. */
export function mapModel({ nodes, edges }: Pick<ServiceMap, 'nodes' | 'edges'>): MapModel {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const services = [...Map.groupBy(nodes, keyOf)].map(([id, members]) => service(id, members));
  const between = edges.flatMap((edge) => {
    const [from, to] = [byId.get(edge.from), byId.get(edge.to)];
    if (from === undefined || to === undefined || keyOf(from) === keyOf(to)) return [];
    return [{ from, to, traffic: outcomeOfFunction(edge, edges, byId) }];
  });
  const grouped = Map.groupBy(between, ({ from, to }) => callId(keyOf(from), keyOf(to)));
  const calls = [...grouped].map(([id, members]) => {
    const sorted = members.toSorted((a, b) => b.traffic.total - a.traffic.total);
    const [first] = sorted;
    const [from, to] = first === undefined ? ['', ''] : [keyOf(first.from), keyOf(first.to)];
    return { id, from, to, members: sorted, traffic: together(members.map(({ traffic }) => traffic)) };
  });
  return { services, calls };
}
