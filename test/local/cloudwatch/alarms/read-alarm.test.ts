import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../../local/aws/json.ts';
import { readAlarm } from '../../../../local/cloudwatch/alarms/read-alarm.ts';

const METRIC = {
  AlarmName: 'a',
  Namespace: 'n',
  MetricName: 'm',
  Statistic: 'Sum',
  Period: 60,
  EvaluationPeriods: 1,
  Threshold: 1,
  ComparisonOperator: 'GreaterThanThreshold',
};
const query = (Id: string, ReturnData = true, Period = 60) => ({
  Id,
  ReturnData,
  MetricStat: { Metric: { Namespace: 'n', MetricName: 'm' }, Period, Stat: 'Sum' },
});
const band = { Id: 'ad1', Expression: 'ANOMALY_DETECTION_BAND(m1, 2)' };
const BAND = {
  AlarmName: 'a',
  EvaluationPeriods: 1,
  ComparisonOperator: 'LessThanLowerOrGreaterThanUpperThreshold',
  ThresholdMetricId: 'ad1',
  Metrics: [query('m1'), band],
};

function without(input: JsonObject, ...members: string[]): JsonObject {
  return Object.fromEntries(Object.entries(input).filter(([member]) => !members.includes(member)));
}

describe('an alarm on an anomaly detection band', () => {
  it.each(['LessThanLowerOrGreaterThanUpperThreshold', 'LessThanLowerThreshold', 'GreaterThanUpperThreshold'])(
    'watches one series against another with %s',
    (ComparisonOperator) => {
      expect(readAlarm({ ...BAND, ComparisonOperator })).toMatchObject({
        subject: { kind: 'band', watched: 'm1', band: 'ad1' },
        rule: { comparisonOperator: ComparisonOperator },
        period: 60_000,
      });
    },
  );

  it('watches metric math as well', () => {
    const Metrics = [
      query('m1', false),
      { Id: 'e1', Expression: 'm1 * 2' },
      { ...band, Expression: 'ANOMALY_DETECTION_BAND(e1)' },
    ];
    expect(readAlarm({ ...BAND, Metrics }).subject).toMatchObject({ kind: 'band', watched: 'e1' });
  });

  it.each<[string, JsonObject, string]>([
    ['a threshold beside it', { ...BAND, Threshold: 1 }, 'Threshold and ThresholdMetricId cannot both be set'],
    [
      'an operator for a threshold',
      { ...BAND, ComparisonOperator: 'GreaterThanThreshold' },
      'PutMetricAlarm request should have valid Threshold parameter',
    ],
    [
      'no band',
      without(BAND, 'ThresholdMetricId', 'Metrics'),
      'PutMetricAlarm request should have a Statistic parameter',
    ],
    [
      'an operator for a band without one',
      { ...METRIC, Threshold: null, ComparisonOperator: 'LessThanLowerThreshold' },
      'ComparisonOperators for ranges require ThresholdMetricId to be set',
    ],
    [
      'one returned query',
      { ...BAND, Metrics: [query('m1', false), band] },
      'Exactly two elements of the metrics list should return data.',
    ],
    [
      'another identifier',
      { ...BAND, ThresholdMetricId: 'ad2' },
      'Metrics list must contain exactly one metric matching the ThresholdMetricId parameter',
    ],
    [
      'an identifier of what is not returned',
      { ...BAND, Metrics: [query('m1'), query('m2'), { ...band, ReturnData: false }] },
      'Metrics list must contain exactly one metric matching the ThresholdMetricId parameter',
    ],
    [
      'an identifier of no band',
      { ...BAND, Metrics: [query('m1'), { Id: 'ad1', Expression: 'm1 * 2' }] },
      'Threshold metric expression must use ANOMALY_DETECTION_BAND function.',
    ],
    [
      'an array against the band',
      { ...BAND, Metrics: [query('m1', false), { Id: 'e1', Expression: '[m1, m1]' }, band] },
      'Metrics expression that return multi time series are only allowed for MetricsInsights expression with an ORDER BY clause',
    ],
    [
      'a high resolution',
      { ...BAND, Metrics: [query('m1', true, 10), band] },
      'ANOMALY_DETECTION_BAND is not supported on high-resolution metrics.',
    ],
    [
      'METRICS in the band',
      { ...BAND, Metrics: [query('m1'), { ...band, Expression: 'ANOMALY_DETECTION_BAND(AVG(METRICS()))' }] },
      "Error in expression 'ad1': ANOMALY_DETECTION_BAND does not take METRICS",
    ],
    [
      'an Auto Scaling action',
      { ...BAND, AlarmActions: ['arn:aws:autoscaling:us-east-1:000000000000:scalingPolicy:x:y'] },
      'Auto Scaling actions are not supported on an alarm with ThresholdMetricId.',
    ],
  ])('is refused with %s', (_, input, message) => {
    expect(() => readAlarm(input)).toThrow(message);
  });
});

