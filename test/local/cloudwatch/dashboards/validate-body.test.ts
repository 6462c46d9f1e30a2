import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { validateBody } from '../../../../local/cloudwatch/dashboards/validate-body.ts';
import { CLOUDWATCH_DASHBOARDS } from '../../../../monitoring/cloudwatch-dashboards/cloudwatch-dashboards.ts';
import { cloudWatchBody } from '../../../support/cloudwatch-body.ts';

const REGION = 'us-east-1';
const row = ['AWS/Lambda', 'Errors', 'FunctionName', 'cart'];

/** What is wrong with a body, as `path: message` lines. */
function faultsOf(body: unknown): readonly string[] {
  const faults = validateBody(JSON.stringify(body)) ?? [];
  return faults.map(({ severity, path, message }) => `${severity} ${path}: ${message}`);
}

const widget = (type: string, properties: object, position: object = {}) => ({ type, properties, ...position });
const body = (...widgets: object[]) => ({ widgets });
const graph = (properties: object) => body(widget('metric', { region: REGION, metrics: [row], ...properties }));
const rows = (...metrics: unknown[]) => graph({ metrics });
const variables = (...list: object[]) => ({ widgets: [], variables: list });
const variable = { type: 'property', property: 'FunctionName', id: 'f', inputType: 'select' };

describe('a dashboard body without faults', () => {
  it.each<[string, object]>([
    ['no widgets', body()],
    ['a time range', { ...body(), start: '-PT6H', end: '2026-11-21T00:00:00.000Z', periodOverride: 'inherit' }],
    [
      'a text',
      body(widget('text', { markdown: '# Shop', background: 'transparent' }, { x: 0, y: 7, width: 24, height: 1 })),
    ],
    ['a log query', body(widget('log', { query: 'fields @message', region: REGION, view: 'table' }))],
    [
      'alarms',
      body(
        widget('alarm', { alarms: ['arn:aws:cloudwatch:us-east-1:0:alarm:a'], sortBy: 'timestamp', states: ['ALARM'] }),
      ),
    ],
    ['an explorer', body(widget('explorer', { metrics: [{ metricName: 'CPUUtilization' }], labels: [{ key: 'k' }] }))],
    ['a custom widget', body(widget('custom', { endpoint: 'arn:aws:lambda:us-east-1:0:function:f', params: {} }))],
    ['a metric alarm', body(widget('metric', { annotations: { alarms: ['arn:aws:cloudwatch:us-east-1:0:alarm:a'] } }))],
    ['shortened rows', rows(row, ['.', 'Throttles', '.', '.'], ['...', 'checkout', { stat: 'p99.9', yAxis: 'right' }])],
    [
      'an expression',
      rows(
        [{ expression: 'm1 / 60', id: 'e1', label: 'rate', color: '#1f77b4' }],
        [...row, { id: 'm1', visible: false }],
      ),
    ],
    ['a gauge', graph({ view: 'gauge', yAxis: { left: { min: 0, max: 100 } } })],
    ['a table', graph({ view: 'table', table: { layout: 'vertical', summaryColumns: ['MIN', 'AVG'] } })],
    [
      'bands',
      graph({
        annotations: {
          horizontal: [{ value: 1, fill: 'above' }, [{ value: 1 }, { value: 2 }]],
          vertical: [{ value: '2026-11-21T00:00:00Z', fill: 'after' }],
        },
      }),
    ],
    [
      'variables',
      variables(variable, {
        type: 'pattern',
        pattern: 'us-.*',
        id: 'r',
        inputType: 'input',
        values: [{ value: 'a', label: 'A' }],
      }),
    ],
  ])('%s', (_, valid) => {
    expect(faultsOf(valid)).toEqual([]);
  });

  it.each(CLOUDWATCH_DASHBOARDS.map((dashboard) => [dashboard.title, dashboard] as const))(
    'the deployed dashboard %s',
    (_, dashboard) => {
      expect(faultsOf(cloudWatchBody(dashboard))).toEqual([]);
    },
  );
});

