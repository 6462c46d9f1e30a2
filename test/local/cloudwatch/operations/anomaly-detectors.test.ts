import { beforeEach, describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../../local/aws/json.ts';
import { objects } from '../../../../local/cloudwatch/read-input.ts';
import type { Unit } from '../../../../monitoring/cloudwatch.ts';
import { type EmbeddedCloudWatch, embedCloudWatch, START } from '../../../support/embedded-cloudwatch.ts';
import { normalNoise } from '../../../support/noisy-series.ts';

const MINUTE = 60_000;
const DAY = 1440 * MINUTE;
const ORDERS = { Namespace: 'SmallCart/test', MetricName: 'Orders', Stat: 'Sum' };
const stat = { Metric: { Namespace: 'SmallCart/test', MetricName: 'Orders' }, Period: 300, Stat: 'Sum' };
const MATH = {
  MetricMathAnomalyDetector: {
    MetricDataQueries: [
      { Id: 'm1', MetricStat: stat, ReturnData: false },
      { Id: 'e1', Expression: 'm1 * 2', ReturnData: true },
    ],
  },
};

let system: EmbeddedCloudWatch;

beforeEach(() => {
  system = embedCloudWatch();
});

async function described(input: JsonObject = {}) {
  return objects((await system.call('DescribeAnomalyDetectors', input)).AnomalyDetectors);
}

describe('an anomaly detector', () => {
  it('of a metric is described as it was put, in the members of today and of old', async () => {
    const Configuration = {
      ExcludedTimeRanges: [{ StartTime: '2026-11-01T00:00:00', EndTime: START / 1000 }],
      MetricTimezone: 'Europe/Berlin',
      AdaptationSpeed: 'FAST',
    };
    const MetricCharacteristics = { PeriodicSpikes: true };
    const { AnomalyDetectorId } = await system.call('PutAnomalyDetector', {
      SingleMetricAnomalyDetector: { ...ORDERS, Dimensions: [{ Name: 'Stage', Value: 'test' }] },
      Configuration,
      MetricCharacteristics,
    });
    const single = { ...ORDERS, Dimensions: [{ Name: 'Stage', Value: 'test' }] };
    expect(await described()).toEqual([
      {
        AnomalyDetectorId,
        ...single,
        SingleMetricAnomalyDetector: single,
        Configuration: {
          ...Configuration,
          ExcludedTimeRanges: [{ StartTime: Date.parse('2026-11-01T00:00:00Z') / 1000, EndTime: START / 1000 }],
        },
        MetricCharacteristics,
        StateValue: 'PENDING_TRAINING',
      },
    ]);
    expect(AnomalyDetectorId).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-a[0-9a-f]{3}-[0-9a-f]{12}$/);
  });

  it('is one by its metric and statistic: put again it is configured anew', async () => {
    const first = await system.call('PutAnomalyDetector', ORDERS);
    const again = { SingleMetricAnomalyDetector: ORDERS, Configuration: { AdaptationSpeed: 'SLOW' } };
    expect(await system.call('PutAnomalyDetector', again)).toEqual(first);
    await system.call('PutAnomalyDetector', { ...ORDERS, Stat: 'p90' });
    expect((await described()).map(({ Stat, Configuration }) => [Stat, Configuration])).toEqual([
      ['Sum', { AdaptationSpeed: 'SLOW' }],
      ['p90', {}],
    ]);
  });

  it('may have an empty list of dimensions beside it in the members of old', async () => {
    await system.call('PutAnomalyDetector', { SingleMetricAnomalyDetector: ORDERS, Dimensions: [] });
    expect(await described()).toMatchObject([ORDERS]);
  });

  it('is trained after a while when its series goes back a day', async () => {
    await system.call('PutAnomalyDetector', ORDERS);
    await system.call('PutAnomalyDetector', { ...ORDERS, MetricName: 'Other' });
    for (let time = START - 2 * DAY; time < START; time += 5 * MINUTE) system.recordSeries('7', {}, time);
    const states = async () => (await described()).map(({ StateValue }) => StateValue);
    expect(await states()).toEqual(['PENDING_TRAINING', 'PENDING_TRAINING']);
    await system.clock.advance(15 * MINUTE);
    expect(await states()).toEqual(['TRAINED', 'TRAINED_INSUFFICIENT_DATA']);
  });

  it('is found by identifier, namespace, name, dimensions and type, page by page', async () => {
    const { AnomalyDetectorId } = await system.call('PutAnomalyDetector', ORDERS);
    await system.call('PutAnomalyDetector', {
      ...ORDERS,
      MetricName: 'Other',
      Dimensions: [{ Name: 'a', Value: 'b' }],
    });
    await system.call('PutAnomalyDetector', MATH);
    const names = async (input: JsonObject) => (await described(input)).map(({ MetricName }) => MetricName ?? 'math');
    expect(await names({})).toEqual(['Orders', 'Other']);
    expect(await names({ AnomalyDetectorTypes: ['METRIC_MATH'] })).toEqual(['math']);
    expect(await names({ AnomalyDetectorTypes: ['METRIC_MATH', 'SINGLE_METRIC'] })).toEqual([
      'Orders',
      'Other',
      'math',
    ]);
    expect(await names({ AnomalyDetectorIds: [String(AnomalyDetectorId), 'x'] })).toEqual(['Orders']);
    expect(await names({ AnomalyDetectorIds: [], MetricName: 'Other' })).toEqual(['Other']);
    expect(await names({ AnomalyDetectorIds: [String(AnomalyDetectorId)], Dimensions: [] })).toEqual(['Orders']);
    expect(await names({ Namespace: 'Elsewhere' })).toEqual([]);
    expect(await names({ MetricName: 'Other' })).toEqual(['Other']);
    expect(await names({ Dimensions: [{ Name: 'a', Value: 'b' }] })).toEqual(['Other']);
    expect(await names({ Dimensions: [] })).toEqual(['Orders']);
    const first = await system.call('DescribeAnomalyDetectors', { MaxResults: 1 });
    expect(objects(first.AnomalyDetectors)).toHaveLength(1);
    expect(await names({ MaxResults: 1, NextToken: first.NextToken ?? null })).toEqual(['Other']);
  });

  it('is deleted by identifier or by what it is about', async () => {
    const { AnomalyDetectorId = null } = await system.call('PutAnomalyDetector', ORDERS);
    await system.call('PutAnomalyDetector', MATH);
    await system.call('DeleteAnomalyDetector', { AnomalyDetectorId });
    await system.call('DeleteAnomalyDetector', MATH);
    expect(await described({ AnomalyDetectorTypes: ['SINGLE_METRIC', 'METRIC_MATH'] })).toEqual([]);
    await expect(system.call('DeleteAnomalyDetector', ORDERS)).rejects.toMatchObject({
      code: 'ResourceNotFoundException',
    });
  });

  it('survives a restart', async () => {
    await system.call('PutAnomalyDetector', { ...ORDERS, Configuration: { AdaptationSpeed: 'SLOW' } });
    await system.call('PutAnomalyDetector', MATH);
    const before = await described({ AnomalyDetectorTypes: ['SINGLE_METRIC', 'METRIC_MATH'] });
    system.cloudWatch.stop();
    system = embedCloudWatch(system.database);
    expect(await described({ AnomalyDetectorTypes: ['SINGLE_METRIC', 'METRIC_MATH'] })).toEqual(before);
  });
});

