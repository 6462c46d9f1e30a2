import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { AlarmChange, AlarmGroup } from '../../../../functions/lib/incidents/alarm-group.ts';
import {
  acknowledge,
  applyChange,
  escalate,
  type GroupChange,
} from '../../../../functions/lib/incidents/apply-change.ts';
import type { Incident } from '../../../../functions/lib/incidents/incident.ts';
import type { Severity } from '../../../../monitoring/resources.ts';
import { alarmChange } from './alarm-changes.ts';

const EMPTY: AlarmGroup = { group: 'shop', alarms: {} };

/** What a course of changes came to: every incident as it last was, and what became of each. */
function course(changes: readonly AlarmChange[], start = EMPTY) {
  let group = start;
  const incidents = new Map<string, Incident>();
  const events: string[] = [];
  let mostAtOnce = 0;
  for (const change of changes) {
    const next: GroupChange | undefined = applyChange(group, change);
    if (next === undefined) continue;
    group = next.group;
    if (next.incident) incidents.set(next.incident.id, next.incident);
    events.push(...next.events.map((event) => `${event} ${next.incident?.id} ${next.incident?.reopenings ?? 0}`));
    mostAtOnce = Math.max(mostAtOnce, [...incidents.values()].filter(({ status }) => status !== 'resolved').length);
  }
  return { group, incidents: [...incidents.values()], events, mostAtOnce };
}

const told = ({ events }: ReturnType<typeof course>) => events.map((event) => event.split(' ')[0]);
const ok = (name: string, at: number, given: Partial<AlarmChange> = {}) =>
  alarmChange(name, { state: 'OK', at, ...given });
const MINUTE = 60_000;
/** Over for a minute, and there again. */
const flap = (name: string, at: number) => [ok(name, at - MINUTE), alarmChange(name, { at })];

