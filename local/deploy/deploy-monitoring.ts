import type { CloudWatchDashboard } from '../../monitoring/cloudwatch-dashboards/cloudwatch-dashboard.ts';
import { CLOUDWATCH_DASHBOARDS } from '../../monitoring/cloudwatch-dashboards/cloudwatch-dashboards.ts';
import { withDeployedMarks } from '../../monitoring/dashboard-marks.ts';
import { physicalName } from '../../monitoring/physical-name.ts';
import type { AwsService } from '../aws/aws-service.ts';
import { isJsonObject } from '../aws/json.ts';
import { deployAlarms } from './deploy-alarms.ts';
import { createMonitoringCaller, type MonitoringCaller } from './monitoring-caller.ts';
import { STAGE } from './place.ts';
import { putDashboardInput } from './put-dashboard-input.ts';

/** Deletes dashboards of this stage that monitoring/ no longer defines; what a user made under other names stays. */
async function deleteStale({ call, list }: MonitoringCaller): Promise<void> {
  const defined = new Set(CLOUDWATCH_DASHBOARDS.map(({ id }) => physicalName(STAGE, id)));
  const found = await list('ListDashboards', { DashboardNamePrefix: physicalName(STAGE, '') }, 'DashboardEntries');
  const names = found.map(({ DashboardName }) => String(DashboardName)).filter((name) => !defined.has(name));
  if (names.length > 0) await call('DeleteDashboards', { DashboardNames: names });
}

/** The body of the dashboard that CloudWatch has; undefined when there is none. */
async function deployedBody({ call, list }: MonitoringCaller, name: string): Promise<string | undefined> {
  const entries = await list('ListDashboards', { DashboardNamePrefix: name }, 'DashboardEntries');
  if (!entries.some(({ DashboardName }) => DashboardName === name)) return undefined;
  const answer = await call('GetDashboard', { DashboardName: name });
  return isJsonObject(answer) && typeof answer.DashboardBody === 'string' ? answer.DashboardBody : undefined;
}

/** Puts the dashboard as it is defined, with the marks of deployments that it has. */
async function putDashboard(caller: MonitoringCaller, dashboard: CloudWatchDashboard): Promise<void> {
  const { DashboardName, DashboardBody } = putDashboardInput(dashboard);
  const body = withDeployedMarks(DashboardBody, await deployedBody(caller, DashboardName));
  await caller.call('PutDashboard', { DashboardName, DashboardBody: body });
}

/** Puts every alarm and dashboard of monitoring/ into CloudWatch, through its own API, as a deployment does. */
export async function deployMonitoring(cloudwatch: AwsService, now: number): Promise<void> {
  const caller = createMonitoringCaller(cloudwatch, now);
  await deployAlarms(caller);
  await deleteStale(caller);
  for (const dashboard of CLOUDWATCH_DASHBOARDS) await putDashboard(caller, dashboard);
}
