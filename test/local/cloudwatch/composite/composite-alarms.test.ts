import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../../local/aws/json.ts';
import { objects } from '../../../../local/cloudwatch/read-input.ts';
import { type EmbeddedCloudWatch, embedCloudWatch, START } from '../../../support/embedded-cloudwatch.ts';
import { alarmOf, arnOf, putComposite, putSettable, setState, statesOf, TOPIC } from '../../../support/set-alarms.ts';

const MINUTE = 60_000;
const LONG = { ActionsSuppressorWaitPeriod: 600, ActionsSuppressorExtensionPeriod: 600 };
const PERIODS = { ActionsSuppressorWaitPeriod: 60, ActionsSuppressorExtensionPeriod: 60 };

/** A system with metric alarms of these names, in OK. */
async function systemWith(...names: string[]): Promise<EmbeddedCloudWatch> {
  const system = embedCloudWatch();
  for (const name of names) await putSettable(system, name);
  return system;
}

async function historyOf({ call }: EmbeddedCloudWatch, alarm: string, type: string): Promise<JsonObject[]> {
  const input = {
    AlarmName: alarm,
    HistoryItemType: type,
    AlarmTypes: ['CompositeAlarm'],
    ScanBy: 'TimestampAscending',
  };
  return [...objects((await call('DescribeAlarmHistory', input)).AlarmHistoryItems)];
}

/** The composite alarm's actions so far, as `composite ALARM`. */
function told(system: EmbeddedCloudWatch): string[] {
  return system.published.map(({ message }) => {
    const { AlarmName, NewStateValue } = JSON.parse(message);
    return `${AlarmName} ${NewStateValue}`;
  });
}

