import { expect, it } from 'vitest';
import { embedCloudWatch, START } from '../../support/embedded-cloudwatch.ts';

const MINUTE = 60_000;
const NAMESPACE = 'SmallCart/test';

function line(at: number, orders: number): string {
  const directive = { Namespace: NAMESPACE, Dimensions: [[]], Metrics: [{ Name: 'Orders', Unit: 'Count' }] };
  return JSON.stringify({ _aws: { Timestamp: at, CloudWatchMetrics: [directive] }, Orders: orders });
}

const alarm = {
  AlarmName: 'too-few-orders',
  Namespace: NAMESPACE,
  MetricName: 'Orders',
  Statistic: 'Sum',
  Period: 60,
  EvaluationPeriods: 3,
  DatapointsToAlarm: 2,
  Threshold: 1,
  ComparisonOperator: 'LessThanThreshold',
  TreatMissingData: 'notBreaching',
};

it('what is told late counts in the minute in which it happened, in metric data and in alarms', async () => {
  const { cloudWatch, clock, call } = embedCloudWatch();
  const tell = (at: number, orders: number) =>
    cloudWatch.ingestEmf('/aws/lambda/outbox', { timestamp: clock.now(), message: line(at, orders) });
  await call('PutMetricAlarm', alarm);
  tell(START + 5_000, 2);
  await clock.advance(5 * MINUTE);
  const stateOf = async () => (await call('DescribeAlarms', {})).MetricAlarms;
  expect(await stateOf()).toMatchObject([{ StateValue: 'OK' }]);

  const justNow = clock.now();
  tell(justNow - MINUTE, 0);
  tell(justNow - 2 * MINUTE, 0);
  tell(START + 10_000, 3);
  await clock.advance(MINUTE);
  expect(await stateOf()).toMatchObject([{ StateValue: 'ALARM' }]);

  const Metric = { Namespace: NAMESPACE, MetricName: 'Orders' };
  const data = await call('GetMetricData', {
    StartTime: START / 1_000,
    EndTime: clock.now() / 1_000,
    ScanBy: 'TimestampAscending',
    MetricDataQueries: [{ Id: 'orders', MetricStat: { Metric, Period: 60, Stat: 'Sum' } }],
  });
  const seconds = (time: number) => time / 1_000;
  expect(data.MetricDataResults).toMatchObject([
    {
      Timestamps: [START, justNow - 2 * MINUTE, justNow - MINUTE].map(seconds),
      Values: [5, 0, 0],
    },
  ]);
  cloudWatch.stop();
});
