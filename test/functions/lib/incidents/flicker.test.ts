import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { AlarmGroup } from '../../../../functions/lib/incidents/alarm-group.ts';
import { acknowledge, applyChange, type GroupChange } from '../../../../functions/lib/incidents/apply-change.ts';
import type { Incident } from '../../../../functions/lib/incidents/incident.ts';
import { pageId } from '../../../../functions/lib/incidents/message.ts';
import type { Page } from '../../../../functions/lib/incidents/page.ts';
import { pageVerdict } from '../../../../functions/lib/incidents/page-verdict.ts';
import { planPages } from '../../../../functions/lib/incidents/plan-pages.ts';
import type { Severity } from '../../../../monitoring/resources.ts';
import { alarmChange } from './alarm-changes.ts';

const MINUTE = 60_000;
const routes = {
  businessHours: { timeZone: 'UTC', days: ['Mon'], from: '09:00', to: '17:00' },
  escalationMinutes: 15,
  warningDelayMinutes: 15,
} as const;
const reachable = { first: ['slack'], next: ['webhook'] } as const;

/** For so many minutes an alarm is raised, and then it is over for so many. */
type Spell = { readonly on: number; readonly off: number; readonly severity?: Severity };

/** The minutes in which it changes; half a minute lies between a change and the look at what is due. */
function changesOf(spells: readonly Spell[]) {
  let minute = 0;
  return spells.flatMap(({ on, off, severity = 'critical' }) => {
    const from = minute;
    minute += on + off;
    return [
      { minute: from, change: alarmChange('down', { severity, at: from * MINUTE }) },
      { minute: from + on, change: alarmChange('down', { severity, state: 'OK', at: (from + on) * MINUTE }) },
    ];
  });
}

/** What people are told, `opened first 0`: kind, contact and minute; acknowledged at a minute, if one is given. */
function toldOf(spells: readonly Spell[], acknowledgedAt?: number) {
  let group: AlarmGroup = { group: 'shop', alarms: {} };
  const incidents = new Map<string, Incident>();
  const pages = new Map<string, Page>();
  const told: { kind: Page['kind']; contact: string; minute: number; about: string }[] = [];
  const events: string[] = [];

  const keep = (changed: GroupChange | undefined, now: number) => {
    if (changed === undefined) return;
    group = changed.group;
    events.push(...changed.events);
    const { incident } = changed;
    if (incident === undefined) return;
    incidents.set(incident.id, incident);
    for (const page of planPages(incident, changed.events, { reachable, routes, now })) {
      expect([...pages.keys()]).not.toContain(pageId(page));
      pages.set(pageId(page), page);
    }
  };
  const dispatch = (minute: number) => {
    for (const [id, page] of pages) {
      const incident = incidents.get(page.about);
      if (incident === undefined || page.status !== 'due' || page.turnAt > minute * MINUTE) continue;
      const judged = () => {
        const siblings = [...pages.values()].filter(({ about }) => about === page.about);
        return pageVerdict(page, incident, siblings);
      };
      const first = judged();
      if (first.do === 'withhold')
        for (const each of first.pages) pages.set(pageId(each), { ...each, status: 'cancelled' });
      const verdict = judged();
      pages.set(id, { ...page, status: verdict.do === 'send' ? 'sent' : 'cancelled' });
      const { kind, contact, about } = page;
      if (verdict.do === 'send') told.push({ kind, contact, minute, about });
    }
  };

  const changes = changesOf(spells);
  const end = (changes.at(-1)?.minute ?? 0) + 40;
  for (let minute = 0; minute <= end; minute += 1) {
    for (const { change } of changes.filter((each) => each.minute === minute))
      keep(applyChange(group, change), minute * MINUTE);
    if (minute === acknowledgedAt)
      keep(acknowledge(group, { id: group.incident?.id ?? '', by: 'usr_1', at: minute * MINUTE }), minute * MINUTE);
    dispatch(minute);
  }
  return { told, events, said: told.map(({ kind, contact, minute }) => `${kind} ${contact} ${minute}`) };
}