describe('a composite alarm', () => {
  it('is evaluated when it is made, with the alarms of its rule for reason data', async () => {
    const system = await systemWith('a', 'b');
    await putComposite(system, 'composite', 'ALARM(a) OR ALARM("b")');
    const alarm = await alarmOf(system, 'composite');
    expect(alarm).toMatchObject({
      AlarmArn: arnOf('composite'),
      AlarmRule: 'ALARM(a) OR ALARM("b")',
      StateValue: 'OK',
      StateReason: `${arnOf('composite')} was created and its alarm rule evaluates to OK`,
      StateTransitionedTimestamp: START / 1000,
      ActionsEnabled: true,
      AlarmActions: [TOPIC],
    });
    expect(JSON.parse(String(alarm?.StateReasonData))).toEqual({
      triggeringAlarms: ['a', 'b'].map((name) => ({
        arn: arnOf(name),
        state: { value: 'OK', timestamp: '2026-11-21T03:00:00.000+0000' },
      })),
    });
    expect(told(system)).toEqual(['composite OK']);
  });

  it('follows a child at the instant of its change, which its reason names', async () => {
    const system = await systemWith('a', 'b');
    await putComposite(system, 'composite', 'ALARM(a) OR ALARM(b)');
    await system.clock.advance(MINUTE + 1000);
    await setState(system, 'b', 'ALARM');
    const alarm = await alarmOf(system, 'composite');
    expect(alarm).toMatchObject({
      StateValue: 'ALARM',
      StateReason: `${arnOf('b')} transitioned to ALARM at Saturday 21 November, 2026 03:01:01 UTC`,
      StateReasonData: JSON.stringify({
        triggeringAlarms: [{ arn: arnOf('b'), state: { value: 'ALARM', timestamp: '2026-11-21T03:01:01.000+0000' } }],
      }),
      StateUpdatedTimestamp: START / 1000 + 61,
    });
  });

  it('keeps state and reason when another child changes without changing the outcome', async () => {
    const system = await systemWith('a', 'b');
    await putComposite(system, 'composite', 'ALARM(a) OR ALARM(b)');
    await setState(system, 'a', 'ALARM');
    const before = await alarmOf(system, 'composite');
    await system.clock.advance(1000);
    await setState(system, 'b', 'ALARM');
    expect(await alarmOf(system, 'composite')).toEqual(before);
  });

  it('is evaluated once for all children that change in one evaluation, and names the first of them', async () => {
    const system = await systemWith();
    for (const name of ['a', 'b']) await putSettable(system, name, { MetricName: 'Orders' });
    await putComposite(system, 'composite', 'ALARM(a) AND NOT ALARM(b) OR ALARM(b) AND NOT ALARM(a)');
    await putComposite(system, 'both', 'ALARM(a) AND ALARM(b)');
    system.published.length = 0;
    system.recordSeries('9');
    await system.clock.advance(MINUTE);
    expect(await statesOf(system, 'a', 'b', 'composite', 'both')).toEqual({
      ...{ a: 'ALARM', b: 'ALARM' },
      ...{ composite: 'OK', both: 'ALARM' },
    });
    expect(told(system)).toEqual(['both ALARM']);
    const both = await alarmOf(system, 'both');
    expect(both?.StateReason).toMatch(new RegExp(`^${arnOf('a')} transitioned to ALARM`));
    expect(JSON.parse(String(both?.StateReasonData)).triggeringAlarms).toHaveLength(2);
  });

  it('follows composite children, and none passes through a state that holds at no instant', async () => {
    const system = await systemWith('a');
    await putComposite(system, 'z-same', 'ALARM(a)');
    await putComposite(system, 'm-not', 'NOT ALARM(a)');
    await putComposite(system, 'b-never', 'ALARM(z-same) AND ALARM(m-not)');
    await putComposite(system, 'a-top', 'OK(b-never) AND ALARM(z-same)');
    system.published.length = 0;
    await setState(system, 'a', 'ALARM');
    expect(told(system).sort()).toEqual(['a-top ALARM', 'm-not OK', 'z-same ALARM']);
  });

  it('that was set by hand returns only when a child changes, or when it is put again', async () => {
    const system = await systemWith('a', 'b');
    await putComposite(system, 'composite', 'ALARM(a)');
    await setState(system, 'composite', 'ALARM');
    await system.clock.advance(10 * MINUTE);
    await setState(system, 'b', 'ALARM');
    expect(await statesOf(system, 'composite')).toEqual({ composite: 'ALARM' });
    await setState(system, 'a', 'INSUFFICIENT_DATA');
    expect(await statesOf(system, 'composite')).toEqual({ composite: 'OK' });
    await setState(system, 'composite', 'ALARM');
    await putComposite(system, 'composite', 'ALARM(a)');
    expect(await alarmOf(system, 'composite')).toMatchObject({
      StateValue: 'OK',
      StateReason: `${arnOf('composite')} was updated and its alarm rule evaluates to OK`,
    });
  });

  it('that is set by hand takes those above it along', async () => {
    const system = await systemWith('a');
    await putComposite(system, 'composite', 'ALARM(a)');
    await putComposite(system, 'above', 'ALARM(composite)');
    await setState(system, 'composite', 'ALARM');
    expect(await statesOf(system, 'above')).toEqual({ above: 'ALARM' });
  });

  it('follows a new rule at once, and no longer the children of the old one', async () => {
    const system = await systemWith('a', 'b');
    await setState(system, 'b', 'ALARM');
    await putComposite(system, 'composite', 'ALARM(a)');
    await putComposite(system, 'composite', 'ALARM(b)');
    expect(await statesOf(system, 'composite')).toEqual({ composite: 'ALARM' });
    await setState(system, 'b', 'OK');
    await setState(system, 'a', 'ALARM');
    expect(await statesOf(system, 'composite')).toEqual({ composite: 'OK' });
  });

  it('takes no actions while they are disabled, and is told of no less in events', async () => {
    const system = await systemWith('a');
    await putComposite(system, 'composite', 'ALARM(a)', { ActionsEnabled: false });
    await setState(system, 'a', 'ALARM');
    expect(told(system)).toEqual([]);
    expect(system.events.at(-1)?.detail).toMatchObject({ alarmName: 'composite', state: { value: 'ALARM' } });
    await system.call('EnableAlarmActions', { AlarmNames: ['composite'] });
    await setState(system, 'a', 'OK');
    expect(told(system)).toEqual(['composite OK']);
  });

  it('goes on after a restart', async () => {
    const before = await systemWith('a');
    await putComposite(before, 'composite', 'ALARM(a)', { Tags: [{ Key: 'k', Value: 'v' }] });
    before.cloudWatch.stop();
    const after = embedCloudWatch(before.database, { start: before.clock.now() });
    expect(await alarmOf(after, 'composite')).toEqual(await alarmOf(before, 'composite'));
    await setState(after, 'a', 'ALARM');
    expect(await statesOf(after, 'composite')).toEqual({ composite: 'ALARM' });
  });

  it('has a history of its own, which stays when it is deleted', async () => {
    const system = await systemWith('a');
    await putComposite(system, 'composite', 'ALARM(a)');
    await setState(system, 'a', 'ALARM');
    await system.call('DeleteAlarms', { AlarmNames: ['composite'] });
    expect((await historyOf(system, 'composite', 'ConfigurationUpdate')).map((item) => item.HistorySummary)).toEqual([
      'Alarm "composite" created',
      'Alarm "composite" deleted',
    ]);
    const updates = await historyOf(system, 'composite', 'StateUpdate');
    expect(updates.map((item) => item.HistorySummary)).toEqual([
      'Alarm updated from INSUFFICIENT_DATA to OK',
      'Alarm updated from OK to ALARM',
    ]);
    expect(updates[0]?.AlarmType).toBe('CompositeAlarm');
    const actions = await historyOf(system, 'composite', 'Action');
    expect(JSON.parse(String(actions[0]?.HistoryData))).toMatchObject({
      actionState: 'Succeeded',
      notificationResource: TOPIC,
      error: null,
    });
  });

  it('is rolled back with the change of its child when it cannot be stored', async () => {
    const system = await systemWith('a');
    await putComposite(system, 'composite', 'ALARM(a)');
    const refuse = (alarm: string) =>
      system.database.exec(`CREATE TRIGGER refuse BEFORE INSERT ON cloudwatch_alarm_history
        WHEN NEW.alarm = '${alarm}' AND NEW.type = 'StateUpdate' BEGIN SELECT RAISE(ABORT, 'disk full'); END`);
    refuse('composite');
    await expect(setState(system, 'a', 'ALARM')).rejects.toThrow('disk full');
    expect(await statesOf(system, 'a', 'composite')).toEqual({ a: 'OK', composite: 'OK' });
    system.database.exec('DROP TRIGGER refuse');
    await setState(system, 'a', 'ALARM');
    expect(await statesOf(system, 'a', 'composite')).toEqual({ a: 'ALARM', composite: 'ALARM' });
  });

  it('is evaluated at the next minute when it could not be stored with the evaluation of its child', async () => {
    const errors: unknown[] = [];
    const system = embedCloudWatch(undefined, { onError: (error) => errors.push(error) });
    await putSettable(system, 'a', { MetricName: 'Orders' });
    await putComposite(system, 'composite', 'ALARM(a)');
    system.recordSeries('9 9');
    system.database.exec(`CREATE TRIGGER refuse BEFORE INSERT ON cloudwatch_alarm_history
      WHEN NEW.alarm = 'composite' BEGIN SELECT RAISE(ABORT, 'disk full'); END`);
    await system.clock.advance(MINUTE);
    expect(await statesOf(system, 'a', 'composite')).toEqual({ a: 'ALARM', composite: 'OK' });
    expect(errors.map(String)).toEqual([expect.stringContaining('The alarm composite cannot be stored')]);
    system.database.exec('DROP TRIGGER refuse');
    await system.clock.advance(MINUTE);
    expect(await statesOf(system, 'composite')).toEqual({ composite: 'ALARM' });
  });

  it('that cannot be stored keeps no other from following the same child, nor those above it from the truth', async () => {
    const errors: unknown[] = [];
    const system = embedCloudWatch(undefined, { onError: (error) => errors.push(error) });
    await putSettable(system, 'a', { MetricName: 'Orders' });
    for (const name of ['broken', 'whole']) await putComposite(system, name, 'ALARM(a)');
    await putComposite(system, 'above', 'ALARM(broken)');
    system.recordSeries('9 9');
    system.database.exec(`CREATE TRIGGER refuse BEFORE INSERT ON cloudwatch_alarm_history
      WHEN NEW.alarm = 'broken' BEGIN SELECT RAISE(ABORT, 'disk full'); END`);
    await system.clock.advance(MINUTE);
    const names = ['broken', 'whole', 'above'];
    expect(await statesOf(system, ...names)).toEqual({ broken: 'OK', whole: 'ALARM', above: 'OK' });
    expect(errors).toHaveLength(1);
    system.database.exec('DROP TRIGGER refuse');
    await system.clock.advance(MINUTE);
    expect(await statesOf(system, ...names)).toEqual({ broken: 'ALARM', whole: 'ALARM', above: 'ALARM' });
  });

  it('is as it was when the database refuses a whole evaluation at last, and is evaluated at the next minute', async () => {
    const errors: unknown[] = [];
    const system = embedCloudWatch(undefined, { onError: (error) => errors.push(error) });
    await putSettable(system, 'a', { MetricName: 'Orders' });
    await putComposite(system, 'composite', 'ALARM(a)');
    system.recordSeries('9 9 9');
    const refuse = (what: string) =>
      system.database.exec(`CREATE TRIGGER refuse BEFORE INSERT ON cloudwatch_alarm_history
        WHEN NEW.alarm = 'composite' BEGIN ${what}; END`);
    refuse("SELECT RAISE(ABORT, 'disk full')");
    await system.clock.advance(MINUTE);
    system.database.exec(`DROP TRIGGER refuse; CREATE TABLE owner (id INTEGER PRIMARY KEY);
      CREATE TABLE owned (id INTEGER REFERENCES owner DEFERRABLE INITIALLY DEFERRED)`);
    refuse('INSERT INTO owned VALUES (1)');
    await system.clock.advance(MINUTE);
    expect(await statesOf(system, 'a', 'composite')).toEqual({ a: 'ALARM', composite: 'OK' });
    expect(errors.map(String)).toEqual([
      expect.stringContaining('disk full'),
      expect.stringContaining('The evaluation cannot be stored: Error: FOREIGN KEY'),
    ]);
    system.database.exec('DROP TRIGGER refuse');
    await system.clock.advance(MINUTE);
    expect(await statesOf(system, 'composite')).toEqual({ composite: 'ALARM' });
  });

  it('is told at the next minute of a suppressor whose change could not be passed on', async () => {
    const errors: unknown[] = [];
    const system = embedCloudWatch(undefined, { onError: (error) => errors.push(error) });
    await putSettable(system, 'child');
    await putSettable(system, 'suppressor', { MetricName: 'Orders' });
    await putComposite(system, 'composite', 'ALARM(child)', { ActionsSuppressor: 'suppressor', ...LONG });
    await setState(system, 'child', 'ALARM');
    system.recordSeries('9 9');
    system.database.exec(`CREATE TRIGGER refuse BEFORE UPDATE ON cloudwatch_alarm WHEN NEW.name = 'composite'
      BEGIN SELECT RAISE(ABORT, 'disk full'); END`);
    await system.clock.advance(MINUTE);
    expect(await alarmOf(system, 'composite')).toMatchObject({ ActionsSuppressedBy: 'WaitPeriod' });
    expect(errors).toHaveLength(1);
    system.database.exec('DROP TRIGGER refuse');
    await system.clock.advance(MINUTE);
    expect(await alarmOf(system, 'composite')).toMatchObject({ ActionsSuppressedBy: 'Alarm' });
  });
});

