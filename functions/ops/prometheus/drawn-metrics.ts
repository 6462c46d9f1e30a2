import { DASHBOARDS } from '../../../monitoring/dashboards/dashboards.ts';
import type { DashboardDefinition } from '../../../monitoring/dashboards/panel.ts';
import { type ResolvedQuery, resolvePanel } from '../../../monitoring/dashboards/resolve-panel.ts';
import { scrapedPanels } from '../../../monitoring/dashboards/scraped-panels.ts';
import type { MetricIdentity, Target } from '../../../monitoring/metric-query.ts';
import { namedTarget } from '../../../monitoring/resource-names.ts';
import { env } from '../../lib/env.ts';

/** A metric with a statistic of it, as a dashboard draws it. */
export type DrawnMetric = Omit<MetricIdentity<string>, 'unit'> & { readonly stat: string };

function drawnMetric(query: ResolvedQuery<string>): DrawnMetric[] {
  if (query.kind === 'expression') return [];
  const { namespace, metricName, dimensions } = query.identity;
  return [{ namespace, metricName, dimensions, stat: query.stat }];
}

function identity({ namespace, metricName, dimensions, stat }: DrawnMetric): string {
  return JSON.stringify([namespace, metricName, Object.entries(dimensions).sort(), stat]);
}

/** The metrics that dashboards draw minute by minute, each once, with the names that they have at the target. */
export function metricsOf(dashboards: readonly DashboardDefinition[], target: Target<string>): DrawnMetric[] {
  const all = scrapedPanels(dashboards).flatMap((panel) =>
    resolvePanel(panel, target, { function: 'all' }).flatMap(drawnMetric),
  );
  return [...new Map(all.map((metric) => [identity(metric), metric])).values()];
}

/** Every metric that the stage's dashboards draw: what is worth looking at, with the names that it has where it is deployed. */
export function drawnMetrics(): DrawnMetric[] {
  return metricsOf(DASHBOARDS, namedTarget(env().stage, env().apiId));
}
