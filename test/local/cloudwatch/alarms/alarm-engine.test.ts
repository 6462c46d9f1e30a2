import { describe, expect, it, vi } from 'vitest';
import type { JsonObject } from '../../../../local/aws/json.ts';
import { objects } from '../../../../local/cloudwatch/read-input.ts';
import { type EmbeddedCloudWatch, embedCloudWatch, START } from '../../../support/embedded-cloudwatch.ts';

const MINUTE = 60_000;
const TOPIC = 'arn:aws:sns:us-east-1:000000000000:smallcart-test-critical';

const ALARM = {
  AlarmName: 'orders',
  AlarmDescription: 'Too many orders.',
  Namespace: 'SmallCart/test',
  MetricName: 'Orders',
  Statistic: 'Sum',
  Period: 60,
  EvaluationPeriods: 1,
  DatapointsToAlarm: 1,
  Threshold: 5,
  ComparisonOperator: 'GreaterThanThreshold',
  TreatMissingData: 'missing',
  AlarmActions: [TOPIC],
  OKActions: [TOPIC],
};

async function stateOf({ call }: EmbeddedCloudWatch, name = 'orders'): Promise<JsonObject> {
  const [alarm = {}] = objects((await call('DescribeAlarms', { AlarmNames: [name] })).MetricAlarms);
  return alarm;
}

async function historyOf({ call }: EmbeddedCloudWatch, type: string): Promise<JsonObject[]> {
  const input = { AlarmName: 'orders', HistoryItemType: type, ScanBy: 'TimestampAscending' };
  return [...objects((await call('DescribeAlarmHistory', input)).AlarmHistoryItems)];
}

/** The alarm's state after each minute, as one letter: O, A or I. */
async function course(system: EmbeddedCloudWatch, minutes: number): Promise<string> {
  let letters = '';
  for (let minute = 0; minute < minutes; minute++) {
    await system.clock.advance(MINUTE);
    letters += String((await stateOf(system)).StateValue).charAt(0);
  }
  return letters;
}

describe('a new alarm', () => {
  it('has insufficient data, unchecked', async () => {
    const system = embedCloudWatch();
    await system.call('PutMetricAlarm', ALARM);
    expect(await stateOf(system)).toMatchObject({
      StateValue: 'INSUFFICIENT_DATA',
      StateReason: 'Unchecked: Initial alarm creation',
      AlarmArn: 'arn:aws:cloudwatch:us-east-1:000000000000:alarm:orders',
    });
  });

  it('keeps its state when its configuration is replaced', async () => {
    const system = embedCloudWatch();
    await system.call('PutMetricAlarm', ALARM);
    system.recordSeries('9');
    await system.clock.advance(MINUTE);
    await system.call('PutMetricAlarm', { ...ALARM, Threshold: 100 });
    expect(await stateOf(system)).toMatchObject({ StateValue: 'ALARM', Threshold: 100 });
    expect((await historyOf(system, 'ConfigurationUpdate')).map((item) => item.HistorySummary)).toEqual([
      'Alarm "orders" created',
      'Alarm "orders" updated',
    ]);
  });
});

