import type { TraceGroupId } from '../../../monitoring/trace-groups.ts';

/** How requests ended, in X-Ray's words: an error is the caller's, a fault the service's. */
export type Outcomes = { ok: number; error: number; throttle: number; fault: number; total: number };

/** How often, how well and how fast something was done, of what X-Ray recorded. */
export type MapTraffic = Outcomes & {
  perMinute: number;
  averageMs: number;
  /** Half of them, and 95 of 100, took no longer; absent where X-Ray told no durations. */
  p50Ms?: number;
  p95Ms?: number;
};

/** A service, or whoever calls the first one. */
export type MapNode = {
  /** Type and name: the same in every map. */
  id: string;
  name: string;
  /** X-Ray's type, such as `AWS::Lambda::Function`; `client` for whoever calls from outside. */
  type?: string;
  /** Absent for a client, of which X-Ray knows only its calls. */
  traffic?: MapTraffic;
};

/** The calls of one service by another, as the one that is called tells them. */
export type MapEdge = { from: string; to: string; traffic: MapTraffic };

export type ServiceMap = {
  generatedAt: string;
  /** Epoch ms. */
  start: number;
  /** Epoch ms. */
  end: number;
  /** What the map is of; a filter's is of at most as many traces as are listed at once. */
  of: { group: TraceGroupId; title: string } | { filter: string; traces: number; truncated: boolean };
  nodes: MapNode[];
  edges: MapEdge[];
};

/** What happened within a period, of what X-Ray recorded. */
export type ServicePoint = Outcomes & {
  /** Epoch ms of the period's begin. */
  at: number;
  /** Absent where nothing happened. */
  averageMs?: number;
  p95Ms?: number;
};

export type ServiceStatistics = {
  generatedAt: string;
  /** Epoch ms. */
  start: number;
  /** Epoch ms. */
  end: number;
  /** Seconds. */
  period: number;
  /** Oldest first. */
  points: ServicePoint[];
};