describe('the alarms of a group', () => {
  const cases: Record<string, [AlarmChange[], string[]]> = {
    'open an incident by an action, and resolve it when it is over': [
      [alarmChange('down'), ok('down', 2_000)],
      ['opened', 'resolved'],
    ],
    'open none by a change whose action was suppressed or muted': [
      [alarmChange('down', { acted: false }), ok('down', 2_000, { acted: false })],
      [],
    ],
    'open one when the action comes after the event': [
      [alarmChange('down', { acted: false }), alarmChange('down')],
      ['opened'],
    ],
    'open none when the event comes after the action': [
      [alarmChange('down'), alarmChange('down', { acted: false })],
      ['opened'],
    ],
    'are one incident, which lasts until the last of them is over': [
      [alarmChange('down'), alarmChange('slow', { at: 1_500 }), ok('down', 2_000), ok('slow', 3_000)],
      ['opened', 'resolved'],
    ],
    'raise the incident when one is worse': [
      [alarmChange('slow', { severity: 'warning' }), alarmChange('down', { at: 2_000 })],
      ['opened', 'raised'],
    ],
    'do not raise it by one whose action was suppressed': [
      [alarmChange('slow', { severity: 'warning' }), alarmChange('down', { at: 2_000, acted: false })],
      ['opened'],
    ],
    'do not resolve it while one has no data': [
      [alarmChange('down'), alarmChange('down', { state: 'INSUFFICIENT_DATA', at: 2_000 })],
      ['opened'],
    ],
    'reopen it when one is raised again within ten minutes': [
      [alarmChange('down'), ok('down', 2_000), alarmChange('slow', { at: 2_000 + 10 * MINUTE })],
      ['opened', 'resolved', 'reopened'],
    ],
    'reopen it as often as that happens': [
      [alarmChange('down'), ...[1, 2, 3].flatMap((each) => flap('down', each * 7 * MINUTE))],
      ['opened', 'resolved', 'reopened', 'resolved', 'reopened', 'resolved', 'reopened'],
    ],
    'reopen it by no change whose action was suppressed or muted': [
      [alarmChange('down'), ok('down', 2_000), alarmChange('down', { at: 3_000, acted: false })],
      ['opened', 'resolved'],
    ],
    'open another one when they are raised again later': [
      [alarmChange('down'), ok('down', 2_000), alarmChange('down', { at: 2_001 + 10 * MINUTE })],
      ['opened', 'resolved', 'opened'],
    ],
    'reopen and raise the incident when what is there again is worse': [
      [alarmChange('slow', { severity: 'warning' }), ok('slow', 2_000), alarmChange('down', { at: 3_000 })],
      ['opened', 'resolved', 'reopened', 'raised'],
    ],
    'reopen it for what was over before it was heard of': [
      [alarmChange('down'), ok('down', 2_000), ok('down', 5_000), alarmChange('down', { at: 4_000 })],
      ['opened', 'resolved', 'reopened', 'resolved'],
    ],
    'open another one when nobody can know of the last one': [
      [ok('down', 2_000), alarmChange('down'), alarmChange('down', { at: 3_000 })],
      ['opened', 'resolved', 'opened'],
    ],
    'tell of an incident that was over before it was heard of': [
      [ok('down', 2_000), alarmChange('down')],
      ['opened', 'resolved'],
    ],
    'open none for news': [[alarmChange('deployed', { severity: 'info' })], []],
  };
  test.each(Object.entries(cases))('%s', (_sentence, [changes, expected]) => {
    expect(told(course(changes))).toEqual(expected);
  });

  test('raised: whoever acknowledged the lesser thing has not acknowledged this', () => {
    const { group, incidents } = course([alarmChange('slow', { severity: 'warning' })]);
    const id = incidents[0]?.id ?? '';
    const known = acknowledge(group, { id, by: 'usr_1', at: 1_500 });
    expect(known?.incident).toMatchObject({ status: 'acknowledged', acknowledgedBy: 'usr_1', acknowledgedAt: 1_500 });
    const worse = applyChange(known?.group ?? group, alarmChange('down', { at: 2_000 }));
    expect(worse?.incident).toMatchObject({ id, status: 'open', severity: 'critical' });
    expect(worse?.incident).not.toHaveProperty('acknowledgedBy');
  });

  test('reopened: whoever acknowledged it knows of it, unless it is worse', () => {
    const { group } = course([alarmChange('slow', { severity: 'warning' })]);
    const id = group.incident?.id ?? '';
    const known = acknowledge(group, { id, by: 'usr_1', at: 1_500 })?.group ?? group;
    const again = (severity: Severity) =>
      course([ok('slow', 2_000), alarmChange('slow', { at: 3_000, severity })], known).incidents[0];
    expect(again('warning')).toMatchObject({ id, status: 'acknowledged', acknowledgedBy: 'usr_1', reopenings: 1 });
    expect(again('warning')).not.toHaveProperty('resolvedAt');
    expect(again('critical')).toMatchObject({ id, status: 'open', severity: 'critical', reopenings: 1 });
    expect(again('critical')).not.toHaveProperty('acknowledgedBy');
  });

  test('reopened: it tells its whole course, and how often and when', () => {
    const changes = [alarmChange('down'), ok('down', 2_000), alarmChange('slow', { at: 3_000 }), ok('slow', 4_000)];
    expect(course(changes).incidents).toMatchObject([
      {
        ...{ status: 'resolved', openedAt: 1_000, resolvedAt: 4_000, reopenings: 1, reopenedAt: 3_000 },
        alarms: [{ title: 'down' }, { title: 'slow' }],
        timeline: [
          ...[{ type: 'alarm' }, { type: 'opened' }, { type: 'alarm' }, { type: 'resolved', at: 2_000 }],
          ...[
            { type: 'alarm', alarm: 'smallcart-local-slow' },
            { type: 'reopened', at: 3_000 },
          ],
          ...[{ type: 'alarm' }, { type: 'resolved', at: 4_000 }],
        ],
      },
    ]);
  });

  test('the next contact is called once, by whoever is at it as well, and anew when it was over and is there again', () => {
    const open = course([alarmChange('down')]).group;
    const id = open.incident?.id ?? '';
    const known = acknowledge(open, { id, by: 'usr_1', at: 1_500 })?.group ?? open;
    const called = escalate(known, { id, by: 'usr_2', at: 1_600 });
    expect(called).toMatchObject({
      events: ['escalated'],
      incident: { status: 'acknowledged', escalatedAt: 1_600, escalatedBy: 'usr_2' },
    });
    const group = called?.group ?? known;
    expect(escalate(group, { id, by: 'usr_1', at: 1_700 })).toBeUndefined();
    expect(escalate(open, { id: 'inc_other', by: 'usr_1', at: 1_700 })).toBeUndefined();
    const again = course([ok('down', 2_000), alarmChange('down', { at: 3_000 })], group).group;
    expect(again.incident).not.toHaveProperty('escalatedAt');
    expect(escalate(again, { id, by: 'usr_1', at: 4_000 })).toBeDefined();
  });

  test('acknowledging what is acknowledged, over or another incident changes nothing', () => {
    const open = course([alarmChange('down')]).group;
    const id = open.incident?.id ?? '';
    const once = acknowledge(open, { id, by: 'usr_1', at: 1_500 });
    expect(acknowledge(once?.group ?? open, { id, by: 'usr_2', at: 1_600 })).toBeUndefined();
    expect(acknowledge(open, { id: 'inc_other', by: 'usr_2', at: 1_600 })).toBeUndefined();
    expect(
      acknowledge(course([alarmChange('down'), ok('down', 2_000)]).group, { id, by: 'usr_2', at: 3_000 }),
    ).toBeUndefined();
  });

  test('an incident keeps the value of when its alarm was raised, and tells its course', () => {
    const { incidents } = course([alarmChange('down', { value: 7, threshold: 5 }), ok('down', 2_000, { value: 1 })]);
    expect(incidents).toMatchObject([
      {
        status: 'resolved',
        openedAt: 1_000,
        resolvedAt: 2_000,
        alarms: [{ state: 'OK', since: 2_000, raisedAt: 1_000, value: 7, threshold: 5 }],
        timeline: [
          { type: 'alarm', at: 1_000 },
          { type: 'opened' },
          { type: 'alarm', at: 2_000 },
          { type: 'resolved' },
        ],
      },
    ]);
  });

  test('an alarm that took its action stands for the incident even when it is raised again unheard', () => {
    const { incidents } = course([
      alarmChange('down'),
      alarmChange('slow', { at: 1_500 }),
      ok('down', 2_000),
      alarmChange('down', { at: 3_000, acted: false }),
    ]);
    expect(incidents[0]?.alarms).toMatchObject([
      { title: 'down', acted: true, raisedAt: 3_000 },
      { title: 'slow', acted: true },
    ]);
  });

  test('an alarm that was over before it was heard of belongs to the incident of its time, which lasts at least as long', () => {
    const { incidents, events } = course([
      alarmChange('down', { at: 1_000 }),
      ok('slow', 3_000),
      alarmChange('slow', { at: 2_500, value: 7 }),
      ok('down', 2_000),
    ]);
    expect(incidents).toMatchObject([{ openedAt: 1_000, resolvedAt: 3_000, status: 'resolved' }]);
    expect(incidents[0]?.alarms).toMatchObject([
      { title: 'down', state: 'OK', since: 2_000 },
      { title: 'slow', state: 'OK', since: 3_000, raisedAt: 2_500, value: 7 },
    ]);
    expect(incidents[0]?.timeline.filter(({ type }) => type === 'alarm').map(({ at }) => at)).toEqual([
      1_000, 2_000, 2_500, 3_000,
    ]);
    expect(events.map((event) => event.split(' ')[0])).toEqual(['opened', 'resolved']);
  });

  test('a long course keeps its beginning and its end', () => {
    const flaps = Array.from({ length: 300 }, (_, index) =>
      index % 2 ? ok('slow', 2_000 + index) : alarmChange('slow', { at: 2_000 + index }),
    );
    const [incident] = course([alarmChange('down'), ...flaps, ok('down', 9_000)]).incidents;
    expect(incident?.timeline.length).toBeLessThanOrEqual(200);
    expect(incident?.timeline.slice(0, 2).map(({ at }) => at)).toEqual([1_000, 1_000]);
    expect(incident?.timeline.at(-1)).toMatchObject({ type: 'resolved', at: 9_000 });
  });
});