describe('the detector of an alarm on a band', () => {
  const alarm = (argument: string, ...more: JsonObject[]) => ({
    AlarmName: 'unusual',
    EvaluationPeriods: 1,
    ComparisonOperator: 'GreaterThanUpperThreshold',
    ThresholdMetricId: 'ad1',
    Metrics: [
      { Id: 'm1', MetricStat: stat, ReturnData: more.length === 0 },
      ...more,
      { Id: 'ad1', Expression: `ANOMALY_DETECTION_BAND(${argument})` },
    ],
  });

  it('is there with the alarm, stays after it, and comes back while the alarm needs it', async () => {
    await system.call('PutMetricAlarm', alarm('m1'));
    expect(await described()).toMatchObject([ORDERS]);
    await system.call('DeleteAnomalyDetector', ORDERS);
    expect(await described()).toMatchObject([ORDERS]);
    await system.call('PutMetricAlarm', alarm('m1, 3'));
    await system.call('DeleteAlarms', { AlarmNames: ['unusual'] });
    expect(await described()).toMatchObject([ORDERS]);
  });

  it('of metric math is the one that PutAnomalyDetector makes of the same queries', async () => {
    await system.call('PutMetricAlarm', alarm('e1', { Id: 'e1', Expression: 'm1 * 2', ReturnData: true }));
    const [implied] = await described({ AnomalyDetectorTypes: ['METRIC_MATH'] });
    const { AnomalyDetectorId } = await system.call('PutAnomalyDetector', MATH);
    expect(implied?.AnomalyDetectorId).toBe(AnomalyDetectorId);
  });

  it.each([
    ['a metric', ORDERS, 'm1'],
    ['metric math', MATH, 'e1'],
  ])('of %s shapes the band by its configuration', async (_, detector, watched) => {
    const at = (hours: number) => START + hours * 60 * MINUTE;
    for (let time = at(-72); time < at(0); time += 5 * MINUTE)
      system.recordSeries(time >= at(-30) ? '500' : '10', {}, time);
    const upper = async (): Promise<number> => {
      const queries = [
        { Id: 'm1', MetricStat: stat, ReturnData: false },
        { Id: 'e1', Expression: 'm1 * 2', ReturnData: false },
        { Id: 'ad1', Expression: `ANOMALY_DETECTION_BAND(${watched})` },
      ];
      const range = { StartTime: at(0) / 1000, EndTime: at(0) / 1000 + 300 };
      const results = objects(
        (await system.call('GetMetricData', { MetricDataQueries: queries, ...range })).MetricDataResults,
      );
      const [values = []] = results.map(({ Values }) => (Array.isArray(Values) ? Values.map(Number) : []));
      return values[0] ?? Number.NaN;
    };
    expect(await upper()).toBeGreaterThan(300);
    const Configuration = { ExcludedTimeRanges: [{ StartTime: at(-30) / 1000, EndTime: at(0) / 1000 }] };
    await system.call('PutAnomalyDetector', { ...detector, Configuration });
    expect(await upper()).toBeLessThan(50);
  });
});