describe('evaluation each minute', () => {
  it.each([
    ['the newest period ends at the tick', ALARM, '0 9 0', 'OAO'],
    ['nothing is known before the first datapoint', ALARM, '_ _ 1', 'IIO'],
    [
      '2 out of 3',
      { ...ALARM, EvaluationPeriods: 3, DatapointsToAlarm: 2, TreatMissingData: 'notBreaching' },
      '9 0 9 0 0 0',
      'OOAOOO',
    ],
    [
      'the window slides by the minute whatever the period',
      { ...ALARM, Period: 120, TreatMissingData: 'notBreaching' },
      '3 3 0 0',
      'OAOO',
    ],
    ['an evaluation that ignores gaps keeps the state', { ...ALARM, TreatMissingData: 'ignore' }, '9 _x6', 'AAAAAAA'],
    ['missing data ends in INSUFFICIENT_DATA', ALARM, '9 _x4', 'AAAII'],
    ['silence breaches', { ...ALARM, TreatMissingData: 'breaching' }, '1 _x4', 'OOOAA'],
  ])('%s', async (_, alarm, series, expected) => {
    const system = embedCloudWatch();
    await system.call('PutMetricAlarm', alarm);
    system.recordSeries(series);
    expect(await course(system, expected.length)).toBe(expected);
  });

  it('evaluates metric math over missing data', async () => {
    const system = embedCloudWatch();
    const query = (id: string, name: string) => ({
      Id: id,
      ReturnData: false,
      MetricStat: { Metric: { Namespace: 'SmallCart/test', MetricName: name }, Period: 60, Stat: 'Sum' },
    });
    await system.call('PutMetricAlarm', {
      AlarmName: 'orders',
      EvaluationPeriods: 1,
      Threshold: 5,
      ComparisonOperator: 'GreaterThanThreshold',
      TreatMissingData: 'notBreaching',
      Metrics: [
        query('errors', 'Errors'),
        query('requests', 'Requests'),
        { Id: 'rate', Expression: '100 * errors / requests' },
      ],
    });
    system.recordSeries('10 10 10 10 10', { name: 'Requests' });
    system.recordSeries('0 1 _ 1 0', { name: 'Errors' });
    expect(await course(system, 5)).toBe('OAOAO');
  });

  it('evaluates a high-resolution alarm every ten seconds', async () => {
    const system = embedCloudWatch();
    await system.call('PutMetricAlarm', { ...ALARM, Period: 10, TreatMissingData: 'notBreaching' });
    system.recordSeries('9', { storageResolution: 1 }, START + 10_000);
    const states: unknown[] = [];
    for (let tick = 0; tick < 6; tick++) {
      await system.clock.advance(10_000);
      states.push((await stateOf(system)).StateValue);
    }
    expect(states).toEqual(['OK', 'ALARM', 'ALARM', 'ALARM', 'OK', 'OK']);
  });

  it.each([
    ['hourly what looks back more than a day', 25, 60],
    ['each minute what looks back a day', 24, 1],
  ])('evaluates %s', async (_, EvaluationPeriods, minutes) => {
    const system = embedCloudWatch();
    await system.call('PutMetricAlarm', { ...ALARM, Period: 3600, EvaluationPeriods, DatapointsToAlarm: 1 });
    system.recordSeries('9', {}, START - 60 * MINUTE);
    await system.clock.advance((minutes - 1) * MINUTE);
    expect((await stateOf(system)).StateValue).toBe('INSUFFICIENT_DATA');
    await system.clock.advance(MINUTE);
    expect((await stateOf(system)).StateValue).toBe('ALARM');
  });

  it('keeps the state of a p90 alarm that ignores fewer than 100 samples', async () => {
    const system = embedCloudWatch();
    const { Statistic: _, ...rest } = ALARM;
    await system.call('PutMetricAlarm', {
      ...rest,
      ExtendedStatistic: 'p90',
      EvaluateLowSampleCountPercentile: 'ignore',
    });
    system.recordSeries('9', { count: 99 });
    system.recordSeries('9', { count: 100 }, START + MINUTE);
    expect(await course(system, 2)).toBe('IA');
  });
});

