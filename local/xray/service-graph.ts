import { connections, type Service, serviceOf } from './connections.ts';
import {
  countOutcome,
  durationHistogram,
  noOutcomes,
  type OutcomeCounts,
  summaryStatistics,
} from './outcome-counts.ts';
import type { Segment } from './segment.ts';
import type { Trace } from './trace.ts';

type Span = { start: number; end: number };
type Edge = Span & OutcomeCounts & { readonly to: Node };
type Node = Span & OutcomeCounts & { readonly service: Service; root: boolean; readonly edges: Map<Node, Edge> };

/** The type of whoever calls a root segment. */
export const clientType = 'client';

/**
 * Collects the service graph of some traces: a node for each name and type, in the order of these, and an edge for each
 * caller and callee, with what happened on them.
 */
export async function serviceGraph(traces: Iterable<Trace> | AsyncIterable<Trace>, accountId: string) {
  const nodes = new Map<string, Node>();
  const nodeOf = (service: Service, segment: Segment): Node => {
    const key = keyOf(service);
    const node = nodes.get(key) ?? { service, root: false, edges: new Map(), ...nothing(segment) };
    nodes.set(key, node);
    return node;
  };
  const connect = (from: Node, to: Node, segment: Segment): void => {
    const edge = from.edges.get(to) ?? { to, ...nothing(segment) };
    from.edges.set(to, edge);
    count(edge, segment);
  };
  for await (const trace of traces) {
    for (const { from, to } of connections(trace)) {
      const node = nodeOf(serviceOf(to), to);
      count(node, to);
      if (from) connect(nodeOf(serviceOf(from), from), node, to);
      else {
        node.root = true;
        connect(nodeOf({ name: node.service.name, type: clientType }, to), node, to);
      }
    }
  }
  const inOrder = [...nodes].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, node]) => node);
  const references = new Map(inOrder.map((node, index) => [node, index]));
  return inOrder.map((node, index) => ({ ReferenceId: index, ...present(node, references, accountId) }));
}

const keyOf = ({ name, type }: Service): string => `${name}/${type === clientType ? '~' : (type ?? '')}`;

const nothing = ({ start, end }: Segment): Span & OutcomeCounts => ({ start, end: end ?? start, ...noOutcomes() });

function count(into: Span & OutcomeCounts, segment: Segment): void {
  into.start = Math.min(into.start, segment.start);
  into.end = Math.max(into.end, segment.end ?? segment.start);
  countOutcome(into, segment);
}

function present(
  { service, root, edges, ...measured }: Node,
  references: ReadonlyMap<Node, number>,
  AccountId: string,
) {
  const isClient = service.type === clientType;
  return {
    Name: service.name,
    Names: [service.name],
    ...(root && { Root: true }),
    AccountId,
    Type: service.type,
    State: isClient ? 'unknown' : 'active',
    StartTime: measured.start,
    EndTime: measured.end,
    Edges: [...edges.values()].map((edge) => ({
      ReferenceId: references.get(edge.to),
      StartTime: edge.start,
      EndTime: edge.end,
      SummaryStatistics: summaryStatistics(edge),
      ResponseTimeHistogram: durationHistogram(edge),
      Aliases: [],
    })),
    ...(!isClient && {
      SummaryStatistics: summaryStatistics(measured),
      DurationHistogram: durationHistogram(measured),
      ResponseTimeHistogram: durationHistogram(measured),
    }),
  };
}
