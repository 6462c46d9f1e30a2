import { dashboardBody } from '../monitoring/dashboard-body.ts';
import { DASHBOARDS } from '../monitoring/dashboards/dashboards.ts';
import type { Target } from '../monitoring/metric-query.ts';
import { physicalName } from '../monitoring/physical-name.ts';
import { region } from './place.ts';

/** Every dashboard of monitoring/. */
export function createDashboards(target: Target<$util.Output<string>>): void {
  for (const dashboard of DASHBOARDS) {
    new aws.cloudwatch.Dashboard(`Dashboard-${dashboard.id}`, {
      dashboardName: physicalName($app.stage, dashboard.id),
      dashboardBody: $jsonStringify(region.apply((name) => $output(dashboardBody(dashboard, name, target)))),
    });
  }
}
