import { DEPLOYMENT_STRIP } from './dashboards/deployment-strip.ts';
import type { DashboardDefinition } from './dashboards/panel.ts';
import { PRICES } from './prices.ts';
import { queryDollars } from './query-cost.ts';
import { MILLION_REQUESTS } from './traffic.ts';
import { trafficTotals } from './traffic-totals.ts';
import { ALL_HOURS, tracesAReading, tracesReadDollars } from './viewer-cost.ts';

const HOUR = 3_600;

/** Hours that a dashboard shows unless a viewer wants others; of a longer range, lines and traces cost more. */
export const SHOWN_HOURS = 3;

/** Bytes of lines that the functions write in that time. */
const SHOWN_BYTES = (trafficTotals(MILLION_REQUESTS).logBytes * SHOWN_HOURS) / ALL_HOURS;

/** How many metrics Grafana asks CloudWatch for each time it refreshes a dashboard: every panel asks for its own, whatever others have. */
export function metricsARefresh({ panels }: DashboardDefinition): number {
  const queries = [DEPLOYMENT_STRIP, ...panels].flatMap((panel) => ('queries' in panel ? panel.queries : []));
  return queries.filter(({ metric }) => metric !== undefined).length;
}

/**
 * What it costs in a month, in US dollars, when one person has a dashboard open in Grafana for so many hours of it, at a million
 * requests a month: its metrics, the lines that its panels of logs look through (as if each looked at all functions'), and the
 * traces that its lists of traces and its map do.
 */
export function refreshDollars(dashboard: DashboardDefinition, refresh: number, hours: number): number {
  const times = (hours * HOUR) / refresh;
  const metrics = (metricsARefresh(dashboard) / 1_000) * PRICES.metricReadPerThousand;
  const lines = queryDollars(dashboard.panels.filter(({ type }) => type === 'logs').length * SHOWN_BYTES);
  const traces = (['traces', 'serviceMap'] as const).map((type) => tracesAReading(dashboard, type, SHOWN_HOURS));
  return times * (metrics + lines) + tracesReadDollars(times * traces.reduce((sum, each) => sum + each, 0));
}
