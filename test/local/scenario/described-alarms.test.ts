import { beforeAll, describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../local/aws/json.ts';
import { objects } from '../../../local/cloudwatch/read-input.ts';
import { type EmbeddedCloudWatch, embedCloudWatch } from '../../support/embedded-cloudwatch.ts';
import { runScenarioCommand } from '../../support/scenario-command.ts';
import { TOPIC } from '../../support/set-alarms.ts';

const MINUTE = 60_000;
const RULE = { EvaluationPeriods: 2, Threshold: 5, ComparisonOperator: 'GreaterThanThreshold' };
const metric = (Id: string, MetricName: string, ReturnData: boolean) => ({
  Id,
  MetricStat: { Metric: { Namespace: 'Shop', MetricName, Dimensions: [] }, Period: 60, Stat: 'Sum' },
  ReturnData,
});

const METRIC_ALARMS: readonly (JsonObject & { readonly AlarmName: string })[] = [
  {
    ...{ AlarmName: 'metric', AlarmDescription: 'Too many.', AlarmActions: [TOPIC], OKActions: [TOPIC] },
    ...{ Namespace: 'Shop', MetricName: 'Errors', Unit: 'Count', Statistic: 'Sum', Period: 60, ...RULE },
    ...{ DatapointsToAlarm: 1, TreatMissingData: 'notBreaching' },
    WarmUpConfiguration: { WarmUpPeriodDurationInMinutes: 3 },
  },
  {
    ...{ AlarmName: 'percentile', Namespace: 'Shop', MetricName: 'Errors', ExtendedStatistic: 'p90', Period: 60 },
    ...{ ...RULE, EvaluateLowSampleCountPercentile: 'ignore', ActionsEnabled: false },
    EvaluationWindow: { WallClockWindow: { Timezone: 'Europe/Berlin' } },
  },
  { AlarmName: 'math', ...RULE, Metrics: [{ Id: 'e1', Expression: 'm1 * 2' }, metric('m1', 'Errors', false)] },
  {
    ...{ AlarmName: 'band', EvaluationPeriods: 2, ComparisonOperator: 'GreaterThanUpperThreshold' },
    ThresholdMetricId: 'ad1',
    Metrics: [metric('m1', 'Errors', true), { Id: 'ad1', Expression: 'ANOMALY_DETECTION_BAND(m1, 2)' }],
  },
];
const COMPOSITE = {
  ...{ AlarmName: 'composite', AlarmRule: 'ALARM(metric) OR ALARM(band)', AlarmActions: [TOPIC] },
  ...{ ActionsSuppressor: 'math', ActionsSuppressorWaitPeriod: 60, ActionsSuppressorExtensionPeriod: 120 },
};

describe('what DescribeAlarms answers', () => {
  let system: EmbeddedCloudWatch;

  /** Ten minutes in which all alarms go off, so that there is every member that tells of a state. */
  beforeAll(async () => {
    system = embedCloudWatch();
    for (const input of METRIC_ALARMS) await system.call('PutMetricAlarm', input);
    await system.call('PutCompositeAlarm', COMPOSITE);
    system.recordSeries('0x5 9x5', { namespace: 'Shop', name: 'Errors' });
    await system.clock.advance(10 * MINUTE);
  });

  async function answer(): Promise<JsonObject> {
    return system.call('DescribeAlarms', { AlarmTypes: ['MetricAlarm', 'CompositeAlarm'] });
  }

  it('tells of states, among them that of a suppressed alarm', async () => {
    const { MetricAlarms, CompositeAlarms } = await answer();
    expect(objects(MetricAlarms).map(({ StateValue }) => StateValue)).toContain('ALARM');
    expect(objects(CompositeAlarms)).toMatchObject([{ StateValue: 'ALARM', ActionsSuppressedBy: 'Alarm' }]);
  });

  it('can be put again, member by member, and changes nothing', async () => {
    const before = await answer();
    for (const each of objects(before.MetricAlarms)) await system.call('PutMetricAlarm', each);
    for (const each of objects(before.CompositeAlarms)) await system.call('PutCompositeAlarm', each);
    const text = JSON.stringify(await answer());
    const untimed = (json: string): string => json.replace(/"AlarmConfigurationUpdatedTimestamp":[\d.]+,/g, '');
    expect(untimed(text)).toBe(untimed(JSON.stringify(before)));
  });

  it.each([...METRIC_ALARMS.map(({ AlarmName }) => AlarmName), COMPOSITE.AlarmName])(
    'makes an export whose alarm “%s” a scenario can use',
    async (name) => {
      const scenario = `{ alarm: ${name}, alarms: a.json, tests: [{ name: t, series: { Errors: 0x3 }, checks: { at: 0m, state: ${name === 'composite' ? 'OK' : 'INSUFFICIENT_DATA'} } }] }`;
      const run = await runScenarioCommand({ 'a.yaml': scenario, 'a.json': JSON.stringify(await answer()) });
      expect(run).toMatchObject({ code: 0, err: '' });
    },
  );

  it('may have members of AWS that are not served here, where they change nothing that a scenario sees', async () => {
    const [alarm] = METRIC_ALARMS;
    const further = {
      ...alarm,
      Metrics: [],
      ActionConfiguration: { AlarmTagsPropagation: {} },
      EvaluationState: 'PARTIAL_DATA',
      ActionsSuppressedReason: 'by an alarm',
      MemberOfTomorrow: true,
      EvaluationInterval: null,
    };
    const scenario =
      '{ alarm: metric, alarms: a.json, tests: [{ name: t, series: { Errors: 9x6 }, checks: { at: 5m, state: ALARM } }] }';
    const run = await runScenarioCommand({ 'a.yaml': scenario, 'a.json': JSON.stringify(further) });
    expect(run).toMatchObject({ code: 0, err: '' });
  });
});

describe('an empty list', () => {
  it.each<[string, JsonObject]>([
    ['dimensions beside metric math', { Dimensions: [], Metrics: [metric('m1', 'Errors', true)] }],
    [
      'metrics beside a metric',
      { Metrics: [], Dimensions: [], Namespace: 'n', MetricName: 'm', Statistic: 'Sum', Period: 60 },
    ],
    ['actions', { AlarmActions: [], OKActions: [], InsufficientDataActions: [], Metrics: [metric('m1', 'm', true)] }],
    ['tags', { Tags: [], Metrics: [metric('m1', 'm', true)] }],
  ])('of %s counts as not set', async (_, members) => {
    const { call } = embedCloudWatch();
    await call('PutMetricAlarm', { AlarmName: 'a', ...RULE, ...members });
    const { MetricAlarms } = await call('DescribeAlarms', {});
    expect(objects(MetricAlarms)).toMatchObject([{ AlarmName: 'a', AlarmActions: [], Dimensions: [] }]);
  });
});