describe('other members of PutMetricAlarm', () => {
  it.each<[string, JsonObject, string]>([
    ['PromQL criteria', { EvaluationCriteria: { PromQLCriteria: {} } }, 'PromQL alarms (EvaluationCriteria)'],
    ['an evaluation interval', { EvaluationInterval: 60 }, 'EvaluationInterval should not be set'],
    ['a basic statistic as an extended one', { Statistic: null, ExtendedStatistic: 'Sum' }, 'Sum for parameter'],
    ['no period', { Period: null }, 'PutMetricAlarm request should have a Period parameter'],
    ['no comparison', { ComparisonOperator: null }, 'PutMetricAlarm request should have a valid ComparisonOperator'],
    ['a description of 1025 characters', { AlarmDescription: 'x'.repeat(1025) }, 'must be shorter than 1025'],
    [
      'low samples of a statistic that is no percentile',
      { EvaluateLowSampleCountPercentile: 'ignore' },
      'Option evaluateLowSampleCountPercentile can not be applied with statistic Sum.',
    ],
    [
      'an unknown treatment of low samples',
      { EvaluateLowSampleCountPercentile: 'guess' },
      'Option guess is not supported for parameter EvaluateLowSampleCountPercentile',
    ],
    [
      'more than a week',
      { Period: 86_400, EvaluationPeriods: 8 },
      'Metrics cannot be checked across more than a week (EvaluationPeriods * Period must be <= 604800) for alarms using period >= 3600',
    ],
    [
      'two evaluation windows',
      { EvaluationWindow: { SlidingWindow: {}, WallClockWindow: {} } },
      'exactly one of the members SlidingWindow and WallClockWindow',
    ],
    ['no evaluation window in EvaluationWindow', { EvaluationWindow: {} }, 'exactly one of the members'],
    [
      'a wall clock window of two minutes',
      { Period: 120, EvaluationWindow: { WallClockWindow: {} } },
      'Supported periods: [60, 300, 3600, 86400, 604800]',
    ],
    [
      'an offset that is no multiple of five minutes',
      { EvaluationWindow: { WallClockWindow: { Timezone: '+01:03' } } },
      'The value +01:03 for parameter Timezone',
    ],
    [
      'an unknown time zone',
      { EvaluationWindow: { WallClockWindow: { Timezone: 'Mars/Olympus' } } },
      'The value Mars/Olympus for parameter Timezone',
    ],
    ['a warm-up without a length', { WarmUpConfiguration: {} }, 'Value null at'],
    [
      'a warm-up of 0 minutes',
      { WarmUpConfiguration: { WarmUpPeriodDurationInMinutes: 0 } },
      'greater than or equal to 1',
    ],
    [
      'a warm-up of more than two days',
      { WarmUpConfiguration: { WarmUpPeriodDurationInMinutes: 2881 } },
      'less than or equal to 2880',
    ],
  ])('are refused for %s', (_, change, message) => {
    expect(() => readAlarm({ ...METRIC, ...change })).toThrow(message);
  });

  it.each<[string, readonly JsonObject[], string]>([
    [
      'SEARCH',
      [query('m1', false), { Id: 'e1', Expression: "AVG(SEARCH('{n} m', 'Sum', 60))" }],
      'SEARCH is not supported',
    ],
    [
      'eleven expressions',
      [query('m1'), ...Array.from({ length: 11 }, (_, i) => ({ Id: `e${i}`, Expression: 'm1', ReturnData: false }))],
      'Too many expressions in alarm, maximum is 10',
    ],
    ['two returned series', [query('m1'), query('m2')], 'Exactly one element of the metrics list should return data.'],
  ])('refuse metric math with %s', (_, Metrics, message) => {
    const math = without(METRIC, 'Namespace', 'MetricName', 'Statistic', 'Period');
    expect(() => readAlarm({ ...math, Metrics })).toThrow(message);
  });

  it('refuse EC2 actions on metric math', () => {
    const math = without(METRIC, 'Namespace', 'MetricName', 'Statistic', 'Period');
    const AlarmActions = ['arn:aws:automate:us-east-1:ec2:stop'];
    expect(() => readAlarm({ ...math, Metrics: [query('m1')], AlarmActions })).toThrow('EC2 actions');
    expect(() => readAlarm({ ...METRIC, AlarmActions })).not.toThrow();
  });

  it('take a sliding window by its name', () => {
    expect(readAlarm({ ...METRIC, EvaluationWindow: { SlidingWindow: {} } }).window).toEqual({ kind: 'sliding' });
  });
});
