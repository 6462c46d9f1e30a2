import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../../local/aws/json.ts';
import { type AlarmDatapoint, decideState } from '../../../../local/cloudwatch/alarms/decide-state.ts';
import { formatDouble } from '../../../../local/cloudwatch/alarms/format-double.ts';
import { readAlarm } from '../../../../local/cloudwatch/alarms/read-alarm.ts';
import { stateReason } from '../../../../local/cloudwatch/alarms/state-reason.ts';
import { stateReasonData } from '../../../../local/cloudwatch/alarms/state-reason-data.ts';
import { parseSeries } from '../../../support/series.ts';

const NEWEST = Date.parse('2026-11-21T03:00:00Z');
const METRIC = { Namespace: 'n', MetricName: 'm', Statistic: 'Average', Period: 60 };
const BAND = {
  Metrics: [
    { Id: 'm1', MetricStat: { Metric: { Namespace: 'n', MetricName: 'm' }, Period: 60, Stat: 'Average' } },
    { Id: 'ad1', Expression: 'ANOMALY_DETECTION_BAND(m1, 2)' },
  ],
  ThresholdMetricId: 'ad1',
};

function definitionOf(input: JsonObject) {
  const base = {
    AlarmName: 'a',
    EvaluationPeriods: 1,
    DatapointsToAlarm: 1,
    ComparisonOperator: 'GreaterThanThreshold',
  };
  const kind = input.ThresholdMetricId === undefined ? { ...METRIC, Threshold: 5 } : {};
  const whole: Record<string, JsonObject[string]> = { ...base, ...kind, ...input };
  if (whole.DatapointsToAlarm === null) delete whole.DatapointsToAlarm;
  return readAlarm(whole);
}

/** Newest first, one a minute, with a band from 0.5 below to 0.5 above 10. */
function datapoints(series: string): AlarmDatapoint[] {
  return parseSeries(series)
    .toReversed()
    .map((value, index) => ({
      timestamp: NEWEST - index * 60_000,
      value,
      ...(value !== undefined && { sampleCount: 1, band: { lower: 9.5, upper: 10.5 } }),
    }));
}

function reasonOf(input: JsonObject, series: string): string {
  const { rule } = definitionOf(input);
  const decision = decideState(rule, datapoints(series));
  return decision === 'retain' ? 'retain' : stateReason(rule, decision, datapoints(series));
}

