import { durationOf, ownWork } from './filter-scope.ts';
import type { Segment } from './segment.ts';
import { round } from './trace.ts';

/** How often a service was asked, or a call made, how it ended, and how long it took. */
export type OutcomeCounts = {
  ok: number;
  throttle: number;
  error: number;
  fault: number;
  seconds: number;
  /** How many took so many seconds, to three digits. */
  readonly durations: Map<number, number>;
};

/** Nothing counted yet. */
export const noOutcomes = (): OutcomeCounts => ({
  ...{ ok: 0, throttle: 0, error: 0, fault: 0, seconds: 0 },
  durations: new Map(),
});

/** Counts a segment; one in progress has neither ended well nor taken its time. */
export function countOutcome(into: OutcomeCounts, segment: Segment): void {
  if (segment.end === undefined) return;
  const seconds = durationOf(segment);
  into[outcome(segment)] += 1;
  into.seconds += seconds;
  const bucket = Number((Math.round(seconds * 1_000) / 1_000).toPrecision(3));
  into.durations.set(bucket, (into.durations.get(bucket) ?? 0) + 1);
}

function outcome(segment: Segment): 'ok' | 'throttle' | 'error' | 'fault' {
  const own = [...ownWork(segment)];
  if (own.some(({ fault }) => fault)) return 'fault';
  if (own.some(({ throttle }) => throttle)) return 'throttle';
  return own.some(({ error }) => error) ? 'error' : 'ok';
}

/** "ServiceStatistics" and "EdgeStatistics", which are alike. */
export const summaryStatistics = ({ ok, throttle, error, fault, seconds }: OutcomeCounts) => ({
  OkCount: ok,
  ErrorStatistics: { ThrottleCount: throttle, OtherCount: error, TotalCount: throttle + error },
  FaultStatistics: { OtherCount: fault, TotalCount: fault },
  TotalCount: ok + throttle + error + fault,
  TotalResponseTime: round(seconds),
});

/** "HistogramEntry" of each duration, shortest first. */
export const durationHistogram = ({ durations }: OutcomeCounts) =>
  [...durations].sort(([a], [b]) => a - b).map(([Value, Count]) => ({ Value, Count }));