describe('a change of state', () => {
  it('publishes what CloudWatch publishes, once', async () => {
    const system = embedCloudWatch();
    await system.call('PutMetricAlarm', {
      ...ALARM,
      Dimensions: [{ Name: 'Service', Value: 'checkout' }],
      Unit: 'Count',
    });
    system.recordSeries('9 9 9', { dimensions: { Service: 'checkout' } });
    await system.clock.advance(3 * MINUTE);
    expect(system.published).toHaveLength(1);
    const [{ topicArn, subject, message } = { topicArn: '', subject: '', message: '' }] = system.published;
    expect({ topicArn, subject }).toEqual({ topicArn: TOPIC, subject: 'ALARM: "orders" in US East (N. Virginia)' });
    expect(JSON.parse(message)).toEqual({
      AlarmName: 'orders',
      AlarmDescription: 'Too many orders.',
      AWSAccountId: '000000000000',
      AlarmConfigurationUpdatedTimestamp: '2026-11-21T03:00:00.000+0000',
      NewStateValue: 'ALARM',
      NewStateReason:
        'Threshold Crossed: 1 out of the last 1 datapoints [9.0 (21/11/26 03:00:00)] was greater than the threshold (5.0) (minimum 1 datapoint for OK -> ALARM transition).',
      StateChangeTime: '2026-11-21T03:01:00.000+0000',
      Region: 'US East (N. Virginia)',
      AlarmArn: 'arn:aws:cloudwatch:us-east-1:000000000000:alarm:orders',
      OldStateValue: 'INSUFFICIENT_DATA',
      OKActions: [TOPIC],
      AlarmActions: [TOPIC],
      InsufficientDataActions: [],
      Trigger: {
        MetricName: 'Orders',
        Namespace: 'SmallCart/test',
        StatisticType: 'Statistic',
        Statistic: 'SUM',
        Unit: 'Count',
        Dimensions: [{ value: 'checkout', name: 'Service' }],
        Period: 60,
        EvaluationPeriods: 1,
        DatapointsToAlarm: 1,
        ComparisonOperator: 'GreaterThanThreshold',
        Threshold: 5,
        TreatMissingData: 'missing',
        EvaluateLowSampleCountPercentile: '',
      },
    });
  });

  it('is told in the history with its reason data', async () => {
    const system = embedCloudWatch();
    await system.call('PutMetricAlarm', ALARM);
    system.recordSeries('9 0');
    await system.clock.advance(2 * MINUTE);
    const updates = await historyOf(system, 'StateUpdate');
    expect(updates.map((item) => item.HistorySummary)).toEqual([
      'Alarm updated from INSUFFICIENT_DATA to ALARM',
      'Alarm updated from ALARM to OK',
    ]);
    expect(JSON.parse(String(updates[0]?.HistoryData))).toMatchObject({
      version: '1.0',
      oldState: { stateValue: 'INSUFFICIENT_DATA' },
      newState: {
        stateValue: 'ALARM',
        stateReasonData: {
          version: '1.0',
          queryDate: '2026-11-21T03:01:00.000+0000',
          startDate: '2026-11-21T03:00:00.000+0000',
          statistic: 'Sum',
          period: 60,
          recentDatapoints: [9],
          threshold: 5,
          evaluatedDatapoints: [{ timestamp: '2026-11-21T03:00:00.000+0000', sampleCount: 1, value: 9 }],
        },
      },
    });
    expect((await historyOf(system, 'Action')).map((item) => item.HistorySummary)).toEqual([
      `Successfully executed action ${TOPIC}`,
      `Successfully executed action ${TOPIC}`,
    ]);
  });

  it('publishes nothing while actions are disabled, and nothing for a state without actions', async () => {
    const system = embedCloudWatch();
    await system.call('PutMetricAlarm', { ...ALARM, OKActions: [] });
    await system.call('DisableAlarmActions', { AlarmNames: ['orders', 'no such alarm'] });
    system.recordSeries('9 0 9 0');
    await system.clock.advance(2 * MINUTE);
    expect(system.published).toEqual([]);
    await system.call('EnableAlarmActions', { AlarmNames: ['orders'] });
    await system.clock.advance(2 * MINUTE);
    expect(system.published.map(({ subject }) => subject)).toEqual(['ALARM: "orders" in US East (N. Virginia)']);
  });

  it('goes on after an action that fails, and says so', async () => {
    const system = embedCloudWatch(undefined, {
      publish: (topicArn) => {
        if (topicArn.endsWith('gone')) throw new Error('Topic does not exist');
      },
    });
    const ec2 = 'arn:aws:automate:us-east-1:ec2:stop';
    await system.call('PutMetricAlarm', { ...ALARM, AlarmActions: [`${TOPIC}-gone`, ec2, TOPIC] });
    system.recordSeries('9');
    await system.clock.advance(MINUTE);
    expect(system.published).toHaveLength(1);
    expect((await historyOf(system, 'Action')).map((item) => item.HistorySummary)).toEqual([
      `Failed to execute action ${TOPIC}-gone. Received error: "Topic does not exist"`,
      `Failed to execute action ${ec2}. Received error: "the embedded cloud runs SNS and Lambda actions only"`,
      `Successfully executed action ${TOPIC}`,
    ]);
  });
});