describe('a cycle of composite alarms', () => {
  async function cycle(): Promise<EmbeddedCloudWatch> {
    const system = await systemWith('a');
    await putComposite(system, 'one', 'ALARM(a)');
    await putComposite(system, 'two', 'ALARM(one)');
    await putComposite(system, 'one', 'ALARM(a) OR ALARM(two)');
    await putComposite(system, 'above', 'ALARM(one) OR ALARM(a)');
    return system;
  }

  it('is not evaluated; what stands above it follows its other children', async () => {
    const system = await cycle();
    await setState(system, 'a', 'ALARM');
    expect(await statesOf(system, 'one', 'two', 'above')).toEqual({ one: 'OK', two: 'OK', above: 'ALARM' });
    await setState(system, 'a', 'OK');
    await setState(system, 'one', 'ALARM');
    expect(await statesOf(system, 'two', 'above')).toEqual({ two: 'OK', above: 'ALARM' });
  });

  it('makes up for what it missed, with all that stands above, as soon as it is broken', async () => {
    const system = await cycle();
    await putComposite(system, 'top', 'ALARM(two)');
    await setState(system, 'a', 'ALARM');
    await putComposite(system, 'two', 'FALSE');
    expect(await statesOf(system, 'one', 'two', 'top')).toEqual({ one: 'ALARM', two: 'OK', top: 'OK' });
    expect(await alarmOf(system, 'one')).toMatchObject({
      StateReason: `${arnOf('a')} transitioned to ALARM at Saturday 21 November, 2026 03:00:00 UTC`,
    });
  });

  it('cannot be deleted until it is broken by the rule of one of its alarms', async () => {
    const system = await cycle();
    await system.call('DeleteAlarms', { AlarmNames: ['above'] });
    for (const [name, other] of [
      ['one', 'two'],
      ['two', 'one'],
    ]) {
      await expect(system.call('DeleteAlarms', { AlarmNames: [`${name}`] }), `${name} of ${other}`).rejects.toThrow(
        `Cannot delete ${name} as there are composite alarm(s) depending on it.`,
      );
    }
    await setState(system, 'a', 'ALARM');
    await putComposite(system, 'one', 'false');
    await setState(system, 'one', 'ALARM');
    expect(await statesOf(system, 'two')).toEqual({ two: 'ALARM' });
    await system.call('DeleteAlarms', { AlarmNames: ['two'] });
    await system.call('DeleteAlarms', { AlarmNames: ['one'] });
    expect(await statesOf(system, 'one', 'two')).toEqual({});
  });
});

