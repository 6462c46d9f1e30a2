import { describe, expect, it } from 'vitest';
import { isJsonObject, type JsonObject } from '../../../local/aws/json.ts';
import { deployMonitoring } from '../../../local/deploy/deploy-monitoring.ts';
import { ALARMS } from '../../../monitoring/alarms/alarms.ts';
import { CLOUDWATCH_DASHBOARDS } from '../../../monitoring/cloudwatch-dashboards/cloudwatch-dashboards.ts';
import { withMarks } from '../../../monitoring/dashboard-marks.ts';
import { type EmbeddedCloudWatch, embedCloudWatch } from '../../support/embedded-cloudwatch.ts';

const deploy = ({ cloudWatch, clock }: EmbeddedCloudWatch) => deployMonitoring(cloudWatch.service, clock.now());
/** The objects in a list member of an operation's answer. */
const listed = async ({ call }: EmbeddedCloudWatch, operation: string, member: string): Promise<JsonObject[]> => {
  const list: unknown = (await call(operation, { MaxRecords: 100 }))[member];
  return Array.isArray(list) ? list.filter(isJsonObject) : [];
};
const alarms = (embedded: EmbeddedCloudWatch) => listed(embedded, 'DescribeAlarms', 'MetricAlarms');
const alarmNames = async (embedded: EmbeddedCloudWatch) =>
  (await alarms(embedded)).map((alarm) => String(alarm.AlarmName));
const history = async (embedded: EmbeddedCloudWatch) =>
  (await listed(embedded, 'DescribeAlarmHistory', 'AlarmHistoryItems')).length;

describe('deployMonitoring', () => {
  it('puts every alarm and every dashboard of monitoring/', async () => {
    const embedded = embedCloudWatch();
    await deploy(embedded);
    expect(await alarmNames(embedded)).toHaveLength(ALARMS.length);
    expect(await embedded.call('ListDashboards', {})).toMatchObject({
      DashboardEntries: CLOUDWATCH_DASHBOARDS.map(({ id }) => `smallcart-local-${id}`)
        .sort()
        .map((DashboardName) => ({ DashboardName })),
    });
  });

  it('leaves what is already so alone when it is repeated', async () => {
    const embedded = embedCloudWatch();
    await deploy(embedded);
    const before = await history(embedded);
    await deploy(embedded);
    expect(await history(embedded)).toBe(before);
  });

  it('puts an alarm again that somebody has changed', async () => {
    const embedded = embedCloudWatch();
    await deploy(embedded);
    const [name] = await alarmNames(embedded);
    await embedded.call('DisableAlarmActions', { AlarmNames: [name ?? ''] });
    await deploy(embedded);
    expect((await alarms(embedded)).map((alarm) => alarm.ActionsEnabled)).toEqual(ALARMS.map(() => true));
  });

  it('deletes alarms of the stage that are no longer defined, and no others', async () => {
    const embedded = embedCloudWatch();
    const rule = { EvaluationPeriods: 1, Threshold: 1, ComparisonOperator: 'GreaterThanThreshold' };
    const metric = { MetricName: 'Orders', Namespace: 'Mine', Statistic: 'Sum', Period: 60 };
    await embedded.call('PutMetricAlarm', { AlarmName: 'smallcart-local-forgotten', ...rule, ...metric });
    await embedded.call('PutMetricAlarm', { AlarmName: 'my-own', ...rule, ...metric });
    await deploy(embedded);
    const names = await alarmNames(embedded);
    expect(names).toContain('my-own');
    expect(names).not.toContain('smallcart-local-forgotten');
  });

  it('deletes them however many there are', async () => {
    const embedded = embedCloudWatch();
    const rule = { EvaluationPeriods: 1, Threshold: 1, ComparisonOperator: 'GreaterThanThreshold' };
    const metric = { MetricName: 'Orders', Namespace: 'Mine', Statistic: 'Sum', Period: 60 };
    for (let count = 0; count < 230; count += 1)
      await embedded.call('PutMetricAlarm', { AlarmName: `smallcart-local-forgotten-${count}`, ...rule, ...metric });
    await deploy(embedded);
    const { MetricAlarms } = await embedded.call('DescribeAlarms', { AlarmNamePrefix: 'smallcart-local-forgotten' });
    expect(MetricAlarms).toEqual([]);
  });

  it('deletes dashboards of the stage that are no longer defined, and no others', async () => {
    const embedded = embedCloudWatch();
    const DashboardBody = JSON.stringify({ widgets: [] });
    for (const DashboardName of ['smallcart-local-forgotten', 'my-own'])
      await embedded.call('PutDashboard', { DashboardName, DashboardBody });
    await deploy(embedded);
    const { DashboardEntries } = await embedded.call('ListDashboards', {});
    const own = { DashboardName: 'my-own' };
    expect(DashboardEntries).toContainEqual(expect.objectContaining(own));
    expect(DashboardEntries).toHaveLength(CLOUDWATCH_DASHBOARDS.length + 1);
  });

  it('puts a dashboard again that somebody has changed, and keeps the marks of deployments on it', async () => {
    const embedded = embedCloudWatch();
    await deploy(embedded);
    const name = { DashboardName: `smallcart-local-${CLOUDWATCH_DASHBOARDS[0]?.id}` };
    const body = async (): Promise<JsonObject> =>
      JSON.parse(String((await embedded.call('GetDashboard', name)).DashboardBody));
    const mark = { label: 'Deployed a1b2c3d4e5f6', value: '2026-11-20T12:00:00.000Z', color: '#2ca02c' };
    const before = withMarks(await body(), [mark]);
    await embedded.call('PutDashboard', { ...name, DashboardBody: JSON.stringify({ ...before, start: '-PT1H' }) });
    await deploy(embedded);
    expect(await body()).toEqual(before);
  });
});