describe('ANOMALY_DETECTION_BAND', () => {
  const metric = (Id: string, Period = 60) => ({ Id, MetricStat: { ...stat, Period }, ReturnData: false });
  const math = (Id: string, Expression: string) => ({ Id, Expression, ReturnData: false });
  const band = (Expression: string) => ({ Id: 'ad1', Expression });
  const many = (count: number, of: (index: number) => JsonObject) => Array.from({ length: count }, (_, i) => of(i));
  const range = { StartTime: START / 1000 - 600, EndTime: START / 1000 };
  const elevenMetrics = many(11, (index) => metric(`m${index}`));
  const ids = (count: number, letter: string) => Array.from({ length: count }, (_, i) => `${letter}${i}`);

  it.each<[string, JsonObject[], RegExp]>([
    [
      'high-resolution metrics',
      [metric('m1', 10), band('ANOMALY_DETECTION_BAND(m1)')],
      /BAND does not take high-resolution/,
    ],
    ['METRICS', [metric('m1'), band('ANOMALY_DETECTION_BAND(SUM(METRICS()))')], /BAND does not take METRICS/],
    [
      'METRICS behind another expression',
      [metric('m1'), math('e1', 'SUM(METRICS())'), band('ANOMALY_DETECTION_BAND(e1)')],
      /Error in expression 'ad1': ANOMALY_DETECTION_BAND does not take METRICS/,
    ],
    ['SEARCH', [band("ANOMALY_DETECTION_BAND(SUM(SEARCH('{n} m', 'Sum', 60)))")], /BAND does not take SEARCH/],
    [
      'more than ten metrics',
      [...elevenMetrics, band(`ANOMALY_DETECTION_BAND(${ids(11, 'm').join('+')})`)],
      /BAND does not take more than 10 metrics/,
    ],
    [
      'more than ten metrics behind other expressions',
      [
        ...elevenMetrics,
        math('e1', ids(6, 'm').join('+')),
        math('e2', 'e1 + m6 + m7 + m8 + m9 + m10'),
        band('ANOMALY_DETECTION_BAND(e2)'),
      ],
      /BAND does not take more than 10 metrics/,
    ],
    [
      'more than ten expressions',
      [
        metric('m1'),
        ...many(11, (index) => math(`e${index}`, 'm1 * 2')),
        band(`ANOMALY_DETECTION_BAND(${ids(11, 'e').join('+')})`),
      ],
      /BAND does not take more than 10 expressions/,
    ],
    [
      'metrics with different periods',
      [metric('m1'), metric('m2', 300), band('ANOMALY_DETECTION_BAND(m1 + m2)')],
      /BAND does not take metrics with different periods/,
    ],
    ['an array', [metric('m1'), band('ANOMALY_DETECTION_BAND([m1, m1])')], /ANOMALY_DETECTION_BAND is used as/],
    [
      'a second one beside it',
      [metric('m1'), band('FIRST(ANOMALY_DETECTION_BAND(m1)) - LAST(ANOMALY_DETECTION_BAND(m1))')],
      /an expression has one ANOMALY_DETECTION_BAND only \(at character 42\)/,
    ],
  ])('does not take %s', async (_, MetricDataQueries, message) => {
    await expect(system.call('GetMetricData', { MetricDataQueries, ...range })).rejects.toThrow(message);
  });

  it('takes ten metrics, each of them through several expressions', async () => {
    const MetricDataQueries = [
      ...many(10, (index) => metric(`m${index}`)),
      math('e1', ids(10, 'm').join('+')),
      math('e2', 'e1 / m0'),
      band('ANOMALY_DETECTION_BAND(e1 + e2, 3)'),
    ];
    const { MetricDataResults } = await system.call('GetMetricData', { MetricDataQueries, ...range });
    expect(objects(MetricDataResults)).toHaveLength(2);
  });
});

