import type { CloudWatchDashboard } from '../../monitoring/cloudwatch-dashboards/cloudwatch-dashboard.ts';
import { dashboardBody } from '../../monitoring/dashboard-body.ts';
import { namedTarget } from '../../monitoring/resource-names.ts';

const place = {
  target: namedTarget('test', 'a1b2c3d4e5'),
  region: 'us-east-1',
  alarmArn: (name: string) => `arn:aws:cloudwatch:us-east-1:000000000000:alarm:${name}`,
};

/** The body of a dashboard of the stage `test`, as CloudWatch would have it. */
export function cloudWatchBody(dashboard: CloudWatchDashboard): ReturnType<typeof dashboardBody<string>> {
  return JSON.parse(JSON.stringify(dashboardBody(dashboard, place)));
}
