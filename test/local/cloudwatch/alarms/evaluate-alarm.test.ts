import { describe, expect, it } from 'vitest';
import { initialState } from '../../../../local/cloudwatch/alarms/alarm.ts';
import { evaluateAlarm } from '../../../../local/cloudwatch/alarms/evaluate-alarm.ts';
import { readAlarm } from '../../../../local/cloudwatch/alarms/read-alarm.ts';

const NOW = Date.parse('2026-11-21T03:00:00Z');

/** The state that an alarm on a percentile, three periods of so many samples, gets from values that breach. */
function stateOf(ExtendedStatistic: string, EvaluateLowSampleCountPercentile: string, samples: readonly number[]) {
  const definition = readAlarm({
    ...{ AlarmName: 'a', Namespace: 'n', MetricName: 'm', ExtendedStatistic, Period: 60, Threshold: 5 },
    ...{ EvaluationPeriods: 3, ComparisonOperator: 'GreaterThanThreshold', EvaluateLowSampleCountPercentile },
  });
  const datapoints = samples.map((sampleCount, index) => ({
    timestamp: NOW - (index + 1) * 60_000,
    value: 9,
    sampleCount,
  }));
  return evaluateAlarm(definition, datapoints, initialState(0), NOW)?.value ?? 'kept';
}

describe('a percentile of few samples', () => {
  it.each([
    ['p99', [400, 300, 299], 'kept'],
    ['p99', [400, 300, 300], 'ALARM'],
    ['p95', [100, 50, 49], 'kept'],
    ['p95', [100, 50, 50], 'ALARM'],
    ['p90', [30, 30, 39], 'kept'],
    ['p90', [30, 30, 40], 'ALARM'],
    ['p50', [7, 7, 5], 'kept'],
    ['p50', [7, 7, 6], 'ALARM'],
    ['p10', [30, 30, 39], 'kept'],
    ['p10', [30, 30, 40], 'ALARM'],
    ['p99', [400, 300, 299, 5000, 5000], 'kept'],
    ['p0', [1, 1, 1], 'ALARM'],
    ['p100', [1, 1, 1], 'ALARM'],
  ])('%s over %j samples: the state is %s when they are to be ignored', (statistic, samples, expected) => {
    expect(stateOf(statistic, 'ignore', samples)).toBe(expected);
  });

  it('is evaluated all the same unless they are to be ignored', () => {
    expect(stateOf('p99', 'evaluate', [1, 1, 1])).toBe('ALARM');
  });
});

describe('an evaluation', () => {
  const definition = readAlarm({
    ...{ AlarmName: 'a', Namespace: 'n', MetricName: 'm', Statistic: 'Sum', Period: 60, Threshold: 5 },
    ...{ EvaluationPeriods: 1, ComparisonOperator: 'GreaterThanThreshold' },
  });
  const breaching = [{ timestamp: NOW - 60_000, value: 9 }];

  it('tells state, reason and reason data of a change, since now', () => {
    expect(evaluateAlarm(definition, breaching, initialState(0), NOW)).toEqual({
      value: 'ALARM',
      reason: 'Threshold Crossed: 1 datapoint [9.0 (21/11/26 02:59:00)] was greater than the threshold (5.0).',
      reasonData: expect.stringContaining('"queryDate":"2026-11-21T03:00:00.000+0000"'),
      updated: NOW,
      transitioned: NOW,
    });
  });

  it('keeps a state that does not change, reason and all', () => {
    const alarming = { ...initialState(0), value: 'ALARM' as const };
    expect(evaluateAlarm(definition, breaching, alarming, NOW)).toBeUndefined();
  });
});