describe('of an incident that is there again soon', () => {
  const cases: Record<string, [Spell[], number | undefined, string[]]> = {
    'nothing is told while it flickers': [
      Array.from({ length: 12 }, () => ({ on: 4, off: 3 })),
      undefined,
      ['opened first 0', 'resolved first 4'],
    ],
    'it is told once it has lasted five minutes, and then that it is over': [
      [
        { on: 4, off: 3 },
        { on: 9, off: 1 },
      ],
      undefined,
      ['opened first 0', 'resolved first 4', 'reopened first 12', 'resolved first 16'],
    ],
    'the next contact is told when nobody acknowledges that it is there again': [
      [
        { on: 4, off: 3 },
        { on: 30, off: 1 },
      ],
      undefined,
      [
        ...['opened first 0', 'resolved first 4', 'reopened first 12', 'escalated next 27'],
        ...['resolved first 37', 'resolved next 37'],
      ],
    ],
    'whoever was told of it before is told with the first, and once': [
      [
        { on: 20, off: 3 },
        { on: 30, off: 1 },
      ],
      undefined,
      [
        ...['opened first 0', 'escalated next 15', 'resolved first 20', 'resolved next 20'],
        ...['reopened first 28', 'reopened next 28', 'resolved first 53', 'resolved next 53'],
      ],
    ],
    'that it is there again is not told when somebody had acknowledged it': [
      [
        { on: 4, off: 3 },
        { on: 30, off: 1 },
      ],
      2,
      ['opened first 0', 'acknowledged first 2', 'resolved first 4'],
    ],
    'a warning is told when it has lasted a quarter of an hour since': [
      [
        { on: 10, off: 3, severity: 'warning' },
        { on: 20, off: 1, severity: 'warning' },
      ],
      undefined,
      ['reopened first 28', 'resolved first 33'],
    ],
    'what is worse than before is told at once': [
      [
        { on: 10, off: 3, severity: 'warning' },
        { on: 2, off: 1 },
      ],
      undefined,
      ['raised first 13', 'resolved first 15'],
    ],
    'but not soon, it is told at once': [
      [
        { on: 4, off: 11 },
        { on: 4, off: 1 },
      ],
      undefined,
      ['opened first 0', 'resolved first 4', 'opened first 15', 'resolved first 19'],
    ],
  };
  test.each(Object.entries(cases))('%s', (_sentence, [spells, acknowledgedAt, expected]) => {
    expect(toldOf(spells, acknowledgedAt).said).toEqual(expected);
  });
});

const spells = fc.array(
  fc.record({
    on: fc.integer({ min: 1, max: 20 }),
    off: fc.integer({ min: 1, max: 14 }),
    severity: fc.constantFrom('critical' as const, 'critical' as const, 'warning' as const),
  }),
  { minLength: 1, maxLength: 15 },
);

describe('however an alarm flickers', () => {
  test('people are told of it once when it opens or becomes worse, and once for each time that it lasts', () => {
    fc.assert(
      fc.property(
        spells,
        fc.option(fc.integer({ min: 0, max: 100 }), { nil: undefined }),
        (flicker, acknowledgedAt) => {
          const { told, events } = toldOf(flicker, acknowledgedAt);
          const heralds = told.filter(
            ({ kind, contact }) => contact === 'first' && !['acknowledged', 'resolved'].includes(kind),
          );
          const news = events.filter((event) => event === 'opened' || event === 'raised').length;
          const lasting = flicker.filter(({ on }) => on > 5).length;
          expect(heralds.length).toBeLessThanOrEqual(news + lasting);
          expect(heralds.filter(({ kind }) => kind === 'reopened').length).toBeLessThanOrEqual(lasting);
        },
      ),
    );
  });

  test('each contact hears in turn that it is there and that it is over, and in the end that it is over', () => {
    fc.assert(
      fc.property(spells, (flicker) => {
        const { told } = toldOf(flicker);
        for (const { about, contact } of told) {
          const heard = told.filter((each) => each.about === about && each.contact === contact);
          const isOver = heard.map(({ kind }) => kind === 'resolved');
          expect(isOver.at(0)).toBe(false);
          expect(isOver.at(-1)).toBe(true);
          expect(isOver.some((over, index) => over && isOver[index - 1] === over)).toBe(false);
        }
      }),
    );
  });

  test('nobody is left alone with what is critical and lasts', () => {
    fc.assert(
      fc.property(spells, fc.integer({ min: 6, max: 30 }), (flicker, on) => {
        const before = flicker.reduce((sum, spell) => sum + spell.on + spell.off, 0);
        const { told } = toldOf([...flicker, { on, off: 1 }]);
        const since = told.filter(({ contact, minute }) => contact === 'first' && minute >= before);
        expect(since.map(({ kind }) => kind)).toEqual([expect.stringMatching(/^(re)?opened|raised$/), 'resolved']);
      }),
    );
  });
});
