import { GetMetricWidgetImageCommand, PutMetricAlarmCommand } from '@aws-sdk/client-cloudwatch';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../../local/aws/json.ts';
import { CLOUDWATCH_DASHBOARDS } from '../../../../monitoring/cloudwatch-dashboards/cloudwatch-dashboards.ts';
import { cloudWatchBody } from '../../../support/cloudwatch-body.ts';
import { decodePng, type Picture } from '../../../support/decode-png.ts';
import { START } from '../../../support/embedded-cloudwatch.ts';
import { serveCloudWatch } from '../../../support/serve-cloudwatch.ts';

const NAMESPACE = 'SmallCart/test';
const RED = '#ff0000';
const WHITE = '#ffffff';
/** So small that there are no texts: the plot is all but a margin of 8 pixels. */
const BARE = { width: 100, height: 100, period: 60, start: '-PT3H', yAxis: { left: { min: 0, max: 100 } } };

const cloudWatch = await serveCloudWatch();
const { client } = cloudWatch;
const from = START - 180 * 60_000;
const series = { Orders: '50x180', Errors: '25x180', Walk: '80x180' };
for (const [name, notation] of Object.entries(series)) cloudWatch.system.recordSeries(notation, { name }, from);
for (const [service, notation] of [
  ['cart', '20x180'],
  ['checkout', '70x180'],
] as const) {
  cloudWatch.system.recordSeries(notation, { name: 'Latency', dimensions: { Service: service } }, from);
}

async function imageOf(widget: JsonObject | string, OutputFormat?: string): Promise<Uint8Array> {
  const MetricWidget = typeof widget === 'string' ? widget : JSON.stringify(widget);
  const { MetricWidgetImage } = await client.send(new GetMetricWidgetImageCommand({ MetricWidget, OutputFormat }));
  return MetricWidgetImage ?? new Uint8Array();
}

const draw = async (widget: JsonObject): Promise<Picture> => decodePng(await imageOf({ ...BARE, ...widget }));

/** The values at which a column of pixels is near a colour, on an axis from 0 to 100. */
function valuesAt(picture: Picture, color: string, x = 50, by = 90): number[] {
  const wanted = [1, 3, 5].map((at) => Number.parseInt(color.slice(at, at + 2), 16));
  const rows = Array.from({ length: 100 }, (_, y) => y).filter((y) =>
    [1, 3, 5].every(
      (at, index) => Math.abs(Number.parseInt(picture.pixel(x, y).slice(at, at + 2), 16) - (wanted[index] ?? 0)) < by,
    ),
  );
  return rows.map((y) => (92 - y - 0.5) / 0.84);
}

const isAbout = (values: readonly number[], value: number) =>
  values.length > 0 && values.every((each) => Math.abs(each - value) < 2.5);

