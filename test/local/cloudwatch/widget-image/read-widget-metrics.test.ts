import { describe, expect, it } from 'vitest';
import type { JsonValue } from '../../../../local/aws/json.ts';
import { readWidgetMetrics } from '../../../../local/cloudwatch/widget-image/read-widget-metrics.ts';

const DEFAULTS = { stat: 'Average', period: 300 };
const read = (...rows: JsonValue[]) => readWidgetMetrics(rows, DEFAULTS);
const labels = (...rows: JsonValue[]) => read(...rows).map(({ query }) => query.Label);

describe('a row of a widget', () => {
  it('becomes a query with the widget’s statistic and period', () => {
    expect(read(['AWS/Lambda', 'Errors', 'FunctionName', 'cart'])).toEqual([
      {
        query: {
          Id: 'row1',
          MetricStat: {
            Metric: {
              Namespace: 'AWS/Lambda',
              MetricName: 'Errors',
              Dimensions: [{ Name: 'FunctionName', Value: 'cart' }],
            },
            Period: 300,
            Stat: 'Average',
          },
          Label: 'Errors',
          ReturnData: true,
        },
        yAxis: 'left',
        visible: true,
      },
    ]);
  });

  it('may say how it is drawn', () => {
    const options = { id: 'm1', stat: 'p99', period: 60, label: 'L', color: '#123456', yAxis: 'right', visible: false };
    expect(read(['n', 'm', options])).toMatchObject([
      {
        query: { Id: 'm1', MetricStat: { Period: 60, Stat: 'p99' }, Label: 'L', ReturnData: false },
        color: '#123456',
        yAxis: 'right',
        visible: false,
      },
    ]);
  });

  it('may be an expression', () => {
    expect(read([{ expression: 'm1 * 2', id: 'e1' }])).toMatchObject([{ query: { Id: 'e1', Expression: 'm1 * 2' } }]);
  });

  it('takes the period of the whole range when that is fixed', () => {
    const [metric] = readWidgetMetrics([['n', 'm', { period: 60 }]], { ...DEFAULTS, fixedPeriod: 10_800 });
    expect(metric?.query).toMatchObject({ MetricStat: { Period: 10_800 } });
  });

  it('gets an id that no other row has', () => {
    const ids = read(['n', 'a'], ['n', 'b', { id: 'row1' }], ['n', 'c'], ['n', 'd', { id: 'row3' }]).map(
      ({ query }) => query.Id,
    );
    expect(ids).toEqual(['row2', 'row1', 'row4', 'row3']);
  });
});

describe('a row without a label goes by', () => {
  it.each<[string, JsonValue[], (string | undefined)[]]>([
    ['its metric’s name', [['n', 'Errors', 'Service', 'cart']], ['Errors']],
    [
      'the name when names tell rows apart',
      [
        ['n', 'Errors'],
        ['n', 'Requests'],
      ],
      ['Errors', 'Requests'],
    ],
    [
      'the dimension that does',
      [
        ['n', 'Errors', 'Service', 'cart'],
        ['...', 'checkout'],
      ],
      ['Errors cart', 'Errors checkout'],
    ],
    [
      'the statistic that does',
      [
        ['n', 'm', { stat: 'p50' }],
        ['n', 'm', { stat: 'p99' }],
      ],
      ['m p50', 'm p99'],
    ],
    [
      'the period that does',
      [
        ['n', 'm', { period: 60 }],
        ['n', 'm'],
      ],
      ['m 60 s', 'm 300 s'],
    ],
    [
      'the namespace that does',
      [
        ['a', 'm'],
        ['b', 'm'],
      ],
      ['m a', 'm b'],
    ],
    ['what it computes, which is not known here', [[{ expression: 'm1' }]], [undefined]],
  ])('%s', (_, rows, expected) => {
    expect(labels(...rows)).toEqual(expected);
  });
});