describe('an alarm that cannot be evaluated', () => {
  it('is told and keeps no other from being evaluated', async () => {
    const before = embedCloudWatch();
    before.recordSeries('9', { name: 'Damaged' });
    before.cloudWatch.stop();
    before.database.exec("UPDATE cloudwatch_chunk SET data = x'02'");
    const errors: unknown[] = [];
    const system = embedCloudWatch(before.database, { onError: (error) => errors.push(error) });
    await system.call('PutMetricAlarm', { ...ALARM, AlarmName: 'a-first', MetricName: 'Damaged' });
    await system.call('PutMetricAlarm', ALARM);
    system.recordSeries('9');
    await system.clock.advance(MINUTE);
    expect(await stateOf(system)).toMatchObject({ StateValue: 'ALARM' });
    expect(errors.map(String)).toEqual([expect.stringContaining('The alarm a-first cannot be evaluated')]);
  });

  it('is neither in the new state nor told to anybody when that cannot be stored, and is after the next minute', async () => {
    const errors: unknown[] = [];
    const system = embedCloudWatch(undefined, { onError: (error) => errors.push(error) });
    await system.call('PutMetricAlarm', ALARM);
    system.recordSeries('9 9');
    system.database.exec(`CREATE TRIGGER refuse BEFORE INSERT ON cloudwatch_alarm_history WHEN NEW.type = 'Action'
      BEGIN SELECT RAISE(ABORT, 'disk full'); END`);
    await system.clock.advance(MINUTE);
    expect(await stateOf(system)).toMatchObject({ StateValue: 'INSUFFICIENT_DATA' });
    expect(await historyOf(system, 'StateUpdate')).toEqual([]);
    expect(system.published).toEqual([]);
    expect(errors).toHaveLength(1);
    system.database.exec('DROP TRIGGER refuse');
    await system.clock.advance(MINUTE);
    expect(await stateOf(system)).toMatchObject({ StateValue: 'ALARM' });
    expect(system.published).toHaveLength(1);
  });
});

describe('metrics', () => {
  it('are in the database soon after they came, though virtual time stands still', async () => {
    const system = embedCloudWatch();
    system.recordSeries('9');
    const stored = (): unknown => system.database.prepare('SELECT count(*) AS n FROM cloudwatch_chunk').get()?.n;
    expect(stored()).toBe(0);
    await vi.waitUntil(() => stored() === 1, { timeout: 10_000 });
  });
});

describe('SetAlarmState', () => {
  it('holds until the next evaluation and runs the actions of the new state', async () => {
    const system = embedCloudWatch();
    await system.call('PutMetricAlarm', ALARM);
    system.recordSeries('0');
    await system.call('SetAlarmState', { AlarmName: 'orders', StateValue: 'ALARM', StateReason: 'drill' });
    expect(await stateOf(system)).toMatchObject({ StateValue: 'ALARM', StateReason: 'drill' });
    await system.clock.advance(MINUTE);
    expect(await stateOf(system)).toMatchObject({ StateValue: 'OK' });
    expect(system.published.map(({ subject }) => subject.split(':')[0])).toEqual(['ALARM', 'OK']);
  });

  it('to the state it has gives that a new reason, and changes and tells nothing else', async () => {
    const system = embedCloudWatch();
    await system.call('PutMetricAlarm', ALARM);
    const set = (StateReason: string) =>
      system.call('SetAlarmState', { AlarmName: 'orders', StateValue: 'ALARM', StateReason });
    await set('drill');
    const { StateTransitionedTimestamp } = await stateOf(system);
    await system.clock.advance(1000);
    await set('drill, again');
    expect(await stateOf(system)).toMatchObject({
      StateReason: 'drill, again',
      StateUpdatedTimestamp: START / 1000 + 1,
      StateTransitionedTimestamp,
    });
    expect(system.published).toHaveLength(1);
    expect(await historyOf(system, 'StateUpdate')).toHaveLength(1);
  });
});