/** Histories of up to three alarms, each change told as an event, an action or both, in quick or slow succession. */
const histories = fc
  .tuple(
    fc.array(
      fc.record({
        name: fc.constantFrom('down', 'slow', 'late'),
        state: fc.constantFrom('OK' as const, 'ALARM' as const, 'INSUFFICIENT_DATA' as const),
        severity: fc.constantFrom('critical' as const, 'warning' as const),
        told: fc.constantFrom('event', 'action', 'both'),
      }),
      { maxLength: 12 },
    ),
    fc.constantFrom(10, 4 * MINUTE),
  )
  .map(([entries, pause]) =>
    entries.flatMap(({ name, state, severity, told: how }, index) => {
      const given = { state, severity, at: 1_000 + index * pause };
      const event = alarmChange(name, { ...given, acted: false });
      const action = alarmChange(name, { ...given, acted: true });
      return how === 'both' ? [event, action] : [how === 'event' ? event : action];
    }),
  );

/** The same changes in any order, some of them several times. */
const scrambled = histories.chain((changes) =>
  fc.tuple(
    fc.constant(changes),
    fc
      .tuple(fc.shuffledSubarray(changes, { minLength: changes.length }), fc.subarray(changes))
      .chain(([all, again]) => fc.shuffledSubarray([...all, ...again], { minLength: all.length + again.length })),
  ),
);