describe('the logical values of a metric', () => {
  /** The upper and the lower bound of two days around 50 with so much noise that nothing from -40 to 140 is unusual. */
  async function boundsOf(Namespace: string, unit: Unit, Stat: string) {
    const noise = normalNoise(1);
    for (let time = START - 2 * DAY; time < START; time += 5 * MINUTE)
      system.recordSeries(String(50 + 10 * noise()), { namespace: Namespace, unit }, time);
    const MetricStat = { Metric: { Namespace, MetricName: 'Orders' }, Period: 300, Stat };
    const { MetricDataResults } = await system.call('GetMetricData', {
      MetricDataQueries: [
        { Id: 'm1', MetricStat, ReturnData: false },
        { Id: 'ad1', Expression: 'ANOMALY_DETECTION_BAND(m1, 9)' },
      ],
      ...{ StartTime: START / 1000 - 300, EndTime: START / 1000 },
    });
    return objects(MetricDataResults).flatMap(({ Values }) => (Array.isArray(Values) ? Values.map(Number) : []));
  }

  it.each<[string, string, Unit, string, unknown[]]>([
    ['a count of an AWS service is not below 0', 'AWS/Lambda', 'Count', 'Average', ['above 100', 0]],
    ['a percentage of an AWS service is from 0 to 100', 'AWS/EC2', 'Percent', 'p90', [100, 0]],
    ['a sum of percentages may be more', 'AWS/EC2', 'Percent', 'Sum', ['above 100', 0]],
    ['of a custom metric nothing is known', 'SmallCart/test', 'Percent', 'Average', ['above 100', 'below 0']],
  ])('bound its band: %s', async (_, namespace, unit, Stat, expected) => {
    const bounds = await boundsOf(namespace, unit, Stat);
    expect(bounds.map((bound) => (bound < 0 ? 'below 0' : bound > 100 ? 'above 100' : bound))).toEqual(expected);
  });
});