describe('PutCompositeAlarm', () => {
  it.each<[string, JsonObject, RegExp | string]>([
    ['no rule', { AlarmRule: undefined }, 'AlarmRule must not contain leading or trailing whitespace or be null'],
    [
      'a rule with space around it',
      { AlarmRule: ' TRUE' },
      'AlarmRule must not contain leading or trailing whitespace',
    ],
    ['a rule that is none', { AlarmRule: 'ALARM(' }, 'Error in AlarmRule [Unexpected end at char 6'],
    [
      'a rule that is too long',
      { AlarmRule: `${'NOT '.repeat(2560)}TRUE` },
      /'alarmRule' .* less than or equal to 10240/,
    ],
    ['no name', { AlarmName: undefined }, 'The parameter AlarmName is required.'],
    ['a name that is too long', { AlarmName: 'x'.repeat(256) }, /AlarmName must be shorter than 256/],
    ['the name of a metric alarm', { AlarmName: 'a' }, 'A metric alarm with the name a already exists.'],
    [
      'children that are not there',
      { AlarmRule: `ALARM(a) OR ALARM(gone) OR OK("${arnOf('gone too')}")` },
      `Could not save the composite alarm as alarms [${arnOf('gone')}, ${arnOf('gone too')}] in the alarm rule do not exist`,
    ],
    [
      'a child in another Region',
      { AlarmRule: 'ALARM(arn:aws:cloudwatch:eu-west-1:000000000000:alarm:a)' },
      'alarms [arn:aws:cloudwatch:eu-west-1:000000000000:alarm:a] in the alarm rule do not exist',
    ],
    ['itself for a child', { AlarmRule: 'ALARM(a) OR OK(composite)' }, 'cannot have a child relation with itself'],
    [
      'more than 100 children',
      { AlarmRule: Array.from({ length: 101 }, (_, index) => `OK(c${index})`).join(' OR ') },
      'The AlarmRule must not refer to more than 100 alarms.',
    ],
    [
      'a suppressor that is not there',
      { ActionsSuppressor: 'gone', ...PERIODS },
      'ActionsSuppressor gone does not exist',
    ],
    ['itself for a suppressor', { ActionsSuppressor: arnOf('composite'), ...PERIODS }, 'cannot be its own'],
    [
      'a suppressor that is no alarm',
      { ActionsSuppressor: 'arn:aws:sns:us-east-1:000000000000:topic', ...PERIODS },
      'ActionsSuppressor must be a valid CloudWatch Alarm ARN or an Alarm name',
    ],
    [
      'a suppressor without a wait period',
      { ActionsSuppressor: 'a', ActionsSuppressorExtensionPeriod: 60 },
      'ActionsSuppressorWaitPeriod must not be null',
    ],
    [
      'a suppressor without an extension period',
      { ActionsSuppressor: 'a', ActionsSuppressorWaitPeriod: 60 },
      'ActionsSuppressorExtensionPeriod must not be null',
    ],
    ['a period without a suppressor', PERIODS, 'ActionsSuppressorWaitPeriod requires an ActionSuppressor'],
    [
      'a negative period',
      { ActionsSuppressor: 'a', ...PERIODS, ActionsSuppressorWaitPeriod: -1 },
      /'actionsSuppressorWaitPeriod' .* greater than or equal to 0/,
    ],
    ['an EC2 action', { AlarmActions: ['arn:aws:automate:us-east-1:ec2:stop'] }, 'Unsupported AWS vendor automate'],
    ['six actions', { OKActions: new Array(6).fill(TOPIC) }, /at 'oKActions' .* less than or equal to 5/],
    ['a description that is too long', { AlarmDescription: 'x'.repeat(1025) }, /shorter than 1025/],
    ['tags in notifications', { ActionConfiguration: {} }, /ActionConfiguration is not served/],
  ])('refuses %s', async (_, change, message) => {
    const system = await systemWith('a');
    const input = { AlarmName: 'composite', AlarmRule: 'ALARM(a)', ...change };
    await expect(system.call('PutCompositeAlarm', input)).rejects.toThrow(message);
    expect(await alarmOf(system, 'composite')).toBeUndefined();
  });

  it('refuses a 151st parent of a child, and lets a parent be put again', async () => {
    const system = await systemWith('a');
    for (let index = 0; index < 150; index++) await putComposite(system, `c${index}`, 'ALARM(a)');
    await putComposite(system, 'c0', 'OK(a)');
    await expect(putComposite(system, 'one more', 'ALARM(a)')).rejects.toThrow('in the rules of 150 composite alarms');
  });

  it('refuses PutMetricAlarm the name of a composite alarm', async () => {
    const system = await systemWith('a');
    await putComposite(system, 'composite', 'ALARM(a)');
    await expect(putSettable(system, 'composite')).rejects.toThrow('A composite alarm with the name composite already');
  });

  it('gives tags to a new alarm alone', async () => {
    const system = await systemWith('a');
    for (const Value of ['first', 'second']) {
      await putComposite(system, 'composite', 'ALARM(a)', { Tags: [{ Key: 'k', Value }] });
    }
    const { Tags } = await system.call('ListTagsForResource', { ResourceARN: arnOf('composite') });
    expect(Tags).toEqual([{ Key: 'k', Value: 'first' }]);
  });
});
