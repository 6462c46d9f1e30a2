import { describe, expect, test } from 'vitest';
import type { Widget } from '../../../functions/ops/dashboard-body.ts';
import { joinResults, widgetData } from '../../../functions/ops/widget-data.ts';

const range = { start: 0, end: 180_000, period: 60 };
const metric = { kind: 'metric', namespace: 'N', metricName: 'Sent', dimensions: {}, stat: 'Sum', period: 60 } as const;
const widget: Widget = {
  title: 'Messages',
  view: 'timeSeries',
  unit: 'messages',
  description: 'How many.',
  period: 60,
  setPeriodToTimeRange: false,
  metrics: [
    { ...metric, id: 'a', visible: true, color: '#f00' },
    { ...metric, id: 'hidden', visible: false },
    { kind: 'expression', expression: 'a * 2', id: 'b', visible: true, period: 60 },
  ],
};

describe('a widget’s data', () => {
  test('joins the pages of a query and puts its datapoints in order of time', () => {
    const results = joinResults([
      { Id: 'w2_a', Label: 'Sent', Timestamps: [new Date(120_000), new Date(60_000)], Values: [3, 2] },
      { Id: 'w2_a', Label: 'Sent', Timestamps: [new Date(0)], Values: [1] },
    ]);
    expect(widgetData(widget, 2, range, results).series[0]).toEqual({
      id: 'a',
      label: 'Sent',
      stat: 'Sum',
      color: '#f00',
      timestamps: [0, 60_000, 120_000],
      values: [1, 2, 3],
    });
  });

  test('keeps a datapoint of 0', () => {
    const results = joinResults([{ Id: 'w0_b', Timestamps: [new Date(0)], Values: [0] }]);
    expect(widgetData(widget, 0, range, results).series[1]?.values).toEqual([0]);
  });

  test('a metric without datapoints is an empty series under its own name, and an invisible one is none', () => {
    const data = widgetData(widget, 0, range, new Map());
    expect(data.series.map(({ id, label, values }) => ({ id, label, values }))).toEqual([
      { id: 'a', label: 'Sent', values: [] },
      { id: 'b', label: 'b', values: [] },
    ]);
  });

  test('says once what CloudWatch says of its results', () => {
    const Messages = [{ Code: 'MaxMetricsExceeded', Value: 'Too many.' }];
    const results = joinResults([
      { Id: 'w0_a', Messages },
      { Id: 'w0_b', Messages },
    ]);
    expect(widgetData(widget, 0, range, results).messages).toEqual(['MaxMetricsExceeded: Too many.']);
  });
});