describe('what PutAnomalyDetector refuses', () => {
  const queries = (...MetricDataQueries: JsonObject[]) => ({ MetricMathAnomalyDetector: { MetricDataQueries } });
  const query = (Id: string, Period = 60) => ({ Id, ReturnData: false, MetricStat: { ...stat, Period } });
  const both = /Either single metric attributes, SingleMetricAnomalyDetector or MetricMathAnomalyDetector can be set/;

  it.each<[string, JsonObject, RegExp]>([
    ['two kinds of detector', { SingleMetricAnomalyDetector: ORDERS, ...MATH }, both],
    ['a metric beside metric math', { ...ORDERS, ...MATH }, both],
    ['no metric', {}, /The parameter Stat is required/],
    [
      'no namespace',
      { SingleMetricAnomalyDetector: { Stat: 'Sum' } },
      /SingleMetricAnomalyDetector.Namespace is required/,
    ],
    ['an unknown statistic', { ...ORDERS, Stat: 'Mean' }, /The value Mean for parameter Stat is not supported/],
    ['metric math without queries', { MetricMathAnomalyDetector: {} }, /MetricDataQueries is required/],
    [
      'metric math of one metric',
      queries(query('m1')),
      /contains a single metric, please use SingleMetricAnomalyDetector/,
    ],
    ['no returned series', queries(query('m1'), query('m2')), /Exactly one element/],
    ['an array of series', queries(query('m1'), { Id: 'e1', Expression: '[m1, m1]' }), /Exactly one element/],
    ['SEARCH', queries(query('m1'), { Id: 'e1', Expression: "SUM(SEARCH('{n} m', 'Sum'))" }), /SEARCH and METRICS/],
    ['a high resolution', queries(query('m1', 10), { Id: 'e1', Expression: 'm1 * 2' }), /High-resolution/],
    ['different periods', queries(query('m1', 60), query('m2', 300), { Id: 'e1', Expression: 'm1 + m2' }), /different/],
    [
      'eleven metrics',
      queries(...Array.from({ length: 11 }, (_, i) => query(`m${i}`)), { Id: 'e1', Expression: 'm1 * 2' }),
      /maximum is 10/,
    ],
    [
      'a range that ends before it begins',
      { ...ORDERS, Configuration: { ExcludedTimeRanges: [{ StartTime: 2, EndTime: 1 }] } },
      /Input has invalid parameter/,
    ],
    [
      'eleven excluded ranges',
      { ...ORDERS, Configuration: { ExcludedTimeRanges: new Array(11).fill({ StartTime: 1, EndTime: 2 }) } },
      /greater than 10/,
    ],
    ['no time zone', { ...ORDERS, Configuration: { MetricTimezone: 'Mars/Olympus' } }, /is not a time zone/],
    ['an unknown speed', { ...ORDERS, Configuration: { AdaptationSpeed: 'WARP' } }, /configuration.adaptationSpeed/],
  ])('is %s', async (_, input, message) => {
    await expect(system.call('PutAnomalyDetector', input)).rejects.toThrow(message);
  });

  it.each<[string, JsonObject, RegExp]>([
    ['an identifier and a name', { AnomalyDetectorIds: ['x'], MetricName: 'm' }, /mutually exclusive/],
    ['51 identifiers', { AnomalyDetectorIds: new Array(51).fill('x') }, /greater than 50/],
    ['pages of 101', { MaxResults: 101 }, /between 1 and 100/],
    ['an unknown type', { AnomalyDetectorTypes: ['ANY'] }, /enum value set/],
  ])('DescribeAnomalyDetectors refuses %s', async (_, input, message) => {
    await expect(system.call('DescribeAnomalyDetectors', input)).rejects.toThrow(message);
  });
});
