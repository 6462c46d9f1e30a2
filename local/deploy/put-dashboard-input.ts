import { dashboardBody } from '../../monitoring/dashboard-body.ts';
import type { DashboardDefinition } from '../../monitoring/dashboards/dashboard-definition.ts';
import { physicalName } from '../../monitoring/physical-name.ts';
import { REGION, STAGE, TARGET } from './place.ts';

/** A dashboard as PutDashboard has it. */
export function putDashboardInput(dashboard: DashboardDefinition) {
  const DashboardBody = JSON.stringify(dashboardBody(dashboard, REGION, TARGET));
  return { DashboardName: physicalName(STAGE, dashboard.id), DashboardBody };
}
