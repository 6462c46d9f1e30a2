import { describe, expect, it } from 'vitest';
import { type EmbeddedCloudWatch, embedCloudWatch, START } from '../../../support/embedded-cloudwatch.ts';
import { ACTIONS, alarmOf, arnOf, putComposite, putSettable, setState } from '../../../support/set-alarms.ts';

/** One unit of a course's time: no multiple of anything that the clock does by itself. */
const UNIT = 7_000;
const SUPPRESSED = {
  ActionsSuppressor: 'suppressor',
  ActionsSuppressorWaitPeriod: (2 * UNIT) / 1000,
  ActionsSuppressorExtensionPeriod: (3 * UNIT) / 1000,
};

/** What happens at a time: the composite alarm's child or its suppressor changes its state, or something else is done. */
type Step = readonly [
  time: number,
  what: 'child' | 'suppressor' | ((system: EmbeddedCloudWatch) => Promise<unknown>),
  state?: 'OK' | 'ALARM' | 'INSUFFICIENT_DATA',
];

async function courseSystem(change = {}): Promise<EmbeddedCloudWatch> {
  const system = embedCloudWatch();
  await putSettable(system, 'child');
  await putSettable(system, 'suppressor');
  await putComposite(system, 'composite', 'ALARM(child)', { ...SUPPRESSED, ...change });
  await system.clock.advance((SUPPRESSED.ActionsSuppressorWaitPeriod + 1) * 1000);
  system.published.length = 0;
  return system;
}

/** Each action of the composite alarm as `t4 ALARM`, in units since the start of the course. */
function actionsSince(system: EmbeddedCloudWatch, start: number): string[] {
  return system.published.map(({ message }) => {
    const { StateChangeTime, NewStateValue } = JSON.parse(message);
    return `t${(Date.parse(StateChangeTime) - start) / UNIT} ${NewStateValue}`;
  });
}

/** Runs a course of ten units; gives its actions and what suppresses them at each time: W, E, A or `.` for nothing. */
async function run(system: EmbeddedCloudWatch, steps: readonly Step[]): Promise<{ actions: string[]; held: string }> {
  const start = system.clock.now();
  let held = '';
  for (let time = 0; time < 11; time++) {
    for (const [at, what, state = 'OK'] of steps) {
      if (at !== time) continue;
      await (typeof what === 'string' ? setState(system, what, state) : what(system));
    }
    held += String((await alarmOf(system, 'composite'))?.ActionsSuppressedBy ?? '.').charAt(0);
    await system.clock.advance(UNIT);
  }
  return { actions: actionsSince(system, start), held };
}

const replaceBy =
  (ActionsSuppressor: string, extension = SUPPRESSED.ActionsSuppressorExtensionPeriod) =>
  async (system: EmbeddedCloudWatch) =>
    putComposite(system, 'composite', 'ALARM(child)', {
      ...{ ...SUPPRESSED, ActionsSuppressor },
      ActionsSuppressorExtensionPeriod: extension,
    });

