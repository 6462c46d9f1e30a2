import { DatabaseSync } from 'node:sqlite';
import { beforeEach, describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../../local/aws/json.ts';
import { type EmbeddedCloudWatch, embedCloudWatch, START } from '../../../support/embedded-cloudwatch.ts';

const MINUTE = 60_000;
const TOPIC = 'arn:aws:sns:us-east-1:000000000000:critical';
const OTHER_TOPIC = 'arn:aws:sns:us-east-1:000000000000:warning';
const ALARM = {
  ...{ AlarmName: 'orders', Namespace: 'SmallCart/test', MetricName: 'Orders', Statistic: 'Sum', Period: 60 },
  ...{
    EvaluationPeriods: 1,
    Threshold: 5,
    ComparisonOperator: 'GreaterThanThreshold',
    TreatMissingData: 'notBreaching',
  },
  AlarmActions: [TOPIC],
};

let system: EmbeddedCloudWatch;
const call = (operation: string, input: JsonObject) => system.call(operation, input);

/** A rule that mutes the alarm from so many minutes after 03:00 for so long. */
function muteAt(minute: number, length: number, change: JsonObject = {}): JsonObject {
  const at = new Date(START + minute * MINUTE).toISOString().slice(0, 16);
  const Rule = { Schedule: { Expression: `at(${at})`, Duration: `PT${length}M` } };
  return { Name: 'quiet', Rule, MuteTargets: { AlarmNames: ['orders'] }, ...change };
}

/** The states told to topics so far, with the topic when it is not the usual one. */
const told = (): string[] =>
  system.published.map(({ topicArn, message }) => {
    const { NewStateValue, AlarmName } = JSON.parse(message);
    const about = AlarmName === 'orders' ? NewStateValue : `${AlarmName} ${NewStateValue}`;
    return topicArn === TOPIC ? about : `${about} to ${topicArn.split(':').at(-1)}`;
  });

async function stateOf(name: string): Promise<unknown> {
  const { MetricAlarms, CompositeAlarms } = await call('DescribeAlarms', {
    AlarmNames: [name],
    AlarmTypes: ['MetricAlarm', 'CompositeAlarm'],
  });
  const all = [MetricAlarms, CompositeAlarms].flat();
  return all.map((alarm) =>
    typeof alarm === 'object' && alarm !== null && 'StateValue' in alarm ? alarm.StateValue : undefined,
  )[0];
}

/** What was told after each of the given minutes since the start. */
async function toldAfter(...minutes: readonly number[]): Promise<string[][]> {
  const seen: string[][] = [];
  for (const minute of minutes) {
    await system.clock.advance(START + minute * MINUTE - system.clock.now());
    seen.push(told());
  }
  return seen;
}

beforeEach(async () => {
  system = embedCloudWatch();
  await call('PutMetricAlarm', ALARM);
  await call('SetAlarmState', { AlarmName: 'orders', StateValue: 'OK', StateReason: 'start' });
});

describe('a mute rule', () => {
  it('mutes the actions of an alarm that goes to ALARM and returns to OK within its window', async () => {
    await call('PutAlarmMuteRule', muteAt(1, 5));
    system.recordSeries('0 0 9 9 0 0 0 0 0');
    expect(await toldAfter(3, 5, 6, 9)).toEqual([[], [], [], []]);
  });

  it('has them taken at its end when the alarm is still in the state in which it was muted', async () => {
    await call('PutAlarmMuteRule', muteAt(1, 5));
    system.recordSeries('0 0 9x12');
    expect(await toldAfter(3)).toEqual([[]]);
    expect(await stateOf('orders')).toBe('ALARM');
    expect(await toldAfter(5, 6, 12)).toEqual([[], ['ALARM'], ['ALARM']]);
  });

  it('has those of every state taken so', async () => {
    await call('PutMetricAlarm', { ...ALARM, OKActions: [TOPIC] });
    await call('PutAlarmMuteRule', muteAt(3, 4));
    system.recordSeries('9 9 9 0x12');
    expect(await toldAfter(2, 6, 7, 9)).toEqual([['ALARM'], ['ALARM'], ['ALARM', 'OK'], ['ALARM', 'OK']]);
  });

  it('does nothing for an alarm that has been in its state since before the window', async () => {
    await call('PutAlarmMuteRule', muteAt(3, 4));
    system.recordSeries('9x15');
    expect(await toldAfter(2, 7, 12)).toEqual([['ALARM'], ['ALARM'], ['ALARM']]);
  });

  it('leaves the alarm muted that another rule mutes', async () => {
    await call('PutAlarmMuteRule', muteAt(1, 4));
    await call('PutAlarmMuteRule', muteAt(3, 6, { Name: 'quieter' }));
    system.recordSeries('0 9x15');
    expect(await toldAfter(5, 8, 9)).toEqual([[], [], ['ALARM']]);
  });

  it('changed so that its window is over has them taken at once', async () => {
    await call('PutAlarmMuteRule', muteAt(1, 60));
    system.recordSeries('0 9x15');
    await toldAfter(5);
    await call('PutAlarmMuteRule', muteAt(1, 4));
    expect(told()).toEqual(['ALARM']);
  });

  it('that is deleted, or that the alarm is taken out of, has them taken at once', async () => {
    await call('PutAlarmMuteRule', muteAt(1, 60));
    await call('PutAlarmMuteRule', muteAt(1, 60, { Name: 'quieter' }));
    system.recordSeries('0 9x15');
    await toldAfter(5);
    await call('DeleteAlarmMuteRule', { AlarmMuteRuleName: 'quiet' });
    expect(told()).toEqual([]);
    await call('PutAlarmMuteRule', muteAt(1, 60, { Name: 'quieter', MuteTargets: { AlarmNames: [] } }));
    expect(told()).toEqual(['ALARM']);
  });

  it('has the actions taken that the alarm has when it ends', async () => {
    await call('PutAlarmMuteRule', muteAt(1, 5));
    system.recordSeries('0 9x15');
    await toldAfter(4);
    await call('PutMetricAlarm', { ...ALARM, AlarmActions: [OTHER_TOPIC] });
    expect(await toldAfter(6)).toEqual([['ALARM to warning']]);
  });

  it('has none taken when all were removed, or are disabled', async () => {
    await call('PutMetricAlarm', { ...ALARM, AlarmName: 'sales' });
    await call('PutAlarmMuteRule', muteAt(1, 5, { MuteTargets: { AlarmNames: ['orders', 'sales'] } }));
    system.recordSeries('0 9x15');
    await toldAfter(4);
    await call('PutMetricAlarm', { ...ALARM, AlarmActions: [] });
    await call('DisableAlarmActions', { AlarmNames: ['sales'] });
    expect(await toldAfter(12)).toEqual([[]]);
  });

  it('mutes a composite alarm, and not the alarms below it', async () => {
    await call('PutCompositeAlarm', { AlarmName: 'shop', AlarmRule: 'ALARM(orders)', AlarmActions: [TOPIC] });
    await call('PutAlarmMuteRule', muteAt(1, 5, { MuteTargets: { AlarmNames: ['shop'] } }));
    system.recordSeries('0 9x15');
    expect(await toldAfter(3, 6)).toEqual([['ALARM'], ['ALARM', 'shop ALARM']]);
  });

  it('mutes each time its schedule says so', async () => {
    await call(
      'PutAlarmMuteRule',
      muteAt(0, 5, { Rule: { Schedule: { Expression: 'cron(5,25 * * * *)', Duration: 'PT10M' } } }),
    );
    system.recordSeries('0x6 9x15 0x6 9x15 0x6');
    expect(await toldAfter(14, 15, 34, 35)).toEqual([[], ['ALARM'], ['ALARM'], ['ALARM', 'ALARM']]);
  });

  it('is obeyed across restarts, and its end that came while nothing ran is made up for', async () => {
    const database = new DatabaseSync(':memory:');
    system = embedCloudWatch(database);
    await call('PutMetricAlarm', ALARM);
    await call('PutAlarmMuteRule', muteAt(1, 30));
    system.recordSeries('0 9x90');
    await toldAfter(5);
    system.cloudWatch.stop();
    system = embedCloudWatch(database, { start: START + 10 * MINUTE });
    expect(await toldAfter(12)).toEqual([[]]);
    system.cloudWatch.stop();
    system = embedCloudWatch(database, { start: START + 40 * MINUTE });
    expect(await toldAfter(41)).toEqual([['ALARM']]);
  });

  it('shows in the history as a change of state whose actions come later', async () => {
    await call('PutAlarmMuteRule', muteAt(1, 5));
    system.recordSeries('0 9x15');
    await toldAfter(7);
    const { AlarmHistoryItems } = await call('DescribeAlarmHistory', {
      AlarmName: 'orders',
      ScanBy: 'TimestampAscending',
    });
    const items = Array.isArray(AlarmHistoryItems) ? AlarmHistoryItems.slice(-2) : [];
    expect(items.map(({ Timestamp, HistorySummary }) => [Number(Timestamp) - START / 1000, HistorySummary])).toEqual([
      [120, 'Alarm updated from OK to ALARM'],
      [360, `Successfully executed action ${TOPIC}`],
    ]);
  });
});

describe('the API of mute rules', () => {
  const ARN = 'arn:aws:cloudwatch:us-east-1:000000000000:alarm-mute-rule:quiet';

  it('gives a rule back as it was put, with its status', async () => {
    const Rule = { Schedule: { Expression: 'cron(0 4 * * *)', Duration: 'PT1H', Timezone: 'UTC' } };
    const dates = { StartDate: START / 1000 - 60, ExpireDate: START / 1000 + 3 * 3600 };
    const rule = { Name: 'quiet', Description: 'at night', Rule, MuteTargets: { AlarmNames: ['orders'] }, ...dates };
    expect(await call('PutAlarmMuteRule', rule)).toEqual({});
    const expected = { ...rule, AlarmMuteRuleArn: ARN, MuteType: 'RECURRING', LastUpdatedTimestamp: START / 1000 };
    const get = () => call('GetAlarmMuteRule', { AlarmMuteRuleName: 'quiet' });
    expect(await get()).toEqual({ ...expected, Status: 'SCHEDULED' });
    await system.clock.advance(90 * MINUTE);
    expect(await get()).toEqual({ ...expected, Status: 'ACTIVE' });
    await system.clock.advance(120 * MINUTE);
    expect(await get()).toEqual({ ...expected, Status: 'EXPIRED' });
  });

  it('replaces a rule of the same name', async () => {
    await call('PutAlarmMuteRule', muteAt(1, 5));
    await system.clock.advance(MINUTE);
    await call('PutAlarmMuteRule', { Name: 'quiet', Rule: muteAt(9, 5).Rule ?? {} });
    const rule = await call('GetAlarmMuteRule', { AlarmMuteRuleName: 'quiet' });
    expect(rule).toMatchObject({ MuteType: 'ONE_TIME', Status: 'SCHEDULED', LastUpdatedTimestamp: START / 1000 + 60 });
    expect(rule).not.toHaveProperty('MuteTargets');
  });

  it('lists rules by alarm, by status and page by page', async () => {
    await call('PutMetricAlarm', { ...ALARM, AlarmName: 'sales' });
    await call('PutAlarmMuteRule', muteAt(0, 5, { Name: 'a' }));
    await call('PutAlarmMuteRule', muteAt(10, 5, { Name: 'b', MuteTargets: { AlarmNames: ['orders', 'sales'] } }));
    await call('PutAlarmMuteRule', muteAt(-10, 5, { Name: 'c' }));
    const list = async (input: JsonObject) => {
      const { AlarmMuteRuleSummaries, NextToken } = await call('ListAlarmMuteRules', input);
      const rules = Array.isArray(AlarmMuteRuleSummaries) ? AlarmMuteRuleSummaries : [];
      return {
        names: rules.map(({ AlarmMuteRuleArn, Status }) => `${AlarmMuteRuleArn.split(':').at(-1)} ${Status}`),
        NextToken,
      };
    };
    expect((await list({})).names).toEqual(['a ACTIVE', 'b SCHEDULED', 'c EXPIRED']);
    expect((await list({ AlarmName: 'sales' })).names).toEqual(['b SCHEDULED']);
    expect((await list({ AlarmName: 'nothing' })).names).toEqual([]);
    expect((await list({ Statuses: ['ACTIVE', 'EXPIRED'] })).names).toEqual(['a ACTIVE', 'c EXPIRED']);
    const first = await list({ MaxRecords: 2 });
    expect(first.names).toHaveLength(2);
    expect(await list({ MaxRecords: 2, NextToken: first.NextToken ?? '' })).toEqual({
      names: ['c EXPIRED'],
      NextToken: undefined,
    });
  });

  it('deletes a rule, and one that is not there without a word', async () => {
    await call('PutAlarmMuteRule', muteAt(1, 5));
    for (const _ of [1, 2]) expect(await call('DeleteAlarmMuteRule', { AlarmMuteRuleName: 'quiet' })).toEqual({});
    await expect(call('GetAlarmMuteRule', { AlarmMuteRuleName: 'quiet' })).rejects.toMatchObject({
      code: 'ResourceNotFoundException',
      statusCode: 404,
      members: { ResourceType: 'alarm-mute-rule', ResourceId: 'quiet' },
    });
  });

  it('takes tags when a rule is made', async () => {
    const tags = async () => (await call('ListTagsForResource', { ResourceARN: ARN })).Tags;
    await call('PutAlarmMuteRule', muteAt(1, 5, { Tags: [{ Key: 'team', Value: 'shop' }] }));
    await call('PutAlarmMuteRule', muteAt(1, 6, { Tags: [{ Key: 'team', Value: 'other' }] }));
    expect(await tags()).toEqual([{ Key: 'team', Value: 'shop' }]);
    await call('TagResource', { ResourceARN: ARN, Tags: [{ Key: 'cost', Value: '1' }] });
    await call('UntagResource', { ResourceARN: ARN, TagKeys: ['team'] });
    expect(await tags()).toEqual([{ Key: 'cost', Value: '1' }]);
    await call('DeleteAlarmMuteRule', { AlarmMuteRuleName: 'quiet' });
    await expect(tags()).rejects.toMatchObject({ code: 'ResourceNotFoundException' });
  });

  const schedule = (change: JsonObject): JsonObject => ({
    Rule: { Schedule: { Expression: 'cron(0 2 * * *)', Duration: 'PT1H', ...change } },
  });
  const refused: Record<string, [change: JsonObject, code: string, message: string]> = {
    'without name': [{ Name: null }, 'MissingRequiredParameterException', 'The parameter Name is required.'],
    'with a name too long': [
      { Name: 'x'.repeat(256) },
      'ValidationException',
      "at 'name' failed to satisfy constraint: Member must have length less than or equal to 255",
    ],
    'with an empty name': [{ Name: '' }, 'ValidationException', 'greater than or equal to 1'],
    'with a description too long': [{ Description: 'x'.repeat(1025) }, 'ValidationException', "at 'description'"],
    'without rule': [{ Rule: null }, 'MissingRequiredParameterException', 'The parameter Rule is required.'],
    'without schedule': [{ Rule: {} }, 'MissingRequiredParameterException', 'The parameter Rule.Schedule is required.'],
    'without expression': [
      schedule({ Expression: null }),
      'MissingRequiredParameterException',
      'The parameter Rule.Schedule.Expression is required.',
    ],
    'with a bad expression': [
      schedule({ Expression: 'rate(1 minute)' }),
      'ValidationException',
      'neither cron(...) nor at(yyyy-MM-ddThh:mm)',
    ],
    'with a bad duration': [schedule({ Duration: 'P16D' }), 'ValidationException', 'between PT1M and P15D'],
    'with a bad time zone': [schedule({ Timezone: 'Mars' }), 'ValidationException', 'not a time zone identifier'],
    'with targets but no names': [
      { MuteTargets: {} },
      'MissingRequiredParameterException',
      'The parameter MuteTargets.AlarmNames is required.',
    ],
    'with more than 100 targets': [
      { MuteTargets: { AlarmNames: Array.from({ length: 101 }, (_, n) => `a${n}`) } },
      'ValidationException',
      'less than or equal to 100',
    ],
    'with a target that is no alarm': [
      { MuteTargets: { AlarmNames: ['orders', 'nothing'] } },
      'ValidationException',
      'The alarm nothing in MuteTargets does not exist.',
    ],
    'with dates upside down': [
      { ...schedule({}), StartDate: 2000, ExpireDate: 1000 },
      'ValidationException',
      'ExpireDate must be later than StartDate.',
    ],
    'with a date for an at expression': [
      { ExpireDate: 4e9 },
      'ValidationException',
      'Can not set start or expire dates for At expressions',
    ],
    'with a date that is none': [
      { ...schedule({}), StartDate: 'soon' },
      'InvalidParameterValueException',
      'StartDate must be a timestamp',
    ],
    'with a date that no answer can write': [
      { ...schedule({}), ExpireDate: 8.64e12 + 1 },
      'InvalidParameterValueException',
      'ExpireDate must be a timestamp',
    ],
  };

  it.each(Object.entries(refused))('refuses a rule %s', async (_, [change, code, message]) => {
    await expect(call('PutAlarmMuteRule', { ...muteAt(1, 5), ...change })).rejects.toMatchObject({
      code,
      message: expect.stringContaining(message),
    });
    expect(await call('ListAlarmMuteRules', {})).toEqual({ AlarmMuteRuleSummaries: [] });
  });

  it('refuses to list by a status that is none, or with a token that was never given out', async () => {
    await expect(call('ListAlarmMuteRules', { Statuses: ['OVER'] })).rejects.toMatchObject({
      code: 'ValidationException',
    });
    await expect(call('ListAlarmMuteRules', { NextToken: 'x' })).rejects.toMatchObject({ code: 'InvalidNextToken' });
    await expect(call('ListAlarmMuteRules', { MaxRecords: 101 })).rejects.toMatchObject({
      code: 'ValidationException',
    });
  });
});