describe('a restart', () => {
  it('goes on with the evaluation of a high-resolution alarm every ten seconds', async () => {
    const before = embedCloudWatch();
    await before.call('PutMetricAlarm', { ...ALARM, Period: 10 });
    before.cloudWatch.stop();
    const after = embedCloudWatch(before.database);
    after.recordSeries('9', { storageResolution: 1 });
    await after.clock.advance(10_000);
    expect(await stateOf(after)).toMatchObject({ StateValue: 'ALARM' });
  });

  it('keeps alarms, states, history and metric data', async () => {
    const before = embedCloudWatch();
    await before.call('PutMetricAlarm', { ...ALARM, Tags: [{ Key: 'severity', Value: 'critical' }] });
    before.recordSeries('9');
    await before.clock.advance(MINUTE);
    before.cloudWatch.stop();
    const after = embedCloudWatch(before.database, { start: before.clock.now() });
    expect(await stateOf(after)).toEqual(await stateOf(before));
    expect(await historyOf(after, 'StateUpdate')).toHaveLength(1);
    after.recordSeries('0', {}, after.clock.now());
    await after.clock.advance(MINUTE);
    expect(await stateOf(after)).toMatchObject({ StateValue: 'OK' });
    expect(after.published.map(({ subject }) => subject)).toEqual(['OK: "orders" in US East (N. Virginia)']);
  });

  it('leaves out a stored alarm that this version cannot read, and says so', async () => {
    const before = embedCloudWatch();
    await before.call('PutMetricAlarm', ALARM);
    await before.call('PutMetricAlarm', { ...ALARM, AlarmName: 'damaged' });
    before.cloudWatch.stop();
    before.database.exec("UPDATE cloudwatch_alarm SET input = '{}' WHERE name = 'damaged'");
    const errors: unknown[] = [];
    const after = embedCloudWatch(before.database, { onError: (error) => errors.push(error) });
    expect((await stateOf(after)).StateValue).toBe('INSUFFICIENT_DATA');
    expect(await stateOf(after, 'damaged')).toEqual({});
    expect(errors.map(String)).toEqual([expect.stringContaining('The stored alarm damaged cannot be read')]);
    await after.call('PutMetricAlarm', { ...ALARM, AlarmName: 'damaged' });
    expect(await stateOf(after, 'damaged')).toMatchObject({ AlarmName: 'damaged' });
  });

  it('stops evaluating when it is stopped', async () => {
    const system = embedCloudWatch();
    await system.call('PutMetricAlarm', ALARM);
    system.recordSeries('9');
    system.cloudWatch.stop();
    await system.clock.advance(5 * MINUTE);
    expect((await stateOf(system)).StateValue).toBe('INSUFFICIENT_DATA');
  });
});

describe('history', () => {
  it('is kept for 30 days', async () => {
    const system = embedCloudWatch();
    await system.call('PutMetricAlarm', ALARM);
    await system.clock.advance(30 * 24 * 60 * MINUTE);
    expect(await historyOf(system, 'ConfigurationUpdate')).toHaveLength(1);
    await system.clock.advance(1);
    expect(await historyOf(system, 'ConfigurationUpdate')).toHaveLength(0);
    await system.clock.advance(60 * MINUTE);
    const rows = system.database.prepare('SELECT count(*) AS n FROM cloudwatch_alarm_history WHERE at <= ?').get(START);
    expect(rows?.n).toBe(0);
  });
});