describe('GetMetricWidgetImage', () => {
  it('gives a PNG of 600 by 400 pixels unless another size is asked for', async () => {
    const metrics = [[NAMESPACE, 'Orders']];
    expect(decodePng(await imageOf({ metrics }))).toMatchObject({ width: 600, height: 400 });
    expect(decodePng(await imageOf({ metrics, width: 2000, height: 1 }, 'png'))).toMatchObject({
      width: 2000,
      height: 1,
    });
  });

  it.each<[string, JsonObject, number]>([
    ['a metric', { metrics: [[NAMESPACE, 'Orders', { color: RED }]] }, 50],
    ['a metric with dimensions', { metrics: [[NAMESPACE, 'Latency', 'Service', 'cart', { color: RED }]] }, 20],
    ['a statistic', { metrics: [[NAMESPACE, 'Orders', { color: RED, stat: 'SampleCount', period: 900 }]] }, 15],
    [
      'the widget’s statistic and period',
      { metrics: [[NAMESPACE, 'Errors', { color: RED }]], stat: 'Sum', period: 180 },
      75,
    ],
    [
      'an expression',
      {
        metrics: [
          [{ expression: 'o + e', color: RED }],
          [NAMESPACE, 'Orders', { id: 'o', visible: false }],
          ['.', 'Errors', { id: 'e', visible: false }],
        ],
      },
      75,
    ],
    [
      'a shortened row',
      {
        metrics: [
          [NAMESPACE, 'Latency', 'Service', 'cart', { visible: false }],
          ['...', 'checkout', { color: RED }],
        ],
      },
      70,
    ],
    [
      'a row of dots',
      {
        metrics: [
          [NAMESPACE, 'Latency', 'Service', 'cart', { visible: false }],
          ['.', 'Orders', { color: RED }],
        ],
      },
      50,
    ],
    [
      'a search',
      { metrics: [[{ expression: `SEARCH('{${NAMESPACE},Service} Latency checkout', 'Average', 60)`, color: RED }]] },
      70,
    ],
    [
      'the right axis',
      { metrics: [[NAMESPACE, 'Orders', { color: RED, yAxis: 'right' }]], yAxis: { right: { min: 0, max: 500 } } },
      10,
    ],
    [
      'one datapoint for the whole range',
      {
        metrics: [[NAMESPACE, 'Orders', { color: RED, stat: 'Sum' }]],
        setPeriodToTimeRange: true,
        yAxis: { left: { min: 0, max: 18_000 } },
        stacked: true,
      },
      50,
    ],
  ])('draws %s', async (name, widget, value) => {
    const picture = await draw(widget);
    const x = name === 'one datapoint for the whole range' ? 8 : 50;
    const found = valuesAt(picture, RED, x);
    if (x === 8) expect(Math.max(...found)).toBeCloseTo(value, -1);
    else expect(isAbout(found, value)).toBe(true);
  });

  it('draws only what is visible', async () => {
    const picture = await draw({ metrics: [[NAMESPACE, 'Orders', { color: RED, visible: false }]] });
    expect(valuesAt(picture, RED)).toEqual([]);
  });

  it('draws the time range that is asked for', async () => {
    const picture = await draw({ metrics: [[NAMESPACE, 'Orders', { color: RED }]], start: '-PT6H', end: '-PT0H' });
    expect([valuesAt(picture, RED, 25), isAbout(valuesAt(picture, RED, 75), 50)]).toEqual([[], true]);
    const source = await draw({ metrics: [[NAMESPACE, 'Orders', { color: RED }]], start: '-PT6H', end: 'P0D' });
    expect(valuesAt(source, RED, 75)).toEqual(valuesAt(picture, RED, 75));
    const start = new Date(START - 90 * 60_000).toISOString();
    const absolute = await draw({
      metrics: [[NAMESPACE, 'Orders', { color: RED }]],
      start,
      end: '2026-11-21T03:00:00.000Z',
    });
    expect(isAbout(valuesAt(absolute, RED, 10), 50)).toBe(true);
  });

  it('draws the last minute only as live data', async () => {
    for (const [seconds, value] of [
      [90, 50],
      [80, 50],
      [30, 80],
      [20, 80],
    ] as const) {
      const timestamp = START - seconds * 1000;
      const metric = { namespace: NAMESPACE, name: 'Live', dimensions: {}, unit: 'Count' as const };
      cloudWatch.system.cloudWatch.record({ ...metric, timestamp, value, storageResolution: 1 });
    }
    const widget = { metrics: [[NAMESPACE, 'Live', { color: RED }]], start: '-PT2M', period: 10 };
    const [settled, live] = [await draw(widget), await draw({ ...widget, liveData: true })];
    expect([settled, live].map((picture) => isAbout(valuesAt(picture, RED, 31), 50))).toEqual([true, true]);
    expect([settled, live].map((picture) => isAbout(valuesAt(picture, RED, 73), 80))).toEqual([false, true]);
  });

  it('draws an alarm’s metric and threshold', async () => {
    const alarm = { Namespace: NAMESPACE, MetricName: 'Orders', Period: 60, Statistic: 'Average' as const };
    const rule = { EvaluationPeriods: 1, Threshold: 80, ComparisonOperator: 'GreaterThanThreshold' as const };
    await client.send(new PutMetricAlarmCommand({ AlarmName: 'Many orders', ...alarm, ...rule }));
    const alarms = ['arn:aws:cloudwatch:us-east-1:000000000000:alarm:Many orders'];
    const picture = await draw({ annotations: { alarms } });
    expect(isAbout(valuesAt(picture, '#1d6fd1'), 50)).toBe(true);
    expect(isAbout(valuesAt(picture, '#c7332b'), 80)).toBe(true);
    await expect(
      imageOf({ annotations: { alarms: ['arn:aws:cloudwatch:us-east-1:0:alarm:gone'] } }),
    ).rejects.toMatchObject({
      name: 'ResourceNotFound',
    });
  });

  it('draws an anomaly detection band as an area', async () => {
    const waves = Array.from({ length: 2880 }, (_, minute) => (minute % 2 === 0 ? 40 : 60)).join(' ');
    cloudWatch.system.recordSeries(waves, { name: 'Waves' }, START - 2880 * 60_000);
    const band = { expression: 'ANOMALY_DETECTION_BAND(m1, 2)', color: '#000000' };
    const picture = await draw({ metrics: [[NAMESPACE, 'Waves', { id: 'm1', visible: false }], [band]] });
    const filled = valuesAt(picture, '#bfbfbf', 50, 8);
    expect(filled.length).toBeGreaterThan(10);
    expect(isAbout([filled.reduce((sum, value) => sum + value, 0) / filled.length], 50)).toBe(true);
  });

  it('draws an empty graph for a metric that does not exist', async () => {
    const picture = await draw({ metrics: [[NAMESPACE, 'Nothing', { color: RED }]] });
    expect(valuesAt(picture, RED)).toEqual([]);
    expect(picture.pixel(0, 0)).toBe(WHITE);
  });

  it('gives the picture itself to an HTTP request of the query protocol for image/png', async () => {
    const MetricWidget = JSON.stringify({ ...BARE, metrics: [[NAMESPACE, 'Orders']] });
    const ask = async (OutputFormat: string) => {
      const form = { Action: 'GetMetricWidgetImage', Version: '2010-08-01', MetricWidget, OutputFormat };
      const answer = await fetch(`http://127.0.0.1:${cloudWatch.port}`, {
        method: 'POST',
        body: new URLSearchParams(form),
      });
      return { type: answer.headers.get('content-type'), body: Buffer.from(await answer.arrayBuffer()) };
    };
    const [image, xml] = [await ask('image/png'), await ask('png')];
    expect([image.type, xml.type]).toEqual(['image/png', 'text/xml']);
    expect(decodePng(image.body)).toMatchObject({ width: 100, height: 100 });
    const [, base64 = ''] = /<MetricWidgetImage>(.*)<\/MetricWidgetImage>/.exec(xml.body.toString()) ?? [];
    expect(Buffer.from(base64, 'base64').equals(image.body)).toBe(true);
    expect(Buffer.compare(await imageOf(MetricWidget, 'image/png'), image.body)).toBe(0);
  });

  it('gives the same bytes for the same widget', async () => {
    const widget = { metrics: [[NAMESPACE, 'Orders']], title: 'Orders' };
    expect(Buffer.compare(await imageOf(widget), await imageOf(widget))).toBe(0);
  });

  it('draws every metric widget of the deployed dashboards', async () => {
    const widgets = CLOUDWATCH_DASHBOARDS.flatMap((dashboard) =>
      cloudWatchBody(dashboard).widgets.flatMap(({ type, properties }) => (type === 'metric' ? [properties] : [])),
    );
    expect(widgets.length).toBeGreaterThan(5);
    for (const properties of widgets) {
      const widget = JSON.stringify({ ...properties, width: 300, height: 200 });
      const picture = decodePng(await imageOf(widget));
      expect(picture).toMatchObject({ width: 300, height: 200 });
    }
  });
});

