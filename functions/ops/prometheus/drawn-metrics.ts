import type { Widget, WidgetMetric } from '../dashboard-body.ts';
import { dashboardBody, listDashboards } from '../dashboards.ts';

/** A metric with a statistic of it, as a dashboard draws it. */
export type DrawnMetric = Extract<WidgetMetric, { kind: 'metric' }>;

const isMetric = (metric: WidgetMetric): metric is DrawnMetric => metric.kind === 'metric';

function identity({ namespace, metricName, dimensions, stat }: DrawnMetric): string {
  return JSON.stringify([namespace, metricName, Object.entries(dimensions).sort(), stat]);
}

/** The metrics of widgets, each once. */
export function metricsOf(widgets: readonly Widget[]): DrawnMetric[] {
  const all = widgets.flatMap(({ metrics }) => metrics).filter(isMetric);
  return [...new Map(all.map((metric) => [identity(metric), metric])).values()];
}

/** Every metric that the stage's dashboards draw: what is worth looking at, with the names that it has where it is deployed. */
export async function drawnMetrics(): Promise<DrawnMetric[]> {
  const dashboards = await listDashboards();
  const bodies = await Promise.all(dashboards.map(({ name }) => dashboardBody(name)));
  return metricsOf(bodies.flatMap(({ widgets }) => widgets));
}
