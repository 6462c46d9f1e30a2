import { DEPLOYMENT_STRIP } from './dashboards/deployment-strip.ts';
import type { DashboardDefinition } from './dashboards/panel.ts';
import { PRICES } from './prices.ts';

const HOUR = 3_600;

/** How many metrics Grafana asks CloudWatch for each time it refreshes a dashboard: every panel asks for its own, whatever others have. */
export function metricsARefresh({ panels }: DashboardDefinition): number {
  const queries = [DEPLOYMENT_STRIP, ...panels].flatMap((panel) => ('queries' in panel ? panel.queries : []));
  return queries.filter(({ metric }) => metric !== undefined).length;
}

/** What it costs in a month, in US dollars, when one person has a dashboard open in Grafana for so many hours of it. */
export function refreshDollars(dashboard: DashboardDefinition, refresh: number, hours: number): number {
  return ((hours * HOUR) / refresh) * metricsARefresh(dashboard) * (PRICES.metricReadPerThousand / 1_000);
}
