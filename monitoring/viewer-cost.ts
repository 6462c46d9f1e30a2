import type { DashboardDefinition } from './dashboards/panel.ts';
import type { FigurePanel } from './dashboards/resolve-panel.ts';
import type { MetricQuery } from './metric-query.ts';
import { PRICES } from './prices.ts';

/** Hours of a month in which somebody looks at a dashboard: eight a day on 22 days. */
export const WORKING_HOURS = 8 * 22;
/** Hours of a month, for a screen that always shows a dashboard. */
export const ALL_HOURS = 730;

/** How often a dashboard may be read again, in seconds; the console and Grafana offer the same. */
export const REFRESHES = [10, 30, 60, 300] as const;
/** The refresh that nobody has to choose: a datapoint is a minute. */
export const DEFAULT_REFRESH = 60;

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

/** How many metrics the console asks CloudWatch for in an hour of a dashboard read every `refresh` seconds; each period once at most. */
export function metricsAnHour({ panels }: DashboardDefinition, refresh: number): number {
  const counts = [...metricsByPeriod(panels.filter(isFigures))];
  return counts.reduce((sum, [period, count]) => sum + (count * HOUR) / Math.max(period, refresh), 0);
}

/** What it costs in a month, in US dollars, when somebody has a dashboard of the console open for so many hours of it. */
export function viewerDollars(dashboard: DashboardDefinition, refresh: number, hours: number): number {
  return (metricsAnHour(dashboard, refresh) * hours * PRICES.metricReadPerThousand) / 1_000;
}
