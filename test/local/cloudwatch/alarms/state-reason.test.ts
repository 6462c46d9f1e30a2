import { describe, expect, it } from 'vitest';
import type { EvaluationRule } from '../../../../local/cloudwatch/alarms/alarm-definition.ts';
import { evaluateAlarm } from '../../../../local/cloudwatch/alarms/evaluate-alarm.ts';
import { formatDouble } from '../../../../local/cloudwatch/alarms/format-double.ts';
import { stateReason } from '../../../../local/cloudwatch/alarms/state-reason.ts';
import { parseSeries } from '../../../../local/scenario/series.ts';

const NEWEST = Date.parse('2026-11-21T03:00:00Z');

const oneOfOne: EvaluationRule = {
  evaluationPeriods: 1,
  datapointsToAlarm: 1,
  namesDatapointsToAlarm: true,
  threshold: 5,
  comparisonOperator: 'GreaterThanThreshold',
  treatMissingData: 'missing',
};

function reasonOf(rule: Partial<EvaluationRule>, series: string): string {
  const whole = { ...oneOfOne, ...rule };
  const datapoints = parseSeries(series)
    .toReversed()
    .map((value, index) => ({ timestamp: NEWEST - index * 60_000, value }));
  const decision = evaluateAlarm(whole, datapoints);
  return decision.kind === 'retain' ? 'retain' : stateReason(whole, decision);
}

describe('state reasons in CloudWatch words', () => {
  it.each([
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
      { evaluationPeriods: 3, datapointsToAlarm: 2, comparisonOperator: 'GreaterThanOrEqualToThreshold' },
      '7 2.5 9',
      'Threshold Crossed: 2 out of the last 3 datapoints [9.0 (21/11/26 03:00:00), 7.0 (21/11/26 02:58:00)] were greater than or equal to the threshold (5.0) (minimum 2 datapoints for OK -> ALARM transition).',
    ],
    [
      'enough good datapoints to leave ALARM',
      { evaluationPeriods: 3, datapointsToAlarm: 2, comparisonOperator: 'LessThanOrEqualToThreshold' },
      '7 2.5 9',
      'Threshold Crossed: 2 out of the last 3 datapoints [9.0 (21/11/26 03:00:00), 7.0 (21/11/26 02:58:00)] were not less than or equal to the threshold (5.0) (minimum 2 datapoints for ALARM -> OK transition).',
    ],
    [
      'an alarm that does not name its datapoints to alarm',
      { namesDatapointsToAlarm: false, comparisonOperator: 'LessThanThreshold' },
      '1',
      'Threshold Crossed: 1 datapoint [1.0 (21/11/26 03:00:00)] was less than the threshold (5.0).',
    ],
    [
      'no data, breaching',
      { treatMissingData: 'breaching' },
      '_',
      'Threshold Crossed: no datapoints were received for 1 period and 1 missing datapoint was treated as [Breaching].',
    ],
    [
      'no data for three periods, not breaching',
      { evaluationPeriods: 3, datapointsToAlarm: 3, treatMissingData: 'notBreaching' },
      '_x5',
      'Threshold Crossed: no datapoints were received for 3 periods and 3 missing datapoints were treated as [NonBreaching].',
    ],
    [
      'some data, the rest breaching',
      { evaluationPeriods: 3, datapointsToAlarm: 2, treatMissingData: 'breaching' },
      '_x4 0',
      'Threshold Crossed: 1 datapoint was received for 3 periods and 2 missing datapoints were treated as [Breaching].',
    ],
    ['one unknown datapoint', {}, '_', 'Insufficient Data: 1 datapoint was unknown.'],
    [
      'five unknown datapoints',
      { evaluationPeriods: 5, datapointsToAlarm: 5 },
      '_x7',
      'Insufficient Data: 5 datapoints were unknown.',
    ],
  ] as const)('%s', (_, rule, series, expected) => {
    expect(reasonOf(rule, series)).toBe(expected);
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
