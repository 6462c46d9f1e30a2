import type { EdgeStatistics, HistogramEntry, ServiceStatistics } from '@aws-sdk/client-xray';
import type { MapTraffic, Outcomes } from './service-map-responses.ts';

/** X-Ray's "ServiceStatistics" and "EdgeStatistics", which are alike; what neither tells is 0. */
export type XRayStatistics = ServiceStatistics | EdgeStatistics;

/** How the requests ended; each is counted once. */
export function outcomesOf(statistics: XRayStatistics): Outcomes {
  const { OkCount = 0, TotalCount = 0, ErrorStatistics, FaultStatistics } = statistics;
  return {
    ok: OkCount,
    error: ErrorStatistics?.OtherCount ?? 0,
    throttle: ErrorStatistics?.ThrottleCount ?? 0,
    fault: FaultStatistics?.TotalCount ?? 0,
    total: TotalCount,
  };
}

const milliseconds = (seconds: number): number => Math.round(seconds * 1e6) / 1e3;

/** Milliseconds that one of them took on average; undefined without any. */
export function averageMs({ TotalCount = 0, TotalResponseTime = 0 }: XRayStatistics): number | undefined {
  return TotalCount > 0 ? milliseconds(TotalResponseTime / TotalCount) : undefined;
}

/** Milliseconds within which such a share of the requests of a histogram, 0 to 1, was done; undefined without any. */
export function percentileMs(histogram: readonly HistogramEntry[], share: number): number | undefined {
  const sorted = histogram.toSorted((a, b) => (a.Value ?? 0) - (b.Value ?? 0));
  const all = sorted.reduce((sum, { Count = 0 }) => sum + Count, 0);
  let below = 0;
  for (const { Value = 0, Count = 0 } of sorted) {
    below += Count;
    if (Count > 0 && below >= all * share) return milliseconds(Value);
  }
  return undefined;
}

/** What was done in so many minutes. */
export function mapTraffic(
  statistics: XRayStatistics,
  histogram: readonly HistogramEntry[],
  minutes: number,
): MapTraffic {
  const outcomes = outcomesOf(statistics);
  const [p50Ms, p95Ms] = [percentileMs(histogram, 0.5), percentileMs(histogram, 0.95)];
  return {
    ...outcomes,
    perMinute: Math.round((outcomes.total / minutes) * 1e3) / 1e3,
    averageMs: averageMs(statistics) ?? 0,
    ...(p50Ms === undefined ? {} : { p50Ms }),
    ...(p95Ms === undefined ? {} : { p95Ms }),
  };
}