describe('a composite alarm with WaitPeriod 2 and ExtensionPeriod 3', () => {
  it.each<[string, readonly Step[], string[], string]>([
    ['acts at the end of the wait when the suppressor stays OK', [[2, 'child', 'ALARM']], ['t4 ALARM'], '..WW.......'],
    [
      'does not act when the suppressor goes to ALARM during the wait',
      [
        [2, 'child', 'ALARM'],
        [3, 'suppressor', 'ALARM'],
      ],
      [],
      '..WAAAAAAAA',
    ],
    [
      'waits anew when its state changes during the wait',
      [
        [2, 'child', 'ALARM'],
        [3, 'child', 'OK'],
      ],
      ['t5 OK'],
      '..WWW......',
    ],
    [
      'does not act when the suppressor is in ALARM already',
      [
        [0, 'suppressor', 'ALARM'],
        [2, 'child', 'ALARM'],
      ],
      [],
      '..AAAAAAAAA',
    ],
    [
      'acts at the end of the extension after the suppressor has left ALARM',
      [
        [2, 'child', 'ALARM'],
        [3, 'suppressor', 'ALARM'],
        [6, 'suppressor', 'OK'],
      ],
      ['t9 ALARM'],
      '..WAAAEEE..',
    ],
    [
      'waits anew when its state changes during the extension',
      [
        [2, 'child', 'ALARM'],
        [3, 'suppressor', 'ALARM'],
        [6, 'suppressor', 'OK'],
        [7, 'child', 'OK'],
      ],
      ['t9 OK'],
      '..WAAAEWW..',
    ],
    [
      'is suppressed again when the suppressor returns to ALARM during the extension',
      [
        [0, 'suppressor', 'ALARM'],
        [1, 'child', 'ALARM'],
        [3, 'suppressor', 'OK'],
        [5, 'suppressor', 'ALARM'],
      ],
      [],
      '.AAEEAAAAAA',
    ],
    [
      'acts once, on the state at the end, however often it changed while it was suppressed',
      [
        [0, 'suppressor', 'ALARM'],
        [1, 'child', 'ALARM'],
        [2, 'child', 'OK'],
        [3, 'child', 'ALARM'],
        [4, 'suppressor', 'OK'],
      ],
      ['t7 ALARM'],
      '.AAAEEE....',
    ],
    [
      'goes on waiting when the suppressor goes to INSUFFICIENT_DATA',
      [
        [2, 'child', 'ALARM'],
        [3, 'suppressor', 'INSUFFICIENT_DATA'],
      ],
      ['t4 ALARM'],
      '..WW.......',
    ],
    [
      'extends when the suppressor goes from ALARM to INSUFFICIENT_DATA',
      [
        [0, 'suppressor', 'ALARM'],
        [1, 'child', 'ALARM'],
        [2, 'suppressor', 'INSUFFICIENT_DATA'],
      ],
      ['t5 ALARM'],
      '.AEEE......',
    ],
    [
      'is not concerned by a suppressor that comes and goes while its state stays',
      [
        [1, 'suppressor', 'ALARM'],
        [3, 'suppressor', 'OK'],
      ],
      [],
      '...........',
    ],
    [
      'has acted when the suppressor goes to ALARM only after the wait',
      [
        [1, 'child', 'ALARM'],
        [4, 'suppressor', 'ALARM'],
      ],
      ['t3 ALARM'],
      '.WW........',
    ],
    [
      'extends when the suppressor is deleted while in ALARM',
      [
        [0, 'suppressor', 'ALARM'],
        [1, 'child', 'ALARM'],
        [2, ({ call }) => call('DeleteAlarms', { AlarmNames: ['suppressor'] })],
      ],
      ['t5 ALARM'],
      '.AEEE......',
    ],
    [
      'does not act when it is deleted together with a suppressor in ALARM',
      [
        [0, 'suppressor', 'ALARM'],
        [1, 'child', 'ALARM'],
        [1, replaceBy('suppressor', 0)],
        [2, ({ call }) => call('DeleteAlarms', { AlarmNames: ['suppressor', 'composite'] })],
      ],
      [],
      '.A.........',
    ],
    [
      'acts as usual without the suppressor that was deleted',
      [
        [0, ({ call }) => call('DeleteAlarms', { AlarmNames: ['suppressor'] })],
        [1, 'child', 'ALARM'],
      ],
      ['t3 ALARM'],
      '.WW........',
    ],
    [
      'waits anew for a suppressor that replaces another during the wait',
      [
        [0, (system) => putSettable(system, 'other')],
        [1, 'child', 'ALARM'],
        [2, replaceBy('other')],
        [3, 'suppressor', 'ALARM'],
      ],
      ['t4 ALARM'],
      '.WWW.......',
    ],
    [
      'is suppressed by one in ALARM that replaces another during the extension',
      [
        [0, (system) => putSettable(system, 'other').then(() => setState(system, 'other', 'ALARM'))],
        [0, 'suppressor', 'ALARM'],
        [1, 'child', 'ALARM'],
        [2, 'suppressor', 'OK'],
        [3, replaceBy('other')],
      ],
      [],
      '.AEAAAAAAAA',
    ],
    [
      'acts at once when the suppressor is taken away',
      [
        [1, 'child', 'ALARM'],
        [2, (system) => putComposite(system, 'composite', 'ALARM(child)')],
      ],
      ['t2 ALARM'],
      '.W.........',
    ],
    [
      'keeps a period that runs when it is put again with the same suppressor',
      [
        [1, 'child', 'ALARM'],
        [2, replaceBy('suppressor')],
      ],
      ['t3 ALARM'],
      '.WW........',
    ],
    [
      'takes no actions that are disabled when the wait ends',
      [
        [1, 'child', 'ALARM'],
        [2, ({ call }) => call('DisableAlarmActions', { AlarmNames: ['composite'] })],
      ],
      [],
      '.WW........',
    ],
    [
      'is held back when it is set by hand',
      [[1, ({ call }) => call('SetAlarmState', { AlarmName: 'composite', StateValue: 'ALARM', StateReason: 'drill' })]],
      ['t3 ALARM'],
      '.WW........',
    ],
    [
      'does nothing more when it was deleted during the wait',
      [
        [1, 'child', 'ALARM'],
        [2, ({ call }) => call('DeleteAlarms', { AlarmNames: ['composite'] })],
      ],
      [],
      '.W.........',
    ],
  ])('%s', async (_, steps, actions, held) => {
    expect(await run(await courseSystem(), steps)).toEqual({ actions, held });
  });

  it.each([
    ['before it', ['maintenance', 'composite']],
    ['after it', ['maintenance', 'composite', 'maintenance']],
  ])('may be suppressed by a composite alarm that changes at the same instant, evaluated %s', async (_, order) => {
    const system = await courseSystem();
    for (const name of order) {
      if (name === 'maintenance') await putComposite(system, name, 'ALARM(child)', { AlarmActions: [], OKActions: [] });
      else {
        await putComposite(system, name, 'ALARM(child)', {
          ...{ ...SUPPRESSED, ActionsSuppressor: arnOf('maintenance') },
          ActionsSuppressorWaitPeriod: 0,
        });
      }
    }
    expect(await run(system, [[1, 'child', 'ALARM']])).toEqual({ actions: [], held: '.AAAAAAAAAA' });
  });

  it('goes on waiting when it is set once more to the state that it has', async () => {
    const set = ({ call }: EmbeddedCloudWatch) =>
      call('SetAlarmState', { AlarmName: 'composite', StateValue: 'ALARM', StateReason: 'drill' });
    const steps: Step[] = [
      [1, set],
      [2, set],
    ];
    expect(await run(await courseSystem(), steps)).toEqual({ actions: ['t3 ALARM'], held: '.WW........' });
  });

  it('yields to a suppressor that goes to ALARM by an evaluation at the very end of the wait', async () => {
    const system = embedCloudWatch();
    await putSettable(system, 'child');
    await putSettable(system, 'suppressor', { MetricName: 'Orders' });
    await putComposite(system, 'composite', 'ALARM(child)', { ...SUPPRESSED, ActionsSuppressorWaitPeriod: 30 });
    await system.clock.advance(90_000);
    system.published.length = 0;
    system.recordSeries('9', {}, START + 60_000);
    await setState(system, 'child', 'ALARM');
    await system.clock.advance(60_000);
    expect(await alarmOf(system, 'composite')).toMatchObject({ ActionsSuppressedBy: 'Alarm' });
    expect(system.published).toEqual([]);
  });

  it('yields so even to an evaluation each ten seconds that began during the wait', async () => {
    const system = embedCloudWatch();
    await putSettable(system, 'child');
    await putSettable(system, 'suppressor', { MetricName: 'Orders' });
    await putComposite(system, 'composite', 'ALARM(child)', { ...SUPPRESSED, ActionsSuppressorWaitPeriod: 30 });
    await system.clock.advance(60_000);
    system.published.length = 0;
    await setState(system, 'child', 'ALARM');
    await putSettable(system, 'suppressor', { MetricName: 'Orders', Period: 10 });
    system.recordSeries('9', { storageResolution: 1 }, START + 80_000);
    await system.clock.advance(30_000);
    expect(await alarmOf(system, 'composite')).toMatchObject({ ActionsSuppressedBy: 'Alarm' });
    expect(system.published).toEqual([]);
  });

  it('acts at once with periods of 0 seconds', async () => {
    const system = await courseSystem({ ActionsSuppressorWaitPeriod: 0, ActionsSuppressorExtensionPeriod: 0 });
    const { actions } = await run(system, [
      [1, 'child', 'ALARM'],
      [2, 'suppressor', 'ALARM'],
      [3, 'child', 'OK'],
      [4, 'suppressor', 'OK'],
    ]);
    expect(actions).toEqual(['t1 ALARM', 't4 OK']);
  });
});

