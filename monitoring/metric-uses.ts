import { ALARMS } from './alarms/alarms.ts';
import { DASHBOARDS } from './dashboards/dashboards.ts';
import type { MetricQuery } from './metric-query.ts';
import type { MetricKey } from './metrics.ts';

/** Where a metric is looked at: the titles of panels, with their dashboard's, and of alarms. */
export type MetricUses = { readonly panels: readonly string[]; readonly alarms: readonly string[] };

function looksAt(queries: readonly MetricQuery[], key: MetricKey): boolean {
  return queries.some(({ metric }) => metric?.key === key);
}

/** Every panel and alarm that looks at a metric. */
export function metricUses(key: MetricKey): MetricUses {
  return {
    panels: DASHBOARDS.flatMap(({ title, panels }) =>
      panels
        .filter((panel) => 'queries' in panel && looksAt(panel.queries, key))
        .map((panel) => `${title}: ${panel.title}`),
    ),
    alarms: ALARMS.filter(({ metrics }) => looksAt(metrics, key)).map(({ title }) => title),
  };
}