describe('a dashboard body is refused for', () => {
  it.each<[string, unknown, string[]]>([
    ['no widgets array', {}, ["/: Should have required property 'widgets'"]],
    ['widgets that are no array', { widgets: {} }, ['/widgets: Should be array']],
    [
      '501 widgets',
      body(...Array(501).fill(widget('text', { markdown: '' }))),
      ['/widgets: Should NOT have more than 500 items'],
    ],
    [
      'an unknown period override',
      { ...body(), periodOverride: 'never' },
      ['/periodOverride: Should be equal to one of the allowed values'],
    ],
    [
      'an unreadable start',
      { ...body(), start: 'yesterday' },
      ['/start: Should be an ISO 8601 time or a duration before now such as -PT3H'],
    ],
    ['an end without a start', { ...body(), end: '-PT1H' }, ["/: Should have required property 'start'"]],
    ['a widget that is no object', body([]), ['/widgets/0: Should be object']],
    [
      'neither type nor properties',
      body({}),
      ["/widgets/0: Should have required property 'type'", "/widgets/0: Should have required property 'properties'"],
    ],
    ['an unknown type', body(widget('clock', {})), ['/widgets/0/type: Should be equal to one of the allowed values']],
    [
      'places off the grid',
      body(widget('text', { markdown: '' }, { x: 24, y: -1, width: 0, height: 1.5 })),
      [
        '/widgets/0/x: Should be <= 23',
        '/widgets/0/y: Should be >= 0',
        '/widgets/0/width: Should be >= 1',
        '/widgets/0/height: Should be integer',
      ],
    ],
    [
      'neither metrics, region nor alarm',
      body(widget('metric', {})),
      [
        "/widgets/0/properties: Should have required property 'region'",
        "/widgets/0/properties: Should have required property 'metrics'",
        '/widgets/0/properties: The metric widget should have specified a region and a data source or an alarm annotation',
        "/widgets/0/properties: Should have required property 'annotations'",
      ],
    ],
    [
      'annotations instead of metrics',
      body(widget('metric', { region: REGION, annotations: { horizontal: [] } })),
      [
        "/widgets/0/properties: Should have required property 'metrics'",
        '/widgets/0/properties: The metric widget should have specified a region and a data source or an alarm annotation',
        "/widgets/0/properties/annotations: Should have required property 'alarms'",
      ],
    ],
    [
      'metrics in one flat list',
      rows('AWS/Lambda'),
      [
        '/widgets/0/properties/metrics/0: Should be array',
        '/widgets/0/properties/metrics/0: Field "metrics" has to be an array of array of strings, with an optional metricRenderer object as last element',
      ],
    ],
    [
      'dimensions in an object',
      rows(['AWS/Lambda', 'Errors', { FunctionName: 'cart' }]),
      ['/widgets/0/properties/metrics/0: Should NOT have more than 2 items'],
    ],
    [
      'options before dimensions',
      rows(['AWS/Lambda', 'Errors', { stat: 'Sum' }, { FunctionName: 'cart' }]),
      [
        '/widgets/0/properties/metrics/0: Should NOT have more than 3 items',
        "/widgets/0/properties/metrics/0/2: Invalid metric field type, only 'String' type is allowed",
      ],
    ],
    [
      'a colour by name',
      rows([...row, { color: 'red' }]),
      ['/widgets/0/properties/metrics/0: Should NOT have more than 4 items'],
    ],
    [
      'an unknown statistic in a row',
      rows([...row, { stat: 'Sample count' }]),
      ['/widgets/0/properties/metrics/0: Should NOT have more than 4 items'],
    ],
    [
      'a number among the names',
      rows(['AWS/Lambda', 'Errors', 'FunctionName', 5]),
      ["/widgets/0/properties/metrics/0/3: Invalid metric field type, only 'String' type is allowed"],
    ],
    ['an empty row', rows([]), ['/widgets/0/properties/metrics/0: Should NOT have fewer than 1 items']],
    [
      'half a dimension',
      rows(['ns', 'm', 'd']),
      [
        '/widgets/0/properties/metrics/0: Should have a namespace and a metric name, then pairs of dimension name and value',
      ],
    ],
    [
      'options alone',
      rows([{ label: 'x' }]),
      ["/widgets/0/properties/metrics/0/0: Should have required property 'expression'"],
    ],
    [
      'a first row that is shortened',
      rows(['...', 'cart']),
      ["/widgets/0/properties/metrics/0: Should have a row above that '.' and '...' can stand for"],
    ],
    [
      'a first row that is nothing but dots',
      rows(['...'], ['...', { stat: 'p99' }]),
      [0, 1].map(
        (row) => `/widgets/0/properties/metrics/${row}: Should have a row above that '.' and '...' can stand for`,
      ),
    ],
    [
      '501 metrics',
      rows(...Array(501).fill(row)),
      ['/widgets/0/properties/metrics: Should NOT have more than 500 items'],
    ],
    [
      'an unknown view',
      graph({ view: 'spiral' }),
      ['/widgets/0/properties/view: Should be equal to one of the allowed values'],
    ],
    ['an unknown statistic', graph({ stat: 'p101' }), ['/widgets/0/properties/stat: Should be a valid statistic']],
    [
      'a period of 90 s',
      graph({ period: 90 }),
      ['/widgets/0/properties/period: Should be 1, 5, 10, 20, 30 or a multiple of 60'],
    ],
    [
      'a gauge without a range',
      graph({ view: 'gauge', yAxis: { left: { min: 0 } } }),
      ["/widgets/0/properties/yAxis/left: Should have required property 'max'"],
    ],
    [
      'a wrong time zone',
      graph({ timezone: 'UTC' }),
      ['/widgets/0/properties/timezone: Should match pattern "^[+-](?:0\\d|1[0-4])[0-5]\\d$"'],
    ],
    [
      'a label that is no text',
      graph({ yAxis: { left: { label: 5 } } }),
      ['/widgets/0/properties/yAxis/left/label: Should be string'],
    ],
    ['a flag that is no flag', graph({ stacked: 'yes' }), ['/widgets/0/properties/stacked: Should be boolean']],
    [
      'an annotation without a value',
      graph({ annotations: { horizontal: [{ label: 'x' }] } }),
      ["/widgets/0/properties/annotations/horizontal/0: Should have required property 'value'"],
    ],
    [
      'an annotation on an unknown axis',
      graph({ annotations: { horizontal: [{ value: 1, yAxis: 'annotations' }] } }),
      ['/widgets/0/properties/annotations/horizontal/0/yAxis: Should be equal to one of the allowed values'],
    ],
    [
      'a band of three',
      graph({ annotations: { horizontal: [[{ value: 1 }, { value: 2 }, { value: 3 }]] } }),
      ['/widgets/0/properties/annotations/horizontal/0: Should NOT have more than 2 items'],
    ],
    [
      'an annotation at no time',
      graph({ annotations: { vertical: [{ value: 'noon' }] } }),
      ['/widgets/0/properties/annotations/vertical/0/value: Should match format "date-time"'],
    ],
    [
      'a text without markdown',
      body(widget('text', {})),
      ["/widgets/0/properties: Should have required property 'markdown'"],
    ],
    [
      'a log widget without a query',
      body(widget('log', { region: REGION })),
      ["/widgets/0/properties: Should have required property 'query'"],
    ],
    [
      'an alarm that is no ARN',
      body(widget('alarm', { alarms: ['High error rate'] })),
      ['/widgets/0/properties/alarms/0: Should match pattern "^arn:"'],
    ],
    [
      'a variable without a target',
      variables({ type: 'pattern', id: 'f', inputType: 'input' }),
      ["/variables/0: Should have required property 'pattern'"],
    ],
    ['26 variables', variables(...Array(26).fill(variable)), ['/variables: Should NOT have more than 25 items']],
  ])('%s', (_, faulty, faults) => {
    expect(faultsOf(faulty)).toEqual(faults.map((fault) => `error ${fault}`));
  });

  it('more than 2,500 metrics in all', () => {
    const widgets = Array.from({ length: 6 }, () =>
      widget('metric', { region: REGION, metrics: Array(417).fill(row) }),
    );
    expect(faultsOf({ widgets })).toEqual(['error /widgets: Should NOT have more than 2500 metrics in all widgets']);
  });
});

