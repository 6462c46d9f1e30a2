import { describe, expect, test } from 'vitest';
import { parseDashboardBody } from '../../../functions/ops/dashboard-body.ts';

function metricsOf(metrics: unknown[], properties = {}) {
  const body = { widgets: [{ type: 'metric', properties: { title: 'W', metrics, ...properties } }] };
  return parseDashboardBody(JSON.stringify(body)).widgets[0]?.metrics;
}

describe('the metrics of a widget', () => {
  const cases: Record<string, { rows: unknown[]; properties?: object; expected: object[] }> = {
    'names a metric by namespace, name and dimensions': {
      rows: [['AWS/Lambda', 'Errors', 'FunctionName', 'shop', { stat: 'Sum', id: 'e', label: 'Errors', period: 60 }]],
      expected: [
        {
          id: 'e',
          visible: true,
          label: 'Errors',
          period: 60,
          kind: 'metric',
          namespace: 'AWS/Lambda',
          metricName: 'Errors',
          dimensions: { FunctionName: 'shop' },
          stat: 'Sum',
        },
      ],
    },
    'a row without options has the widget’s statistic and period and an id of its own': {
      rows: [['AWS/SQS', 'Age']],
      properties: { stat: 'Maximum', period: 120 },
      expected: [{ id: 'metric0', stat: 'Maximum', period: 120, dimensions: {} }],
    },
    'what neither row nor widget says is CloudWatch’s default': {
      rows: [['AWS/SQS', 'Age']],
      expected: [{ stat: 'Average', period: 300 }],
    },
    'a dot repeats the value above it': {
      rows: [
        ['AWS/Lambda', 'Errors', 'FunctionName', 'shop'],
        ['.', 'Throttles', '.', '.'],
      ],
      expected: [{}, { namespace: 'AWS/Lambda', metricName: 'Throttles', dimensions: { FunctionName: 'shop' } }],
    },
    'three dots repeat the row above but for its last values': {
      rows: [
        ['AWS/DynamoDB', 'Latency', 'TableName', 'shop', 'Operation', 'GetItem'],
        ['...', 'PutItem'],
      ],
      expected: [{}, { metricName: 'Latency', dimensions: { TableName: 'shop', Operation: 'PutItem' } }],
    },
    'an expression row does not disturb what later rows repeat': {
      rows: [['AWS/SQS', 'Age'], [{ expression: 'metric0 * 2', id: 'x', visible: false }], ['.', 'Sent']],
      expected: [
        {},
        { kind: 'expression', expression: 'metric0 * 2', id: 'x', visible: false },
        { namespace: 'AWS/SQS', metricName: 'Sent' },
      ],
    },
  };
  for (const [sentence, { rows, properties, expected }] of Object.entries(cases)) {
    test(sentence, () => expect(metricsOf(rows, properties)).toMatchObject(expected));
  }
});

describe('a dashboard’s body', () => {
  test('other widgets than metric widgets are passed over, and so are members of the wrong type', () => {
    const body = { widgets: [{ type: 'alarm' }, 7, null, { type: 'metric', properties: 'none' }] };
    expect(parseDashboardBody(JSON.stringify(body)).widgets).toMatchObject([{ title: '', metrics: [] }]);
  });

  for (const body of ['', '[]', '"x"', '{"widgets":']) {
    test(`refuses ${JSON.stringify(body)}, which is not a JSON object`, () => {
      expect(() => parseDashboardBody(body)).toThrow(SyntaxError);
    });
  }
});
