import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../../local/aws/json.ts';
import { embedCloudWatch } from '../../../support/embedded-cloudwatch.ts';
import { ACTIONS, arnOf, putComposite, putSettable, setState, TOPIC } from '../../../support/set-alarms.ts';

const UUID = expect.stringMatching(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
const SUPPRESSED = {
  ActionsSuppressor: 'suppressor',
  ActionsSuppressorWaitPeriod: 120,
  ActionsSuppressorExtensionPeriod: 180,
};
const SINGLE = {
  AlarmName: 'single',
  AlarmDescription: 'Too many orders.',
  Namespace: 'SmallCart/test',
  MetricName: 'Orders',
  Dimensions: [{ Name: 'Service', Value: 'checkout' }],
  ExtendedStatistic: 'p99',
  Unit: 'Count',
  Period: 300,
  EvaluationPeriods: 2,
  DatapointsToAlarm: 1,
  Threshold: 70,
  ComparisonOperator: 'GreaterThanThreshold',
  TreatMissingData: 'ignore',
};
const METRIC_STAT = {
  Metric: { Namespace: 'SmallCart/test', MetricName: 'Orders', Dimensions: [{ Name: 'Service', Value: 'checkout' }] },
  Period: 300,
  Stat: 'Maximum',
};
const MATH = {
  AlarmName: 'math',
  Metrics: [
    { Id: 'e1', Expression: 'm1 * 2', Label: 'Twice' },
    { Id: 'm1', MetricStat: METRIC_STAT, ReturnData: false },
  ],
  EvaluationPeriods: 1,
  Threshold: 10,
  ComparisonOperator: 'GreaterThanThreshold',
};
const metricStat = {
  metric: { namespace: 'SmallCart/test', name: 'Orders', dimensions: { Service: 'checkout' } },
  period: 300,
  stat: 'Maximum',
};

describe('the event on a change of state', () => {
  it.each<[string, JsonObject, JsonObject]>([
    [
      'an alarm on one metric',
      SINGLE,
      {
        description: 'Too many orders.',
        metrics: [{ id: UUID, metricStat: { ...metricStat, stat: 'p99', unit: 'Count' }, returnData: true } as never],
      },
    ],
    [
      'an alarm on metric math',
      MATH,
      {
        metrics: [
          { id: 'e1', expression: 'm1 * 2', label: 'Twice', returnData: true },
          { id: 'm1', metricStat, returnData: false },
        ],
      },
    ],
  ])('of %s tells both states and what it watches', async (_, alarm, configuration) => {
    const system = embedCloudWatch();
    const name = String(alarm.AlarmName);
    await system.call('PutMetricAlarm', alarm);
    await system.clock.advance(1_500);
    await setState(system, name, 'ALARM');
    expect(system.events.at(-1)).toEqual({
      version: '0',
      id: UUID,
      'detail-type': 'CloudWatch Alarm State Change',
      source: 'aws.cloudwatch',
      account: '000000000000',
      time: '2026-11-21T03:00:01Z',
      region: 'us-east-1',
      resources: [arnOf(name)],
      detail: {
        alarmName: name,
        state: { value: 'ALARM', reason: 'set', timestamp: '2026-11-21T03:00:01.500+0000' },
        previousState: {
          value: 'INSUFFICIENT_DATA',
          reason: 'Unchecked: Initial alarm creation',
          timestamp: '2026-11-21T03:00:00.000+0000',
        },
        configuration,
      },
    });
  });

  it('names the metric of an alarm by the same id each time', async () => {
    const system = embedCloudWatch();
    await system.call('PutMetricAlarm', SINGLE);
    await setState(system, 'single', 'ALARM');
    await setState(system, 'single', 'OK');
    const [first, second] = system.events.slice(-2).map(({ detail }) => detail.configuration);
    expect(first).toEqual(second);
  });

  it('has the reason data of an evaluation as text', async () => {
    const system = embedCloudWatch();
    await system.call('PutMetricAlarm', { ...SINGLE, Dimensions: [], ExtendedStatistic: undefined, Statistic: 'Sum' });
    system.recordSeries('90');
    await system.clock.advance(60_000);
    const state = system.events.at(-1)?.detail.state;
    expect(state).toMatchObject({ value: 'ALARM', reasonData: expect.stringContaining('"recentDatapoints":[90') });
  });

  it('is sent for each change, with actions disabled and without any, and for no other update', async () => {
    const system = embedCloudWatch();
    await system.call('PutMetricAlarm', { ...SINGLE, ActionsEnabled: false });
    system.events.length = 0;
    for (const value of ['ALARM', 'ALARM', 'OK'] as const) await setState(system, 'single', value);
    expect(system.events.map(({ detail }) => detail.state)).toMatchObject([{ value: 'ALARM' }, { value: 'OK' }]);
    expect(system.published).toEqual([]);
  });
});

describe('the event on a change of configuration', () => {
  it('tells a new metric alarm whole', async () => {
    const system = embedCloudWatch();
    await system.call('PutMetricAlarm', { ...SINGLE, AlarmActions: [TOPIC] });
    expect(system.events).toEqual([
      expect.objectContaining({
        'detail-type': 'CloudWatch Alarm Configuration Change',
        time: '2026-11-21T03:00:00Z',
        resources: [arnOf('single')],
        detail: {
          alarmName: 'single',
          operation: 'create',
          state: { value: 'INSUFFICIENT_DATA', timestamp: '2026-11-21T03:00:00.000+0000' },
          configuration: {
            evaluationPeriods: 2,
            datapointsToAlarm: 1,
            threshold: 70,
            comparisonOperator: 'GreaterThanThreshold',
            treatMissingData: 'ignore',
            metrics: [{ id: UUID, metricStat: { ...metricStat, stat: 'p99', unit: 'Count' }, returnData: true }],
            alarmName: 'single',
            description: 'Too many orders.',
            actionsEnabled: true,
            timestamp: '2026-11-21T03:00:00.000+0000',
            okActions: [],
            alarmActions: [TOPIC],
            insufficientDataActions: [],
          },
        },
      }),
    ]);
  });

  it('tells an updated alarm as it is and as it was, and a deleted one as it was', async () => {
    const system = embedCloudWatch();
    await system.call('PutMetricAlarm', SINGLE);
    await system.call('PutMetricAlarm', { ...SINGLE, Threshold: 80 });
    await system.call('DisableAlarmActions', { AlarmNames: ['single'] });
    await system.call('DeleteAlarms', { AlarmNames: ['single'] });
    expect(system.events.map(({ detail }) => detail)).toMatchObject([
      { operation: 'create', configuration: { threshold: 70 } },
      { operation: 'update', configuration: { threshold: 80 }, previousConfiguration: { threshold: 70 } },
      {
        operation: 'update',
        configuration: { actionsEnabled: false },
        previousConfiguration: { actionsEnabled: true },
      },
      { operation: 'delete', configuration: { threshold: 80, actionsEnabled: false } },
    ]);
  });

  it('tells a composite alarm with its rule, its suppressor and what suppresses it now', async () => {
    const system = embedCloudWatch();
    await putSettable(system, 'child');
    await putSettable(system, 'suppressor');
    await putComposite(system, 'composite', 'ALARM(child)', SUPPRESSED);
    const created = system.events.find(({ detail }) => detail.alarmName === 'composite');
    const subject = {
      alarmRule: 'ALARM(child)',
      actionsSuppressor: 'suppressor',
      actionsSuppressorWaitPeriod: 120,
      actionsSuppressorExtensionPeriod: 180,
    };
    expect(created?.detail).toMatchObject({
      operation: 'create',
      state: { value: 'INSUFFICIENT_DATA' },
      configuration: { ...subject, alarmName: 'composite', actionsEnabled: true, ...{ alarmActions: [TOPIC] } },
    });
    await system.call('DeleteAlarms', { AlarmNames: ['composite'] });
    expect(system.events.at(-1)?.detail).toMatchObject({
      operation: 'delete',
      state: { value: 'OK', actionsSuppressedBy: 'WaitPeriod' },
      configuration: subject,
    });
  });
});

describe('the notification of a composite alarm', () => {
  it('tells its rule, its suppressor and the children that decided, instead of a trigger', async () => {
    const system = embedCloudWatch();
    await putSettable(system, 'child');
    await putSettable(system, 'suppressor');
    await putComposite(system, 'composite', 'ALARM(child)', { ...SUPPRESSED, AlarmDescription: 'All is lost.' });
    await system.clock.advance(120_000);
    await setState(system, 'child', 'ALARM');
    await system.clock.advance(120_000);
    const { subject = '', message = '{}' } = system.published.at(-1) ?? {};
    expect(subject).toBe('ALARM: "composite" in US East (N. Virginia)');
    expect(JSON.parse(message)).toEqual({
      AlarmName: 'composite',
      AlarmDescription: 'All is lost.',
      AWSAccountId: '000000000000',
      AlarmConfigurationUpdatedTimestamp: '2026-11-21T03:00:00.000+0000',
      NewStateValue: 'ALARM',
      NewStateReason: `${arnOf('child')} transitioned to ALARM at Saturday 21 November, 2026 03:02:00 UTC`,
      StateChangeTime: '2026-11-21T03:04:00.000+0000',
      Region: 'US East (N. Virginia)',
      AlarmArn: arnOf('composite'),
      OldStateValue: 'ALARM',
      ...ACTIONS,
      AlarmRule: 'ALARM(child)',
      ActionsSuppressor: 'suppressor',
      ActionsSuppressorWaitPeriod: 120,
      ActionsSuppressorExtensionPeriod: 180,
      TriggeringChildren: [
        { Arn: arnOf('child'), State: { Value: 'ALARM', Timestamp: '2026-11-21T03:02:00.000+0000' } },
      ],
    });
  });

  it.each([undefined, '{"triggeringAlarms":"all"}', '{"triggeringAlarms":[{}]}'])(
    'is sent whatever reason data it is set with: %s',
    async (StateReasonData) => {
      const system = embedCloudWatch();
      await putComposite(system, 'composite', 'FALSE');
      const set = { AlarmName: 'composite', StateValue: 'ALARM', StateReason: 'drill', StateReasonData };
      await system.call('SetAlarmState', set);
      expect(JSON.parse(system.published.at(-1)?.message ?? '{}')).toMatchObject({ NewStateValue: 'ALARM' });
    },
  );
});