describe('a dashboard body is warned of for', () => {
  it.each<[string, object, string]>([
    [
      'an unknown member',
      { ...body(), colour: 'red' },
      '/: The "colour" property is not expected to be part of a dashboard definition, will be ignored',
    ],
    [
      'an unknown property of a widget',
      body({ ...widget('text', { markdown: '' }), z: 1 }),
      '/widgets/0: The "z" property is not expected to be part of a widget definition, will be ignored',
    ],
    [
      'an unknown property of a graph',
      graph({ colour: 'red' }),
      '/widgets/0/properties: The "colour" property is not expected to be part of a widget definition, will be ignored',
    ],
  ])('%s', (_, warned, warning) => {
    expect(faultsOf(warned)).toEqual([`warning ${warning}`]);
  });
});

it('text that is no JSON object is no body', () => {
  for (const text of ['', 'widgets', '[]', 'null', '{"widgets":']) expect(validateBody(text)).toBeUndefined();
});

it('any JSON gets an answer whose paths lead into it', () => {
  const value = fc.jsonValue({ maxDepth: 6 });
  const near = fc.record({
    widgets: fc.array(
      fc.record({
        type: fc.constant('metric'),
        properties: fc.dictionary(fc.constantFrom('metrics', 'annotations', 'yAxis', 'view', 'region'), value),
      }),
    ),
  });
  fc.assert(
    fc.property(near, (spoiled) => {
      for (const { path } of validateBody(JSON.stringify(spoiled)) ?? []) expect(path).toMatch(/^\//);
    }),
    { numRuns: 300 },
  );
});
