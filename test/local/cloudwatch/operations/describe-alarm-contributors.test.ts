import { describe, expect, it } from 'vitest';
import { embedCloudWatch } from '../../../support/embedded-cloudwatch.ts';

describe('DescribeAlarmContributors', () => {
  it('finds none of an alarm on one time series, and no alarm that does not exist', async () => {
    const { call } = embedCloudWatch();
    await call('PutMetricAlarm', {
      ...{ AlarmName: 'a', Namespace: 'n', MetricName: 'm', Statistic: 'Sum', Period: 60, EvaluationPeriods: 1 },
      ...{ Threshold: 1, ComparisonOperator: 'GreaterThanThreshold' },
    });
    expect(await call('DescribeAlarmContributors', { AlarmName: 'a' })).toEqual({ AlarmContributors: [] });
    await expect(call('DescribeAlarmContributors', { AlarmName: 'b' })).rejects.toMatchObject({
      code: 'ResourceNotFoundException',
    });
    await expect(call('DescribeAlarmContributors', { AlarmName: 'a', NextToken: 'x' })).rejects.toMatchObject({
      code: 'InvalidNextToken',
    });
  });
});
