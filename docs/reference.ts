import { alarmsPage } from './pages/alarms-page.ts';
import { costPage } from './pages/cost-page.ts';
import { dashboardsPage } from './pages/dashboards-page.ts';
import { fromPrometheusPage } from './pages/from-prometheus-page.ts';
import { grafanaPage } from './pages/grafana-page.ts';
import { logsPage } from './pages/logs-page.ts';
import { metricsPage } from './pages/metrics-page.ts';
import { slosPage } from './pages/slos-page.ts';

/** The generated pages of docs/, text by file name. */
export function referencePages(): Readonly<Record<string, string>> {
  return {
    'metrics.md': metricsPage(),
    'alarms.md': alarmsPage(),
    'slos.md': slosPage(),
    'grafana.md': grafanaPage(),
    'logs.md': logsPage(),
    'cost.md': costPage(),
    'dashboards.md': dashboardsPage(),
    'from-prometheus.md': fromPrometheusPage(),
  };
}
