import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../../local/aws/json.ts';
import type { MetricAlarm } from '../../../../local/cloudwatch/alarms/alarm.ts';
import { initialState } from '../../../../local/cloudwatch/alarms/alarm.ts';
import { alarmNotification } from '../../../../local/cloudwatch/alarms/notification.ts';
import { readAlarm } from '../../../../local/cloudwatch/alarms/read-alarm.ts';

const AT = Date.parse('2026-11-21T03:00:00Z');
const PLACE = { region: 'eu-west-1', accountId: '111122223333' };

function alarmOf(input: JsonObject): MetricAlarm {
  const whole = { EvaluationPeriods: 2, Threshold: 0.5, ComparisonOperator: 'GreaterThanThreshold', ...input };
  const definition = readAlarm(whole);
  return {
    kind: 'metric',
    name: definition.name,
    arn: 'arn',
    input: whole,
    definition,
    configured: AT,
    state: initialState(AT),
  };
}

function triggerOf(input: JsonObject): JsonObject {
  return JSON.parse(alarmNotification(alarmOf(input), initialState(AT), PLACE).message).Trigger;
}

describe('an alarm notification', () => {
  it('names the Region in full, and the alarm only as far as an SNS subject goes', () => {
    const metric = { Namespace: 'n', MetricName: 'm', Statistic: 'Sum', Period: 60 };
    const { subject } = alarmNotification(alarmOf({ AlarmName: 'short', ...metric }), initialState(AT), PLACE);
    expect(subject).toBe('INSUFFICIENT_DATA: "short" in EU (Ireland)');
    const long = alarmNotification(alarmOf({ AlarmName: 'x'.repeat(200), ...metric }), initialState(AT), PLACE);
    expect(long.subject).toHaveLength(99);
    const whole = (length: number) =>
      alarmNotification(alarmOf({ AlarmName: 'x'.repeat(length), ...metric }), initialState(AT), PLACE).subject;
    const frame = whole(1).length - 1;
    expect(whole(99 - frame)).toMatch(/ in EU \(Ireland\)$/);
    expect(whole(100 - frame)).toMatch(/\.\.\.$/);
  });

  it('tells an extended statistic and leaves out what the alarm does not name', () => {
    const trigger = triggerOf({
      AlarmName: 'a',
      Namespace: 'n',
      MetricName: 'm',
      ExtendedStatistic: 'p99',
      Period: 60,
      EvaluateLowSampleCountPercentile: 'ignore',
    });
    expect(trigger).toEqual({
      MetricName: 'm',
      Namespace: 'n',
      StatisticType: 'ExtendedStatistic',
      ExtendedStatistic: 'p99',
      Unit: null,
      Dimensions: [],
      Period: 60,
      EvaluationPeriods: 2,
      ComparisonOperator: 'GreaterThanThreshold',
      Threshold: 0.5,
      TreatMissingData: 'missing',
      EvaluateLowSampleCountPercentile: 'ignore',
    });
  });

  it('tells the queries of metric math, with dimensions in lower case', () => {
    const metric = { Namespace: 'n', MetricName: 'm', Dimensions: [{ Name: 'Service', Value: 'cart' }] };
    const trigger = triggerOf({
      AlarmName: 'a',
      Metrics: [
        { Id: 'm', ReturnData: false, MetricStat: { Metric: metric, Period: 300, Stat: 'Sum' } },
        { Id: 'e', Expression: 'm * 2', Label: 'Twice' },
      ],
    });
    expect(trigger).toMatchObject({
      Period: 300,
      Metrics: [
        {
          Id: 'm',
          ReturnData: false,
          MetricStat: {
            Metric: { ...metric, Dimensions: [{ value: 'cart', name: 'Service' }] },
            Period: 300,
            Stat: 'Sum',
          },
        },
        { Id: 'e', Expression: 'm * 2', Label: 'Twice' },
      ],
    });
  });
});
