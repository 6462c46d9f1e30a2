import type { CloudWatchDashboard } from '../../monitoring/cloudwatch-dashboards/cloudwatch-dashboard.ts';
import { dashboardBody } from '../../monitoring/dashboard-body.ts';
import { physicalName } from '../../monitoring/physical-name.ts';
import { ACCOUNT_ID, REGION, STAGE, TARGET } from './place.ts';

const alarmArn = (name: string): string => `arn:aws:cloudwatch:${REGION}:${ACCOUNT_ID}:alarm:${name}`;

/** A dashboard as PutDashboard has it. */
export function putDashboardInput(dashboard: CloudWatchDashboard) {
  const DashboardBody = JSON.stringify(dashboardBody(dashboard, { target: TARGET, region: REGION, alarmArn }));
  return { DashboardName: physicalName(STAGE, dashboard.id), DashboardBody };
}
