import { CLOUDWATCH_DASHBOARDS } from '../monitoring/cloudwatch-dashboards/cloudwatch-dashboards.ts';
import { dashboardBody } from '../monitoring/dashboard-body.ts';
import type { Target } from '../monitoring/metric-query.ts';
import { physicalName } from '../monitoring/physical-name.ts';
import { account, partition, region } from './place.ts';

/** Every dashboard of monitoring/, as CloudWatch shows them. */
export function createDashboards(target: Target<$util.Output<string>>): void {
  const alarmArn = (name: string) => $interpolate`arn:${partition}:cloudwatch:${region}:${account}:alarm:${name}`;
  for (const dashboard of CLOUDWATCH_DASHBOARDS) {
    new aws.cloudwatch.Dashboard(`Dashboard-${dashboard.id}`, {
      dashboardName: physicalName($app.stage, dashboard.id),
      dashboardBody: $jsonStringify(
        region.apply((name) => $output(dashboardBody(dashboard, { target, region: name, alarmArn }))),
      ),
    });
  }
}