describe('a suppressed composite alarm', () => {
  it('is described with what suppresses its actions, and with both of its times', async () => {
    const system = await courseSystem();
    await setState(system, 'child', 'ALARM');
    const changed = system.clock.now() / 1000;
    expect(await alarmOf(system, 'composite')).toMatchObject({
      ActionsSuppressedBy: 'WaitPeriod',
      ActionsSuppressedReason: 'Actions suppressed by WaitPeriod',
      ActionsSuppressor: 'suppressor',
      ActionsSuppressorWaitPeriod: 14,
      ActionsSuppressorExtensionPeriod: 21,
      StateUpdatedTimestamp: changed,
      StateTransitionedTimestamp: changed,
    });
    await system.clock.advance(2 * UNIT);
    const acted = await alarmOf(system, 'composite');
    expect(acted).toMatchObject({ StateUpdatedTimestamp: changed + 14, StateTransitionedTimestamp: changed });
    expect(acted).not.toHaveProperty('ActionsSuppressedBy');
  });

  it('sends the event on its change at once, and says in it that the actions wait', async () => {
    const system = await courseSystem();
    await setState(system, 'child', 'ALARM');
    expect(system.events.at(-1)?.detail).toMatchObject({
      alarmName: 'composite',
      state: {
        value: 'ALARM',
        actionsSuppressedBy: 'WaitPeriod',
        actionsSuppressedReason: 'Actions suppressed by WaitPeriod',
      },
      configuration: {
        alarmRule: 'ALARM(child)',
        actionsSuppressor: 'suppressor',
        actionsSuppressorWaitPeriod: 14,
        actionsSuppressorExtensionPeriod: 21,
      },
    });
    const sent = system.events.length;
    await system.clock.advance(2 * UNIT);
    expect(system.events).toHaveLength(sent);
  });

  it('acts at the end of a wait that a restart interrupted', async () => {
    const before = await courseSystem();
    const start = before.clock.now();
    await setState(before, 'child', 'ALARM');
    await before.clock.advance(UNIT);
    before.cloudWatch.stop();
    const after = embedCloudWatch(before.database, { start: before.clock.now() });
    expect(await alarmOf(after, 'composite')).toMatchObject({ ActionsSuppressedBy: 'WaitPeriod' });
    await after.clock.advance(UNIT - 1);
    expect(after.published).toEqual([]);
    await after.clock.advance(1);
    expect(actionsSince(after, start)).toEqual(['t2 ALARM']);
  });

  it('acts a second after it runs again, when functions are there, if the wait ended while nothing ran', async () => {
    const before = await courseSystem();
    await setState(before, 'child', 'ALARM');
    before.cloudWatch.stop();
    const after = embedCloudWatch(before.database, { start: before.clock.now() + 5 * UNIT });
    await after.clock.advance(999);
    expect(after.published).toEqual([]);
    await after.clock.advance(1);
    expect(after.published).toHaveLength(1);
    await after.clock.advance(20 * UNIT);
    expect(after.published).toHaveLength(1);
  });

  it('tries again after a minute when the end of a wait cannot be stored', async () => {
    const errors: unknown[] = [];
    const system = embedCloudWatch(undefined, { onError: (error) => errors.push(error) });
    await putSettable(system, 'child');
    await putSettable(system, 'suppressor');
    await putComposite(system, 'composite', 'ALARM(child)', { ...SUPPRESSED, ...ACTIONS });
    system.database.exec(`CREATE TRIGGER refuse BEFORE INSERT ON cloudwatch_alarm_history WHEN NEW.type = 'Action'
      BEGIN SELECT RAISE(ABORT, 'disk full'); END`);
    await system.clock.advance(2 * UNIT);
    expect(errors.map(String)).toEqual([expect.stringContaining('The alarm composite cannot take its actions')]);
    expect(await alarmOf(system, 'composite')).toMatchObject({ ActionsSuppressedBy: 'WaitPeriod' });
    expect(system.published).toEqual([]);
    system.database.exec('DROP TRIGGER refuse');
    await system.clock.advance(60_000);
    expect(system.published).toHaveLength(1);
    expect(await alarmOf(system, 'composite')).not.toHaveProperty('ActionsSuppressedBy');
  });

  it('does not act on a state that it is about to leave when its change cannot be stored but its suppressor goes', async () => {
    const system = embedCloudWatch(undefined, { onError: () => {} });
    await putSettable(system, 'child', { MetricName: 'Orders', TreatMissingData: 'notBreaching' });
    await putComposite(system, 'maintenance', 'ALARM(child)', { AlarmActions: [], OKActions: [] });
    await putComposite(system, 'composite', 'ALARM(child)', {
      ...{ ...SUPPRESSED, ActionsSuppressor: 'maintenance' },
      ...{ ActionsSuppressorWaitPeriod: 0, ActionsSuppressorExtensionPeriod: 0 },
    });
    await setState(system, 'child', 'ALARM');
    system.published.length = 0;
    system.database.exec(`CREATE TRIGGER refuse BEFORE INSERT ON cloudwatch_alarm_history
      WHEN NEW.alarm = 'composite' AND NEW.type = 'StateUpdate' BEGIN SELECT RAISE(ABORT, 'disk full'); END`);
    await system.clock.advance(60_000);
    expect(await alarmOf(system, 'maintenance')).toMatchObject({ StateValue: 'OK' });
    system.database.exec('DROP TRIGGER refuse');
    await system.clock.advance(60_000);
    expect(system.published.map(({ message }) => JSON.parse(message).NewStateValue)).toEqual(['OK']);
  });
});
