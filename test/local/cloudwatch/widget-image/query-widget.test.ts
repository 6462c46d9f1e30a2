import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it } from 'vitest';
import type { JsonObject, JsonValue } from '../../../../local/aws/json.ts';
import { createAnomalyModels } from '../../../../local/cloudwatch/anomaly/anomaly-models.ts';
import { openMetricStore } from '../../../../local/cloudwatch/metric-store.ts';
import { type GraphSeries, queryWidget } from '../../../../local/cloudwatch/widget-image/query-widget.ts';
import { readMetricWidget } from '../../../../local/cloudwatch/widget-image/read-metric-widget.ts';
import { START } from '../../../support/embedded-cloudwatch.ts';

const metrics = openMetricStore({ database: new DatabaseSync(':memory:') });
const published = { namespace: 'Shop', timestamp: START - 300_000, value: 5 };
for (const [name, unit] of [
  ['Latency', 'Milliseconds'],
  ['Orders', 'Count'],
] as const) {
  metrics.record({ ...published, name, unit, dimensions: { Page: 'cart' } });
}

function seriesOf(widget: JsonObject): readonly GraphSeries[] {
  const read = readMetricWidget(JSON.stringify(widget), START, () => {
    throw new RangeError('no alarms here');
  });
  const source = { metrics, models: createAnomalyModels() };
  return queryWidget(read, source, { now: START, region: 'us-east-1', accountId: '000000000000' }).series;
}

function unitsOf(...rows: readonly JsonValue[]): (string | undefined)[] {
  const hidden = ['Latency', 'Orders'].map((name, index) => {
    const options = { id: `m${index + 1}`, visible: false };
    return ['Shop', name, 'Page', 'cart', options];
  });
  return seriesOf({ metrics: [...rows, ...hidden] }).map(({ unit }) => unit);
}

describe('the unit of a graph’s series', () => {
  it.each<[string, JsonValue, (string | undefined)[]]>([
    ['is the metric’s', ['Shop', 'Latency', 'Page', 'cart'], ['Milliseconds']],
    ['is Count where samples are counted', ['Shop', 'Latency', 'Page', 'cart', { stat: 'SampleCount' }], ['Count']],
    ['is Percent for a percentile rank', ['Shop', 'Latency', 'Page', 'cart', { stat: 'PR(:9)' }], ['Percent']],
    ['is none for a metric that nobody published', ['Shop', 'Nothing'], [undefined]],
    ['is that of each metric found', [{ expression: "SEARCH('{Shop,Page}', 'Average')" }], ['Milliseconds', 'Count']],
    ['is Count where found samples are counted', [{ expression: "SEARCH('Latency', 'SampleCount')" }], ['Count']],
    ['is kept by what chooses', [{ expression: 'SLICE(SORT(METRICS(), AVG, DESC), 0, 1)' }], ['Milliseconds']],
    ['is kept by a reference', [{ expression: 'REMOVE_EMPTY([m1, m2])' }], ['Milliseconds', 'Count']],
    ['is none for what is computed', [{ expression: 'm1 / m2' }], [undefined]],
    ['is none for what is computed from found metrics', [{ expression: 'METRICS() * 2' }], [undefined, undefined]],
    [
      'is none where what was computed is sorted',
      [{ expression: 'SORT(METRICS() * 2, AVG, ASC)' }],
      [undefined, undefined],
    ],
  ])('%s', (_says, row, units) => {
    expect(unitsOf(row).sort()).toEqual(units.toSorted());
  });
});

describe('a graph', () => {
  it('is refused when its metrics and expressions give more datapoints than it can hold', () => {
    for (let minute = 0; minute < 15 * 1440; minute++) {
      const timestamp = START - minute * 60_000;
      metrics.record({ namespace: 'Busy', name: 'Orders', unit: 'Count', dimensions: {}, timestamp, value: 1 });
    }
    const rows = Array.from({ length: 60 }, (_, id) => ['Busy', 'Orders', { id: `m${id}` }]);
    const draw = (...more: JsonValue[]) => seriesOf({ metrics: [...rows, ...more], start: '-P15D', period: 60 });
    expect(draw()).toHaveLength(60);
    expect(() => draw([{ expression: 'METRICS()' }])).toThrow('The metric widget has more than 2500000 datapoints.');
  });
});
