import { describe, expect, it } from 'vitest';
import { objects } from '../../../../local/cloudwatch/read-input.ts';
import { type EmbeddedCloudWatch, embedCloudWatch } from '../../../support/embedded-cloudwatch.ts';

const MINUTE = 60_000;
const TOPIC = 'arn:aws:sns:us-east-1:000000000000:topic';
const ALARM = {
  AlarmName: 'a',
  ...{ Namespace: 'SmallCart/test', MetricName: 'Orders', Statistic: 'Sum', Period: 60, EvaluationPeriods: 1 },
  ...{ Threshold: 5, ComparisonOperator: 'GreaterThanThreshold', TreatMissingData: 'breaching' },
  AlarmActions: [TOPIC],
  EvaluationWindow: { WallClockWindow: { Timezone: 'Europe/Berlin' } },
  WarmUpConfiguration: { WarmUpPeriodDurationInMinutes: 5 },
};

async function stateOf({ call }: EmbeddedCloudWatch) {
  const [alarm = {}] = objects((await call('DescribeAlarms', {})).MetricAlarms);
  return alarm;
}

describe('an alarm with a warm-up period', () => {
  it('begins in it, runs no action while it lasts, and is evaluated after it', async () => {
    const system = embedCloudWatch();
    await system.call('PutMetricAlarm', ALARM);
    expect(await stateOf(system)).toMatchObject({
      StateValue: 'INSUFFICIENT_DATA',
      EvaluationState: 'IN_WARM_UP',
      EvaluationWindow: ALARM.EvaluationWindow,
      WarmUpConfiguration: ALARM.WarmUpConfiguration,
    });
    await system.clock.advance(4 * MINUTE);
    expect(system.published).toEqual([]);
    await system.clock.advance(MINUTE);
    expect(await stateOf(system)).toMatchObject({ StateValue: 'ALARM' });
    expect(await stateOf(system)).not.toHaveProperty('EvaluationState');
    expect(system.published).toHaveLength(1);
  });

  it('does not begin it again when it is configured anew', async () => {
    const system = embedCloudWatch();
    await system.call('PutMetricAlarm', ALARM);
    await system.clock.advance(5 * MINUTE);
    await system.call('PutMetricAlarm', { ...ALARM, WarmUpConfiguration: { WarmUpPeriodDurationInMinutes: 60 } });
    expect(await stateOf(system)).not.toHaveProperty('EvaluationState');
  });

  it('goes on with it after a restart, and ends it early by a shorter one', async () => {
    const before = embedCloudWatch();
    await before.call('PutMetricAlarm', ALARM);
    await before.clock.advance(MINUTE);
    before.cloudWatch.stop();
    const system = embedCloudWatch(before.database, { start: before.clock.now() });
    await system.clock.advance(MINUTE);
    expect(await stateOf(system)).toMatchObject({ EvaluationState: 'IN_WARM_UP' });
    await system.call('PutMetricAlarm', { ...ALARM, WarmUpConfiguration: { WarmUpPeriodDurationInMinutes: 3 } });
    await system.clock.advance(MINUTE);
    expect(await stateOf(system)).toMatchObject({ StateValue: 'ALARM' });
  });
});