describe('state reasons in CloudWatch words', () => {
  it.each<[string, JsonObject, string, string]>([
    [
      'one breaching datapoint',
      {},
      '12',
      'Threshold Crossed: 1 out of the last 1 datapoints [12.0 (21/11/26 03:00:00)] was greater than the threshold (5.0) (minimum 1 datapoint for OK -> ALARM transition).',
    ],
    [
      'one datapoint that does not breach',
      {},
      '0',
      'Threshold Crossed: 1 out of the last 1 datapoints [0.0 (21/11/26 03:00:00)] was not greater than the threshold (5.0) (minimum 1 datapoint for ALARM -> OK transition).',
    ],
    [
      'two of three breach, newest first',
      { EvaluationPeriods: 3, DatapointsToAlarm: 2, ComparisonOperator: 'GreaterThanOrEqualToThreshold' },
      '7 2.5 9',
      'Threshold Crossed: 2 out of the last 3 datapoints [9.0 (21/11/26 03:00:00), 7.0 (21/11/26 02:58:00)] were greater than or equal to the threshold (5.0) (minimum 2 datapoints for OK -> ALARM transition).',
    ],
    [
      'enough good datapoints to leave ALARM',
      { EvaluationPeriods: 3, DatapointsToAlarm: 2, ComparisonOperator: 'LessThanOrEqualToThreshold' },
      '7 2.5 9',
      'Threshold Crossed: 2 out of the last 3 datapoints [9.0 (21/11/26 03:00:00), 7.0 (21/11/26 02:58:00)] were not less than or equal to the threshold (5.0) (minimum 2 datapoints for ALARM -> OK transition).',
    ],
    [
      'an alarm that does not name its datapoints to alarm',
      { DatapointsToAlarm: null, ComparisonOperator: 'LessThanThreshold' },
      '1',
      'Threshold Crossed: 1 datapoint [1.0 (21/11/26 03:00:00)] was less than the threshold (5.0).',
    ],
    [
      'one datapoint where others are missing is out of the evaluation periods all the same',
      { EvaluationPeriods: 5, DatapointsToAlarm: 3 },
      '_x6 1',
      'Threshold Crossed: 1 out of the last 5 datapoints [1.0 (21/11/26 03:00:00)] was not greater than the threshold (5.0) (minimum 3 datapoints for ALARM -> OK transition).',
    ],
    [
      'no data, breaching',
      { TreatMissingData: 'breaching' },
      '_',
      'Threshold Crossed: no datapoints were received for 1 period and 1 missing datapoint was treated as [Breaching].',
    ],
    [
      'no data for three periods, not breaching',
      { EvaluationPeriods: 3, DatapointsToAlarm: 3, TreatMissingData: 'notBreaching' },
      '_x5',
      'Threshold Crossed: no datapoints were received for 3 periods and 3 missing datapoints were treated as [NonBreaching].',
    ],
    [
      'data that does not breach beside missing data that does',
      { EvaluationPeriods: 3, DatapointsToAlarm: 2, TreatMissingData: 'breaching' },
      '_x4 0',
      'Threshold Crossed: 1 datapoint was received for 3 periods and 2 missing datapoints were treated as [Breaching].',
    ],
    [
      'a breach among missing data that does not',
      { EvaluationPeriods: 20, DatapointsToAlarm: 1, TreatMissingData: 'notBreaching' },
      '_x21 613',
      'Threshold Crossed: 1 out of the last 20 datapoints [613.0 (21/11/26 03:00:00)] was greater than the threshold (5.0) and 19 missing datapoints were treated as [NonBreaching] (minimum 1 datapoint for OK -> ALARM transition).',
    ],
    [
      'one good datapoint ends an alarm on silence',
      {
        EvaluationPeriods: 8,
        DatapointsToAlarm: null,
        ComparisonOperator: 'LessThanOrEqualToThreshold',
        TreatMissingData: 'breaching',
      },
      '_x9 8',
      'Threshold Crossed: 1 datapoint [8.0 (21/11/26 03:00:00)] was not less than or equal to the threshold (5.0) and 7 missing datapoints were treated as [Breaching].',
    ],
    ['one unknown datapoint', {}, '_', 'Insufficient Data: 1 datapoint was unknown.'],
    [
      'five unknown datapoints',
      { EvaluationPeriods: 5, DatapointsToAlarm: 5 },
      '_x7',
      'Insufficient Data: 5 datapoints were unknown.',
    ],
    [
      'two datapoints outside a band',
      {
        ...BAND,
        EvaluationPeriods: 2,
        DatapointsToAlarm: 2,
        ComparisonOperator: 'LessThanLowerOrGreaterThanUpperThreshold',
      },
      '12 9',
      'Thresholds Crossed: 2 out of the last 2 datapoints [9.0 (21/11/26 03:00:00), 12.0 (21/11/26 02:59:00)] were less than the lower thresholds [9.5, 9.5] or greater than the upper thresholds [10.5, 10.5] (minimum 2 datapoints for OK -> ALARM transition).',
    ],
    [
      'a datapoint within a band',
      { ...BAND, ComparisonOperator: 'LessThanLowerOrGreaterThanUpperThreshold' },
      '10',
      'Thresholds Crossed: 1 out of the last 1 datapoints [10.0 (21/11/26 03:00:00)] was not less than the lower thresholds [9.5] or not greater than the upper thresholds [10.5] (minimum 1 datapoint for ALARM -> OK transition).',
    ],
    [
      'a datapoint above a band',
      { ...BAND, ComparisonOperator: 'GreaterThanUpperThreshold' },
      '17',
      'Thresholds Crossed: 1 out of the last 1 datapoints [17.0 (21/11/26 03:00:00)] was greater than the upper thresholds [10.5] (minimum 1 datapoint for OK -> ALARM transition).',
    ],
    [
      'a datapoint below a band',
      { ...BAND, ComparisonOperator: 'LessThanLowerThreshold' },
      '1',
      'Thresholds Crossed: 1 out of the last 1 datapoints [1.0 (21/11/26 03:00:00)] was less than the lower thresholds [9.5] (minimum 1 datapoint for OK -> ALARM transition).',
    ],
  ])('%s', (_, input, series, expected) => {
    expect(reasonOf(input, series)).toBe(expected);
  });
});