describe('whatever comes twice, late or in another order', () => {
  test('each alarm is in the state of its last change', () => {
    fc.assert(
      fc.property(scrambled, ([changes, delivered]) => {
        const { group } = course(delivered);
        for (const known of Object.values(group.alarms)) {
          const last = changes.filter(({ name }) => name === known.name).at(-1);
          expect([known.state, known.since]).toEqual([last?.state, last?.at]);
        }
      }),
    );
  });

  test('a change that is told again changes nothing', () => {
    fc.assert(
      fc.property(scrambled, ([, delivered]) => {
        const { group } = course(delivered);
        for (const change of delivered) expect(applyChange(group, change)).toBeUndefined();
      }),
    );
  });

  test('an incident opens once, is resolved once for each time that it was there, and there are never two at once', () => {
    fc.assert(
      fc.property(scrambled, ([, delivered]) => {
        const { events, mostAtOnce } = course(delivered);
        const ends = events.filter((event) => !event.startsWith('raised'));
        expect(new Set(ends).size).toBe(ends.length);
        expect(mostAtOnce).toBeLessThanOrEqual(1);
      }),
    );
  });

  test('an alarm that is on and took its action has an incident; one that is open has an alarm that is not over', () => {
    fc.assert(
      fc.property(scrambled, ([, delivered]) => {
        const { group } = course(delivered);
        const acting = Object.values(group.alarms).filter(({ state, acted }) => state === 'ALARM' && acted);
        if (acting.length > 0)
          expect(group.incident?.alarms.map(({ name }) => name)).toEqual(
            expect.arrayContaining(acting.map(({ name }) => name)),
          );
        if (group.incident) expect(group.incident.alarms.some(({ state }) => state !== 'OK')).toBe(true);
      }),
    );
  });

  test('every time that an alarm took its action lies in an incident', () => {
    fc.assert(
      fc.property(scrambled, ([changes, delivered]) => {
        const { incidents } = course(delivered);
        const acted = changes.filter(({ acted: did, state }) => did && state === 'ALARM');
        for (const { at } of acted)
          expect(
            incidents.some(
              ({ openedAt, resolvedAt = Number.POSITIVE_INFINITY }) => openedAt <= at && at <= resolvedAt,
            ) || incidents.some(({ openedAt }) => openedAt > at),
          ).toBe(true);
      }),
    );
  });
});
