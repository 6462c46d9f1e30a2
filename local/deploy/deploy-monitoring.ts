import { ALARMS } from '../../monitoring/alarms/alarms.ts';
import { withDeployedMarks } from '../../monitoring/dashboard-marks.ts';
import type { DashboardDefinition } from '../../monitoring/dashboards/dashboard-definition.ts';
import { DASHBOARDS } from '../../monitoring/dashboards/dashboards.ts';
import { physicalName } from '../../monitoring/physical-name.ts';
import type { AwsService, OperationContext } from '../aws/aws-service.ts';
import { isJsonObject, type JsonObject } from '../aws/json.ts';
import { ACCOUNT_ID, REGION, STAGE } from './place.ts';
import { putDashboardInput } from './put-dashboard-input.ts';
import { putMetricAlarmInput } from './put-metric-alarm-input.ts';

type Call = (operation: string, input: JsonObject) => Promise<unknown>;

function caller(cloudwatch: AwsService, now: number): Call {
  const context: OperationContext = { now, region: REGION, accountId: ACCOUNT_ID };
  return async (operation, input) => cloudwatch.operations[operation]?.(input, context);
}

/** The objects that an operation lists under `member`, of all its pages. */
async function listed(call: Call, operation: string, input: JsonObject, member: string): Promise<JsonObject[]> {
  const answer = await call(operation, input);
  if (!isJsonObject(answer)) return [];
  const objects = Array.isArray(answer[member]) ? answer[member].filter(isJsonObject) : [];
  if (typeof answer.NextToken !== 'string') return objects;
  return [...objects, ...(await listed(call, operation, { ...input, NextToken: answer.NextToken }, member))];
}

/** Whether CloudWatch already has the alarm just so: putting it again would only lengthen its history. */
async function isDeployed(call: Call, input: JsonObject): Promise<boolean> {
  const [known] = await listed(call, 'DescribeAlarms', { AlarmNames: [input.AlarmName ?? ''] }, 'MetricAlarms');
  return Object.entries(input).every(([member, value]) => JSON.stringify(known?.[member]) === JSON.stringify(value));
}

/** Names of this stage among what is listed that monitoring/ no longer defines; what a user made under other names stays. */
function stale(found: readonly JsonObject[], member: string, defined: readonly { readonly id: string }[]): string[] {
  const names = new Set(defined.map(({ id }) => physicalName(STAGE, id)));
  return found.map((each) => String(each[member])).filter((name) => !names.has(name));
}

async function deleteStale(call: Call): Promise<void> {
  const prefix = physicalName(STAGE, '');
  const alarms = await listed(call, 'DescribeAlarms', { AlarmNamePrefix: prefix, MaxRecords: 100 }, 'MetricAlarms');
  for (const name of stale(alarms, 'AlarmName', ALARMS)) await call('DeleteAlarms', { AlarmNames: [name] });
  const dashboards = await listed(call, 'ListDashboards', { DashboardNamePrefix: prefix }, 'DashboardEntries');
  const names = stale(dashboards, 'DashboardName', DASHBOARDS);
  if (names.length > 0) await call('DeleteDashboards', { DashboardNames: names });
}

/** The body of the dashboard that CloudWatch has; undefined when there is none. */
async function deployedBody(call: Call, name: string): Promise<string | undefined> {
  const entries = await listed(call, 'ListDashboards', { DashboardNamePrefix: name }, 'DashboardEntries');
  if (!entries.some(({ DashboardName }) => DashboardName === name)) return undefined;
  const answer = await call('GetDashboard', { DashboardName: name });
  return isJsonObject(answer) && typeof answer.DashboardBody === 'string' ? answer.DashboardBody : undefined;
}

/** Puts the dashboard as it is defined, with the marks of deployments that it has. */
async function putDashboard(call: Call, dashboard: DashboardDefinition): Promise<void> {
  const { DashboardName, DashboardBody } = putDashboardInput(dashboard);
  const body = withDeployedMarks(DashboardBody, await deployedBody(call, DashboardName));
  await call('PutDashboard', { DashboardName, DashboardBody: body });
}

/** Puts every alarm and dashboard of monitoring/ into CloudWatch, through its own API, as a deployment does. */
export async function deployMonitoring(cloudwatch: AwsService, now: number): Promise<void> {
  const call = caller(cloudwatch, now);
  await deleteStale(call);
  for (const alarm of ALARMS) {
    const input = putMetricAlarmInput(alarm);
    if (!(await isDeployed(call, input))) await call('PutMetricAlarm', input);
  }
  for (const dashboard of DASHBOARDS) await putDashboard(call, dashboard);
}
