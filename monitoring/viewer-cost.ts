import { payable } from './cost-line.ts';
import type { DashboardDefinition } from './dashboards/panel.ts';
import type { FigurePanel } from './dashboards/resolve-panel.ts';
import type { MetricQuery } from './metric-query.ts';
import { PRICES } from './prices.ts';
import { MILLION_REQUESTS } from './traffic.ts';
import { trafficTotals } from './traffic-totals.ts';

/** Hours of a month in which somebody looks at a dashboard: eight a day on 22 days. */
export const WORKING_HOURS = 8 * 22;
/** Hours of a month, for a screen that always shows a dashboard. */
export const ALL_HOURS = 730;

/** How often a dashboard may be read again, in seconds; the console and Grafana offer the same. */
export const REFRESHES = [10, 30, 60, 300] as const;
/** The refresh that nobody has to choose: a datapoint is a minute. */
export const DEFAULT_REFRESH = 60;

/** Seconds for which figures are held at most: an hour, a day or a month is told of while it is under way. */
export const LONGEST_HELD = 300;

const HOUR = 3_600;

function isFigures(panel: DashboardDefinition['panels'][number]): panel is FigurePanel {
  return 'queries' in panel;
}

/** What GetMetricData bills once: a metric with a statistic of it. */
function identityOf({ metric, stat }: MetricQuery): string {
  return JSON.stringify([metric?.key, Object.entries(metric?.dimensions ?? {}).sort(), stat]);
}

/** How many metrics each reading of panels asks for, by the seconds between their datapoints; what several show is asked for once. */
function metricsByPeriod(panels: readonly FigurePanel[]): ReadonlyMap<number, number> {
  const byPeriod = Map.groupBy(panels, ({ period }) => period);
  const counts = [...byPeriod].map(([period, own]) => {
    const metrics = own.flatMap(({ queries }) => queries).filter(({ metric }) => metric !== undefined);
    return [period, new Set(metrics.map(identityOf)).size] as const;
  });
  return new Map(counts);
}

/** How many metrics the console asks CloudWatch for in an hour of a dashboard read every `refresh` seconds; each once in its period at most, or in `LONGEST_HELD`. */
export function metricsAnHour({ panels }: DashboardDefinition, refresh: number): number {
  const counts = [...metricsByPeriod(panels.filter(isFigures))];
  return counts.reduce(
    (sum, [period, count]) => sum + (count * HOUR) / Math.max(Math.min(period, LONGEST_HELD), refresh),
    0,
  );
}

/** Traces that X-Ray records in an hour of a month of a million requests in production. */
const RECORDED_AN_HOUR = trafficTotals(MILLION_REQUESTS).traces / ALL_HOURS;

/**
 * How many traces X-Ray looks at for each reading of a dashboard's panels of traces, or of maps, that show so many hours. AWS does
 * not say whether it bills those of a map; they are counted.
 */
export function tracesAReading(
  { panels }: DashboardDefinition,
  type: 'traces' | 'serviceMap',
  hoursShown: number,
): number {
  return panels.filter((panel) => panel.type === type).length * hoursShown * RECORDED_AN_HOUR;
}

/** What X-Ray asks for so many traces in a month, in US dollars. */
export function tracesReadDollars(traces: number): number {
  return (payable(traces, PRICES.tracesReadFree) / 1e6) * PRICES.traceReadPerMillion;
}

/** Seconds between two readings of a service map on a dashboard of the console: it changes slowly, and each looks at every trace. */
export function mapRefresh(refresh: number): number {
  return Math.max(refresh, Math.min(5 * refresh, 300));
}

/** Hours that the console shows unless others are chosen. */
const HOURS_SHOWN = 1;

/** How many traces X-Ray looks at in an hour of a dashboard of the console read every `refresh` seconds. */
function tracesReadAnHour(dashboard: DashboardDefinition, refresh: number): number {
  const lists = tracesAReading(dashboard, 'traces', HOURS_SHOWN) / refresh;
  const maps = tracesAReading(dashboard, 'serviceMap', HOURS_SHOWN) / mapRefresh(refresh);
  return HOUR * (lists + maps);
}

/** What it costs in a month, in US dollars, when somebody has a dashboard of the console open for so many hours of it. */
export function viewerDollars(dashboard: DashboardDefinition, refresh: number, hours: number): number {
  const metrics = (metricsAnHour(dashboard, refresh) * hours * PRICES.metricReadPerThousand) / 1_000;
  return metrics + tracesReadDollars(tracesReadAnHour(dashboard, refresh) * hours);
}
