const SLOWEST_MS = 300_000;

/** Time between two readings of a map on a dashboard, which changes slowly: X-Ray bills each trace that it looks at for it. */
export function mapRefreshMs(refreshMs: number): number {
  return Math.max(refreshMs, Math.min(5 * refreshMs, SLOWEST_MS));
}

/** X-Ray makes maps of at most six hours. */
export const LONGEST_MAP_MINUTES = 360;
