import { beforeAll, describe, expect, it } from 'vitest';
import { objects } from '../../../../local/cloudwatch/read-input.ts';
import { type EmbeddedCloudWatch, embedCloudWatch, START } from '../../../support/embedded-cloudwatch.ts';
import { normalNoise } from '../../../support/noisy-series.ts';

const MINUTE = 60_000;
const DAY = 1440 * MINUTE;
const TOPIC = 'arn:aws:sns:us-east-1:000000000000:topic';
const METRIC = { Namespace: 'SmallCart/test', MetricName: 'Orders' };
const ALARM = {
  AlarmName: 'unusual',
  EvaluationPeriods: 2,
  DatapointsToAlarm: 2,
  ComparisonOperator: 'GreaterThanUpperThreshold',
  ThresholdMetricId: 'ad1',
  Metrics: [
    {
      Id: 'm1',
      MetricStat: { Metric: { ...METRIC, Dimensions: [{ Name: 'Stage', Value: 'test' }] }, Period: 60, Stat: 'Sum' },
    },
    { Id: 'ad1', Expression: 'ANOMALY_DETECTION_BAND(m1, 3)', Label: 'Orders (expected)', ReturnData: true },
  ],
  AlarmActions: [TOPIC],
};

async function stateOf({ call }: EmbeddedCloudWatch) {
  const [alarm = {}] = objects((await call('DescribeAlarms', { AlarmNames: ['unusual'] })).MetricAlarms);
  return alarm;
}

describe('an alarm on a band', () => {
  let system: EmbeddedCloudWatch;

  /** A day and a half of noise around 100. */
  beforeAll(async () => {
    system = embedCloudWatch();
    const noise = normalNoise(1);
    for (let time = START - 1.5 * DAY; time < START; time += MINUTE) record(time, 100 + noise());
    await system.call('PutMetricAlarm', ALARM);
  });

  function record(timestamp: number, value: number): void {
    system.cloudWatch.record({
      ...{ namespace: METRIC.Namespace, name: METRIC.MetricName, dimensions: { Stage: 'test' } },
      ...{ unit: 'Count', timestamp, value },
    });
  }

  it('is OK within the band, in ALARM above it, and tells both bounds of each', async () => {
    [100.5, 99.5, 140, 150].forEach((value, minute) => {
      record(START + minute * MINUTE, value);
    });
    await system.clock.advance(2 * MINUTE);
    expect(await stateOf(system)).toMatchObject({ StateValue: 'OK', ThresholdMetricId: 'ad1' });
    await system.clock.advance(2 * MINUTE);
    const alarm = await stateOf(system);
    expect(alarm.StateReason).toMatch(
      /^Thresholds Crossed: 2 out of the last 2 datapoints \[150\.0 \(21\/11\/26 03:03:00\), 140\.0 \(21\/11\/26 03:02:00\)\] were greater than the upper thresholds \[10\d\.\d+, 10\d\.\d+\] \(minimum 2 datapoints for OK -> ALARM transition\)\.$/,
    );
    const data = JSON.parse(String(alarm.StateReasonData));
    expect(data).toMatchObject({ period: 60, recentDatapoints: [140, 150] });
    expect(data.recentUpperThresholds).toHaveLength(2);
    expect(data).not.toHaveProperty('threshold');
  });

  it('names the band in the trigger of its notification', () => {
    const [{ message } = { message: '{}' }] = system.published;
    expect(JSON.parse(message).Trigger).toEqual({
      Period: 60,
      EvaluationPeriods: 2,
      DatapointsToAlarm: 2,
      ComparisonOperator: 'GreaterThanUpperThreshold',
      ThresholdMetricId: 'ad1',
      TreatMissingData: 'missing',
      EvaluateLowSampleCountPercentile: '',
      Metrics: [
        {
          Id: 'm1',
          MetricStat: {
            Metric: { ...METRIC, Dimensions: [{ value: 'test', name: 'Stage' }] },
            Period: 60,
            Stat: 'Sum',
          },
          ReturnData: true,
        },
        { Id: 'ad1', Expression: 'ANOMALY_DETECTION_BAND(m1, 3)', Label: 'Orders (expected)', ReturnData: true },
      ],
    });
  });

  it('gives GetMetricData the band that it was evaluated against', async () => {
    const request = { MetricDataQueries: ALARM.Metrics, StartTime: START / 1000, EndTime: START / 1000 + 240 };
    const results = objects(
      (await system.call('GetMetricData', { ...request, ScanBy: 'TimestampAscending' })).MetricDataResults,
    );
    const bounds = results.filter(({ Id }) => Id === 'ad1').map(({ Values }) => Values);
    expect(bounds).toHaveLength(2);
    const [upper = [], lower = []] = bounds.map((values) => (Array.isArray(values) ? values.map(Number) : []));
    expect(upper).toHaveLength(4);
    expect(upper.every((value, index) => value > 100 && 100 > (lower[index] ?? Number.NaN))).toBe(true);
    const { StateReasonData } = await stateOf(system);
    expect(JSON.parse(String(StateReasonData)).recentUpperThresholds).toEqual(upper.slice(2));
  });

  it('has insufficient data while nothing is known of its metric', async () => {
    const fresh = embedCloudWatch();
    await fresh.call('PutMetricAlarm', ALARM);
    fresh.recordSeries('100x5', { dimensions: { Stage: 'test' } });
    await fresh.clock.advance(5 * MINUTE);
    expect(await stateOf(fresh)).toMatchObject({ StateValue: 'INSUFFICIENT_DATA' });
  });
});

describe('an evaluation that fails', () => {
  it('is told as such until one succeeds', async () => {
    const before = embedCloudWatch();
    before.recordSeries('9', { name: 'Damaged' });
    before.cloudWatch.stop();
    before.database.exec("UPDATE cloudwatch_chunk SET data = x'02'");
    const errors: unknown[] = [];
    const system = embedCloudWatch(before.database, { onError: (error) => errors.push(error) });
    await system.call('PutMetricAlarm', {
      AlarmName: 'unusual',
      ...{ Namespace: 'SmallCart/test', MetricName: 'Damaged', Statistic: 'Sum', Period: 60, EvaluationPeriods: 1 },
      ...{ Threshold: 5, ComparisonOperator: 'GreaterThanThreshold' },
    });
    await system.clock.advance(MINUTE);
    expect(await stateOf(system)).toMatchObject({
      StateValue: 'INSUFFICIENT_DATA',
      EvaluationState: 'EVALUATION_FAILURE',
      StateUpdatedTimestamp: START / 1000 + 60,
    });
    await system.clock.advance(MINUTE);
    expect(errors).toHaveLength(2);
    await system.clock.advance(200 * MINUTE);
    const { EvaluationState, StateValue } = await stateOf(system);
    expect({ EvaluationState, StateValue }).toEqual({ EvaluationState: undefined, StateValue: 'INSUFFICIENT_DATA' });
  });
});
