import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../../local/aws/json.ts';
import type { MetricAlarm } from '../../../../local/cloudwatch/alarms/alarm.ts';
import { readAlarm } from '../../../../local/cloudwatch/alarms/read-alarm.ts';
import { alarmGraph } from '../../../../local/cloudwatch/widget-image/alarm-graph.ts';

const open = { AlarmName: 'a', EvaluationPeriods: 3, DatapointsToAlarm: 2 };
const rule = { ...open, Threshold: 5 };

function alarm(input: JsonObject): MetricAlarm {
  const state = { value: 'OK' as const, reason: '', updated: 0, transitioned: 0 };
  return { kind: 'metric', name: 'a', arn: 'arn', input, definition: readAlarm(input), state, configured: 0 };
}

describe('the graph of an alarm', () => {
  it('shows its metric and its threshold, filled where it breaches', () => {
    const metric = { Namespace: 'n', MetricName: 'm', Period: 60, ExtendedStatistic: 'p99' };
    const graph = alarmGraph(alarm({ ...rule, ...metric, ComparisonOperator: 'LessThanThreshold' }));
    expect(graph).toEqual({
      title: 'a',
      metrics: [
        {
          query: {
            Id: 'm1',
            MetricStat: { Metric: { Namespace: 'n', MetricName: 'm', Dimensions: [] }, Period: 60, Stat: 'p99' },
          },
          yAxis: 'left',
          visible: true,
        },
      ],
      thresholds: [{ bounds: [{ value: 5, label: 'm < 5 for 2 of 3 datapoints' }], fill: 'below', yAxis: 'left' }],
    });
  });

  it('shows what an alarm on metric math returns', () => {
    const Metric = { Namespace: 'n', MetricName: 'm' };
    const Metrics = [
      { Id: 'm1', MetricStat: { Metric, Period: 60, Stat: 'Sum' }, ReturnData: false },
      { Id: 'e1', Expression: 'm1 * 2' },
    ];
    const graph = alarmGraph(alarm({ ...rule, Metrics, ComparisonOperator: 'GreaterThanThreshold' }));
    expect(graph.metrics.map(({ query, visible }) => [query.Id, visible])).toEqual([
      ['m1', false],
      ['e1', true],
    ]);
    expect(graph.thresholds[0]?.bounds).toEqual([{ value: 5, label: 'Expression > 5 for 2 of 3 datapoints' }]);
  });

  it('has no fixed threshold when the alarm watches a band', () => {
    const Metric = { Namespace: 'n', MetricName: 'm' };
    const Metrics = [
      { Id: 'm1', MetricStat: { Metric, Period: 60, Stat: 'Sum' } },
      { Id: 'ad1', Expression: 'ANOMALY_DETECTION_BAND(m1, 2)' },
    ];
    const input = { ...open, Metrics, ThresholdMetricId: 'ad1', ComparisonOperator: 'GreaterThanUpperThreshold' };
    expect(alarmGraph(alarm(input))).toMatchObject({ metrics: [{ visible: true }, { visible: true }], thresholds: [] });
  });
});
