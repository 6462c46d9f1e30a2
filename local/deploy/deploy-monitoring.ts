import { ALARMS } from '../../monitoring/alarms/alarms.ts';
import { dashboardBody } from '../../monitoring/dashboard-body.ts';
import { DASHBOARDS } from '../../monitoring/dashboards.ts';
import { physicalName } from '../../monitoring/physical-name.ts';
import type { AwsService, OperationContext } from '../aws/aws-service.ts';
import type { JsonObject } from '../aws/json.ts';
import { ACCOUNT_ID, REGION, STAGE, TARGET } from './place.ts';
import { putMetricAlarmInput } from './put-metric-alarm-input.ts';

type Call = (operation: string, input: JsonObject) => Promise<unknown>;

function caller(cloudwatch: AwsService, now: number): Call {
  const context: OperationContext = { now, region: REGION, accountId: ACCOUNT_ID };
  return async (operation, input) => cloudwatch.operations[operation]?.(input, context);
}

/** Whether CloudWatch already has the alarm just so: putting it again would only lengthen its history. */
async function isDeployed(call: Call, input: JsonObject): Promise<boolean> {
  const answer = (await call('DescribeAlarms', { AlarmNames: [input.AlarmName ?? ''] })) as Described;
  const [known] = answer.MetricAlarms ?? [];
  return Object.entries(input).every(([member, value]) => JSON.stringify(known?.[member]) === JSON.stringify(value));
}

type Described = { readonly MetricAlarms?: readonly JsonObject[] };

/** Deletes the alarms of this stage that monitoring/ no longer defines; those a user made under other names stay. */
async function deleteStale(call: Call): Promise<void> {
  const defined = new Set(ALARMS.map((alarm) => physicalName(STAGE, alarm.id)));
  const { MetricAlarms = [] } = (await call('DescribeAlarms', {
    AlarmNamePrefix: physicalName(STAGE, ''),
  })) as Described;
  const stale = MetricAlarms.map((alarm) => String(alarm.AlarmName)).filter((name) => !defined.has(name));
  if (stale.length > 0) await call('DeleteAlarms', { AlarmNames: stale });
}

/** Puts every alarm and dashboard of monitoring/ into CloudWatch, through its own API, as a deployment does. */
export async function deployMonitoring(cloudwatch: AwsService, now: number): Promise<void> {
  const call = caller(cloudwatch, now);
  await deleteStale(call);
  for (const alarm of ALARMS) {
    const input = putMetricAlarmInput(alarm);
    if (!(await isDeployed(call, input))) await call('PutMetricAlarm', input);
  }
  for (const dashboard of DASHBOARDS) {
    const DashboardBody = JSON.stringify(dashboardBody(dashboard, REGION, TARGET));
    await call('PutDashboard', { DashboardName: physicalName(STAGE, dashboard.id), DashboardBody });
  }
}