describe('GetMetricWidgetImage refuses', () => {
  const metrics = [[NAMESPACE, 'Orders']];

  it.each<[string, JsonObject | string, string]>([
    ['what is no JSON', 'metrics', 'The field MetricWidget must be a valid JSON object'],
    ['what is no object', '[]', 'The field MetricWidget must be a valid JSON object'],
    ['more than 100 KB', { metrics, title: 'a'.repeat(102_400) }, 'The field MetricWidget must be at most 100 KB long'],
    ['no metrics', {}, "Should have required property 'metrics'"],
    ['an empty list of metrics', { metrics: [] }, 'Should NOT have fewer than 1 items'],
    ['101 metrics', { metrics: Array(101).fill([NAMESPACE, 'Orders']) }, 'Should NOT have more than 100 items'],
    ['a width of 2,001', { metrics, width: 2001 }, 'Should be <= 2000'],
    ['a height of zero', { metrics, height: 0 }, 'Should be >= 1'],
    ['an unknown theme', { metrics, theme: 'blue' }, 'Should be equal to one of the allowed values'],
    ['an unknown view', { metrics, view: 'spiral' }, 'Should be equal to one of the allowed values'],
    ['a gauge without bounds', { metrics, view: 'gauge' }, "Should have required property 'min'"],
    [
      'an axis of no length',
      { metrics, yAxis: { left: { min: 5, max: 5 } } },
      '"dataPath": "/yAxis/left",\n    "message": "Should have a min that is less than max"',
    ],
    [
      'a right axis upside down',
      { metrics, yAxis: { right: { min: 5, max: 1 } } },
      '"dataPath": "/yAxis/right",\n    "message": "Should have a min that is less than max"',
    ],
    [
      'a first row that stands for one above',
      { metrics: [['...']] },
      `"dataPath": "/metrics/0",\n    "message": "Should have a row above that '.' and '...' can stand for"`,
    ],
    ['a time zone by name', { metrics, timezone: 'Europe/Berlin' }, 'Should match pattern'],
    ['a start after the end', { metrics, start: '-PT1H', end: '-PT2H' }, 'Should be before end'],
    ['an expression that cannot be read', { metrics: [[{ expression: 'm1 +' }]] }, 'Error in expression'],
    ['an expression of an unknown metric', { metrics: [[{ expression: 'm1 * 2' }]] }, 'Error in expression'],
    [
      'an id given twice',
      {
        metrics: [
          [NAMESPACE, 'a', { id: 'm1' }],
          [NAMESPACE, 'b', { id: 'm1' }],
        ],
      },
      'not unique',
    ],
  ])('%s', async (_, widget, message) => {
    await expect(imageOf(widget)).rejects.toMatchObject({
      name: expect.stringMatching(/^Validation/),
      message: expect.stringContaining(message),
    });
  });

  it('an unknown output format', async () => {
    await expect(imageOf({ metrics }, 'jpeg')).rejects.toMatchObject({ name: 'InvalidParameterValueException' });
  });

  it('nothing that is valid, and nothing with a 500', async () => {
    const any = fc.jsonValue({ maxDepth: 3 });
    const members = [
      'metrics',
      'annotations',
      'yAxis',
      'legend',
      'table',
      'view',
      'start',
      'end',
      'width',
      'height',
      'stat',
    ];
    const widget = fc.dictionary(fc.constantFrom(...members), any);
    await fc.assert(
      fc.asyncProperty(widget, fc.boolean(), async (spoiled, whole) => {
        const MetricWidget = JSON.stringify({ ...BARE, metrics, ...(whole ? spoiled : {}) });
        const answer = await client
          .send(new GetMetricWidgetImageCommand({ MetricWidget }))
          .catch((error: unknown) => error);
        const status = Object(answer).$metadata?.httpStatusCode;
        expect(status === 200 || (whole && status >= 400 && status < 500)).toBe(true);
      }),
      { numRuns: 60 },
    );
  });
});
