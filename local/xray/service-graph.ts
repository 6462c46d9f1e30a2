import { connections, type Service, serviceOf } from './connections.ts';
import { durationOf, ownWork } from './filter-scope.ts';
import type { Segment } from './segment.ts';
import { round, type Trace } from './trace.ts';

type Statistics = {
  ok: number;
  throttle: number;
  error: number;
  fault: number;
  seconds: number;
  histogram: Map<number, number>;
};
type Span = { start: number; end: number };
type Edge = Span & Statistics & { readonly to: Node };
type Node = Span &
  Statistics & {
    readonly reference: number;
    readonly service: Service;
    root: boolean;
    readonly edges: Map<Node, Edge>;
  };

/** Collects the service graph of some traces: a node for each name and type, an edge for each caller and callee, with what happened on them. */
export async function serviceGraph(traces: Iterable<Trace> | AsyncIterable<Trace>, accountId: string) {
  const nodes = new Map<string, Node>();
  const nodeOf = (service: Service, segment: Segment): Node => {
    const key = `${service.type}/${service.name}`;
    const node = nodes.get(key) ?? {
      reference: nodes.size,
      service,
      root: false,
      edges: new Map(),
      ...nothing(segment),
    };
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
        const client = nodeOf({ name: node.service.name, type: 'client' }, to);
        connect(client, node, to);
      }
    }
  }
  return [...nodes.values()].map((node) => present(node, accountId));
}

const nothing = ({ start, end }: Segment): Span & Statistics => ({
  start,
  end: end ?? start,
  ok: 0,
  throttle: 0,
  error: 0,
  fault: 0,
  seconds: 0,
  histogram: new Map(),
});

function count(into: Span & Statistics, segment: Segment): void {
  const seconds = durationOf(segment);
  into.start = Math.min(into.start, segment.start);
  into.end = Math.max(into.end, segment.end ?? segment.start);
  into[outcome(segment)] += 1;
  into.seconds += seconds;
  const bucket = Math.round(seconds * 1_000) / 1_000;
  into.histogram.set(bucket, (into.histogram.get(bucket) ?? 0) + 1);
}

function outcome(segment: Segment): 'ok' | 'throttle' | 'error' | 'fault' {
  const own = [...ownWork(segment)];
  if (own.some(({ fault }) => fault)) return 'fault';
  if (own.some(({ throttle }) => throttle)) return 'throttle';
  return own.some(({ error }) => error) ? 'error' : 'ok';
}

function present({ service, reference, root, edges, ...measured }: Node, AccountId: string) {
  const isClient = service.type === 'client';
  return {
    ReferenceId: reference,
    Name: service.name,
    Names: [service.name],
    ...(root && { Root: true }),
    AccountId,
    Type: service.type,
    State: isClient ? 'unknown' : 'active',
    StartTime: measured.start,
    EndTime: measured.end,
    Edges: [...edges.values()].map((edge) => ({
      ReferenceId: edge.to.reference,
      StartTime: edge.start,
      EndTime: edge.end,
      SummaryStatistics: statistics(edge),
      ResponseTimeHistogram: histogram(edge),
      Aliases: [],
    })),
    ...(!isClient && {
      SummaryStatistics: statistics(measured),
      DurationHistogram: histogram(measured),
      ResponseTimeHistogram: histogram(measured),
    }),
  };
}

const statistics = ({ ok, throttle, error, fault, seconds }: Statistics) => ({
  OkCount: ok,
  ErrorStatistics: { ThrottleCount: throttle, OtherCount: error, TotalCount: throttle + error },
  FaultStatistics: { OtherCount: fault, TotalCount: fault },
  TotalCount: ok + throttle + error + fault,
  TotalResponseTime: round(seconds),
});

const histogram = ({ histogram: buckets }: Statistics) =>
  [...buckets].sort(([a], [b]) => a - b).map(([Value, Count]) => ({ Value, Count }));
