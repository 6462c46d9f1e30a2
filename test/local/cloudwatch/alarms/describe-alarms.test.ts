import { beforeEach, describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../../local/aws/json.ts';
import { objects } from '../../../../local/cloudwatch/read-input.ts';
import { type EmbeddedCloudWatch, embedCloudWatch, START } from '../../../support/embedded-cloudwatch.ts';
import { arnOf, putComposite, putSettable, setState, TOPIC } from '../../../support/set-alarms.ts';

const BOTH = { AlarmTypes: ['MetricAlarm', 'CompositeAlarm'] };
let system: EmbeddedCloudWatch;

/** The metric alarms a, b (in ALARM, with an action) and x; the composite alarms c, on a and b, and d, on c and a. */
beforeEach(async () => {
  system = embedCloudWatch();
  await putSettable(system, 'a');
  await putSettable(system, 'b', { AlarmActions: [TOPIC] });
  await putSettable(system, 'x');
  await putComposite(system, 'c', 'ALARM(a) AND ALARM(b)', {
    AlarmActions: [],
    OKActions: [],
    InsufficientDataActions: [],
  });
  await putComposite(system, 'd', `ALARM(c) OR OK("${arnOf('a')}")`);
  await setState(system, 'b', 'ALARM');
});

async function namesOf(input: JsonObject): Promise<string> {
  const { MetricAlarms, CompositeAlarms } = await system.call('DescribeAlarms', input);
  const list = (alarms: typeof MetricAlarms) =>
    objects(alarms)
      .map(({ AlarmName }) => AlarmName)
      .join(' ');
  return `${list(MetricAlarms)} | ${list(CompositeAlarms)}`;
}

describe('DescribeAlarms', () => {
  it.each<[string, JsonObject, string]>([
    ['metric alarms alone unless told otherwise', {}, 'a b x | '],
    ['metric alarms with an empty list of types', { AlarmTypes: [] }, 'a b x | '],
    ['composite alarms alone', { AlarmTypes: ['CompositeAlarm'] }, ' | c d'],
    ['both kinds', BOTH, 'a b x | c d'],
    ['log alarms, of which there are none', { AlarmTypes: ['LogAlarm'] }, ' | '],
    ['names of either kind', { AlarmNames: ['b', 'c', 'gone'], ...BOTH }, 'b | c'],
    ['names of composite alarms that are not asked for', { AlarmNames: ['c'] }, ' | '],
    ['everything for an empty list of names', { AlarmNames: [], ...BOTH }, 'a b x | c d'],
    ['a prefix', { AlarmNamePrefix: 'x', ...BOTH }, 'x | '],
    ['a state', { StateValue: 'ALARM', ...BOTH }, 'b | d'],
    ['a prefix of an action', { ActionPrefix: TOPIC.slice(0, -2), ...BOTH }, 'b | d'],
    ['everything together', { AlarmNamePrefix: 'd', StateValue: 'ALARM', ActionPrefix: 'arn:', ...BOTH }, ' | d'],
    ['children', { ChildrenOfAlarmName: 'd' }, 'a | c'],
    ['children beside an empty list of names', { ChildrenOfAlarmName: 'd', AlarmNames: [] }, 'a | c'],
    ['children of a metric alarm', { ChildrenOfAlarmName: 'a' }, ' | '],
    ['parents', { ParentsOfAlarmName: 'a' }, ' | c d'],
    ['parents of a composite alarm', { ParentsOfAlarmName: 'c' }, ' | d'],
    ['parents of none', { ParentsOfAlarmName: 'x' }, ' | '],
    ['relatives of an alarm that is not there', { ParentsOfAlarmName: 'gone', MaxRecords: 5 }, ' | '],
  ])('gives %s', async (_, input, expected) => {
    expect(await namesOf(input)).toBe(expected);
  });

  it('tells of children their states, and of parents no more than name and ARN', async () => {
    const { MetricAlarms } = await system.call('DescribeAlarms', { ChildrenOfAlarmName: 'c' });
    expect(objects(MetricAlarms)[1]).toEqual({
      AlarmName: 'b',
      AlarmArn: arnOf('b'),
      StateValue: 'ALARM',
      StateUpdatedTimestamp: START / 1000,
    });
    const { CompositeAlarms } = await system.call('DescribeAlarms', { ParentsOfAlarmName: 'c' });
    expect(CompositeAlarms).toEqual([{ AlarmName: 'd', AlarmArn: arnOf('d') }]);
  });

  it('pages by name across both kinds', async () => {
    const pages: string[] = [];
    let NextToken: JsonObject['NextToken'];
    do {
      const input: JsonObject = { ...BOTH, MaxRecords: 2, ...(NextToken !== undefined && { NextToken }) };
      pages.push(await namesOf(input));
      ({ NextToken } = await system.call('DescribeAlarms', input));
    } while (NextToken !== undefined);
    expect(pages).toEqual(['a b | ', ' | c d', 'x | ']);
  });

  it('pages relatives', async () => {
    const { NextToken } = await system.call('DescribeAlarms', { ChildrenOfAlarmName: 'd', MaxRecords: 1 });
    expect(await namesOf({ ChildrenOfAlarmName: 'd', MaxRecords: 1, NextToken: NextToken ?? '' })).toBe(' | c');
  });

  it.each<[string, JsonObject, string]>([
    ['names and a prefix', { AlarmNames: ['a'], AlarmNamePrefix: 'a' }, 'AlarmNames and AlarmNamePrefix are mutually'],
    [
      'children and a filter',
      { ChildrenOfAlarmName: 'c', StateValue: 'OK' },
      'StateValue cannot be specified together',
    ],
    [
      'children and parents',
      { ChildrenOfAlarmName: 'c', ParentsOfAlarmName: 'c' },
      'ParentsOfAlarmName cannot be specified together with ChildrenOfAlarmName',
    ],
    ['parents and types', { ParentsOfAlarmName: 'c', ...BOTH }, 'AlarmTypes cannot be specified together'],
    ['101 names', { AlarmNames: new Array(101).fill('a') }, 'must not have a size greater than 100'],
    ['a type that is none', { AlarmTypes: ['Alarm'] }, "Value 'Alarm' at 'alarmTypes'"],
    ['101 records', { MaxRecords: 101 }, 'less than or equal to 100'],
    ['a token that was never given', { NextToken: 'x' }, 'The next token specified is invalid.'],
  ])('refuses %s', async (_, input, message) => {
    await expect(system.call('DescribeAlarms', input)).rejects.toThrow(message);
  });
});

describe('DescribeAlarmsForMetric', () => {
  const metric = { Namespace: 'n', MetricName: 'm', Dimensions: [{ Name: 'k', Value: 'v' }] };

  beforeEach(async () => {
    await putSettable(system, 'sum', metric);
    await putSettable(system, 'p99', { ...metric, Statistic: undefined, ExtendedStatistic: 'p99', Period: 300 });
    await putSettable(system, 'count', { ...metric, Unit: 'Count' });
    await putSettable(system, 'wider', { ...metric, Dimensions: [] });
    const query = { Id: 'q', MetricStat: { Metric: metric, Period: 60, Stat: 'Sum' } };
    const unset = { Namespace: undefined, MetricName: undefined, Statistic: undefined, Period: undefined };
    await putSettable(system, 'math', { ...unset, Metrics: [query] });
  });

  it.each<[string, JsonObject, string]>([
    ['the alarms on exactly the metric, metric math left out', {}, 'count p99 sum'],
    ['those on one with other dimensions', { Dimensions: [] }, 'wider'],
    ['those with a statistic', { Statistic: 'Sum' }, 'count sum'],
    ['those with an extended statistic', { ExtendedStatistic: 'p99' }, 'p99'],
    ['those with a period', { Period: 300 }, 'p99'],
    ['those with a unit', { Unit: 'Count' }, 'count'],
    ['none on a metric without alarms', { MetricName: 'other' }, ''],
  ])('gives %s', async (_, change, expected) => {
    const { MetricAlarms } = await system.call('DescribeAlarmsForMetric', { ...metric, ...change });
    expect(
      objects(MetricAlarms)
        .map(({ AlarmName }) => AlarmName)
        .join(' '),
    ).toBe(expected);
  });

  it.each([['Namespace'], ['MetricName']])('needs the %s', async (member) => {
    const input = { ...metric, [member]: undefined };
    await expect(system.call('DescribeAlarmsForMetric', input)).rejects.toThrow(`The parameter ${member} is required.`);
  });
});

describe('DescribeAlarmHistory', () => {
  async function summaries(input: JsonObject): Promise<unknown[]> {
    const { AlarmHistoryItems } = await system.call('DescribeAlarmHistory', input);
    return objects(AlarmHistoryItems).map(({ AlarmName, HistorySummary }) => `${AlarmName}: ${HistorySummary}`);
  }

  it.each<[string, JsonObject, string[]]>([
    [
      'an alarm, newest first',
      { AlarmName: 'a' },
      ['a: Alarm updated from INSUFFICIENT_DATA to OK', 'a: Alarm "a" created'],
    ],
    [
      'one kind of item of every metric alarm, oldest first',
      { HistoryItemType: 'ConfigurationUpdate', ScanBy: 'TimestampAscending' },
      ['a: Alarm "a" created', 'b: Alarm "b" created', 'x: Alarm "x" created'],
    ],
    [
      'composite alarms alone',
      { AlarmTypes: ['CompositeAlarm'], HistoryItemType: 'ConfigurationUpdate' },
      ['d: Alarm "d" created', 'c: Alarm "c" created'],
    ],
    ['a composite alarm that is not asked for', { AlarmName: 'c' }, []],
    ['a time before everything', { EndDate: START / 1000 - 1 }, []],
    ['a time after everything', { StartDate: START / 1000 + 1 }, []],
    ['a contributor, of which there are none', { AlarmContributorId: '6d442278dba546f6' }, []],
    ['changes of contributors', { HistoryItemType: 'AlarmContributorStateUpdate' }, []],
  ])('gives %s', async (_, input, expected) => {
    expect(await summaries(input)).toEqual(expected);
  });

  it('pages', async () => {
    const all = await summaries({ ...BOTH });
    const pages: unknown[][] = [];
    let NextToken: JsonObject['NextToken'];
    do {
      const input: JsonObject = { ...BOTH, MaxRecords: 5, ...(NextToken !== undefined && { NextToken }) };
      pages.push(await summaries(input));
      ({ NextToken } = await system.call('DescribeAlarmHistory', input));
    } while (NextToken !== undefined);
    expect(pages.map((page) => page.length)).toEqual([5, 5, all.length - 10]);
    expect(pages.flat()).toEqual(all);
  });

  it.each(['TimestampDescending', 'TimestampAscending'])(
    'neither repeats nor leaves out an item when something happens between two pages (%s)',
    async (ScanBy) => {
      const input = { ...BOTH, ScanBy };
      const all = await summaries(input);
      const [first] = all;
      const { NextToken } = await system.call('DescribeAlarmHistory', { ...input, MaxRecords: 1 });
      await system.call('DeleteAlarms', { AlarmNames: ['x'] });
      const rest = await summaries({ ...input, NextToken: NextToken ?? null });
      expect([first, ...rest].filter((summary) => summary !== 'x: Alarm "x" deleted')).toEqual(all);
    },
  );

  it('refuses a token of another operation', async () => {
    const { NextToken } = await system.call('DescribeAlarms', { ...BOTH, MaxRecords: 1 });
    const asked = system.call('DescribeAlarmHistory', { NextToken: NextToken ?? null });
    await expect(asked).rejects.toMatchObject({ code: 'InvalidNextToken' });
  });

  it('keeps that of a deleted alarm, and of composite alarms in a database from before there were any', async () => {
    await system.call('DeleteAlarms', { AlarmNames: ['x'] });
    expect((await summaries({ AlarmName: 'x' }))[0]).toBe('x: Alarm "x" deleted');
    system.cloudWatch.stop();
    system.database.exec('ALTER TABLE cloudwatch_alarm_history DROP COLUMN alarm_type');
    system = embedCloudWatch(system.database);
    expect(await summaries({ AlarmName: 'x' })).toHaveLength(3);
  });

  it('refuses a kind of item that is none', async () => {
    const wrong = { HistoryItemType: 'Change' };
    await expect(system.call('DescribeAlarmHistory', wrong)).rejects.toThrow("Value 'Change' at 'historyItemType'");
  });
});

describe('DeleteAlarms', () => {
  it('deletes those of the names that there are', async () => {
    await system.call('DeleteAlarms', { AlarmNames: ['x', 'gone'] });
    expect(await namesOf(BOTH)).toBe('a b | c d');
  });

  it('deletes a composite alarm together with the children that it alone has', async () => {
    await system.call('DeleteAlarms', { AlarmNames: ['d'] });
    await system.call('DeleteAlarms', { AlarmNames: ['a', 'b', 'c'] });
    expect(await namesOf(BOTH)).toBe('x | ');
  });

  it.each<[string, readonly string[], string]>([
    ['two composite alarms', ['c', 'd', 'x'], 'must not contain more than one composite alarm'],
    ['a child', ['x', 'a'], 'Cannot delete a as there are composite alarm(s) depending on it.'],
    ['children', ['a', 'b'], 'Cannot delete a, b as there are composite alarm(s) depending on them.'],
    [
      'a child whose other parent stays',
      ['a', 'd'],
      'Cannot delete a as there are composite alarm(s) depending on it.',
    ],
    ['names without an alarm', ['gone'], 'Unknown alarm.'],
    ['101 names', Array.from({ length: 101 }, (_, index) => `${index}`), 'must not have a size greater than 100'],
  ])('refuses %s and deletes nothing', async (_, AlarmNames, message) => {
    await expect(system.call('DeleteAlarms', { AlarmNames })).rejects.toThrow(message);
    expect(await namesOf(BOTH)).toBe('a b x | c d');
  });

  it('deletes nothing when that cannot be stored', async () => {
    system.database.exec(`CREATE TRIGGER refuse BEFORE INSERT ON cloudwatch_alarm_history WHEN NEW.alarm = 'x'
      BEGIN SELECT RAISE(ABORT, 'disk full'); END`);
    await system.call('DeleteAlarms', { AlarmNames: ['d'] });
    await expect(system.call('DeleteAlarms', { AlarmNames: ['c', 'x'] })).rejects.toThrow('disk full');
    expect(await namesOf(BOTH)).toBe('a b x | c');
    expect(await namesOf({ ParentsOfAlarmName: 'a' })).toBe(' | c');
  });
});

describe('EnableAlarmActions and DisableAlarmActions', () => {
  it('take alarms of both kinds, and no more than 100', async () => {
    await system.call('DisableAlarmActions', { AlarmNames: ['a', 'c', 'gone'] });
    const { MetricAlarms, CompositeAlarms } = await system.call('DescribeAlarms', BOTH);
    const disabled = [...objects(MetricAlarms), ...objects(CompositeAlarms)].filter(
      ({ ActionsEnabled }) => !ActionsEnabled,
    );
    expect(disabled.map(({ AlarmName }) => AlarmName)).toEqual(['a', 'c']);
    const tooMany = { AlarmNames: new Array(101).fill('a') };
    await expect(system.call('EnableAlarmActions', tooMany)).rejects.toThrow('must not have a size greater than 100');
  });
});