describe('state reason data, byte for byte', () => {
  const at = NEWEST + 60_000;
  it.each<[string, JsonObject, string, string]>([
    [
      'three datapoints, of which the newest is told in full',
      { EvaluationPeriods: 3, DatapointsToAlarm: 3, Unit: 'Count' },
      '38 12345678 0',
      '{"version":"1.0","queryDate":"2026-11-21T03:01:00.000+0000","startDate":"2026-11-21T02:58:00.000+0000","unit":"Count","statistic":"Average","period":60,"recentDatapoints":[38.0,1.2345678E7,0.0],"threshold":5.0,"evaluatedDatapoints":[{"timestamp":"2026-11-21T03:00:00.000+0000","sampleCount":1.0,"value":0.0}]}',
    ],
    [
      'no datapoint: the missing ones, and no start',
      { EvaluationPeriods: 2, DatapointsToAlarm: 2, Threshold: 0.0005 },
      '_x4',
      '{"version":"1.0","queryDate":"2026-11-21T03:01:00.000+0000","statistic":"Average","period":60,"recentDatapoints":[],"threshold":5.0E-4,"evaluatedDatapoints":[{"timestamp":"2026-11-21T03:00:00.000+0000"},{"timestamp":"2026-11-21T02:59:00.000+0000"}]}',
    ],
    [
      'above a band: the upper thresholds',
      { ...BAND, ComparisonOperator: 'GreaterThanUpperThreshold' },
      '239',
      '{"version":"1.0","queryDate":"2026-11-21T03:01:00.000+0000","startDate":"2026-11-21T03:00:00.000+0000","period":60,"recentDatapoints":[239.0],"recentUpperThresholds":[10.5],"evaluatedDatapoints":[{"timestamp":"2026-11-21T03:00:00.000+0000","value":239.0,"threshold":10.5}]}',
    ],
    [
      'outside a band: both',
      { ...BAND, ComparisonOperator: 'LessThanLowerOrGreaterThanUpperThreshold' },
      '0',
      '{"version":"1.0","queryDate":"2026-11-21T03:01:00.000+0000","startDate":"2026-11-21T03:00:00.000+0000","period":60,"recentDatapoints":[0.0],"recentLowerThresholds":[9.5],"recentUpperThresholds":[10.5],"evaluatedDatapoints":[{"timestamp":"2026-11-21T03:00:00.000+0000","value":0.0,"lowerThreshold":9.5,"upperThreshold":10.5}]}',
    ],
    [
      'below a band: the lower thresholds',
      { ...BAND, ComparisonOperator: 'LessThanLowerThreshold' },
      '0',
      '{"version":"1.0","queryDate":"2026-11-21T03:01:00.000+0000","startDate":"2026-11-21T03:00:00.000+0000","period":60,"recentDatapoints":[0.0],"recentLowerThresholds":[9.5],"evaluatedDatapoints":[{"timestamp":"2026-11-21T03:00:00.000+0000","value":0.0,"threshold":9.5}]}',
    ],
  ])('%s', (_, input, series, expected) => {
    const definition = definitionOf(input);
    const banded = datapoints(series).map(({ sampleCount, ...datapoint }) =>
      definition.subject.kind === 'metric' && sampleCount !== undefined ? { ...datapoint, sampleCount } : datapoint,
    );
    const data = stateReasonData(definition, banded, at);
    expect(data).toBe(expected);
    expect(() => JSON.parse(data)).not.toThrow();
  });
});

describe('numbers in state reasons', () => {
  it.each([
    [0, '0.0'],
    [12, '12.0'],
    [-3.25, '-3.25'],
    [0.001, '0.001'],
    [0.0005, '5.0E-4'],
    [9_999_999, '9999999.0'],
    [12_345_678, '1.2345678E7'],
  ])('%d is written %s', (value, expected) => {
    expect(formatDouble(value)).toBe(expected);
  });
});
