import { DatabaseSync } from 'node:sqlite';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type MuteRule, muteRuleStatus } from '../../../../local/cloudwatch/mute-rules/mute-rule.ts';
import { openMuteRules } from '../../../../local/cloudwatch/mute-rules/mute-rules.ts';
import { readMuteRule } from '../../../../local/cloudwatch/mute-rules/read-mute-rule.ts';

const MINUTE = 60_000;
const START = Date.parse('2026-11-21T00:00:00Z');
/** No rule here is unreadable. */
const fail = (error: unknown): never => {
  throw error;
};
const minutes = (count: number): number => START + count * MINUTE;

type Window = {
  readonly hour: number;
  readonly length: number;
  readonly start?: number | undefined;
  readonly expire?: number | undefined;
};

function makeRule(name: string, alarmNames: readonly string[], { hour, length, start, expire }: Window): MuteRule {
  const input = {
    Name: name,
    Rule: { Schedule: { Expression: `cron(0 ${hour} * * *)`, Duration: `PT${length}M` } },
    MuteTargets: { AlarmNames: alarmNames },
    ...(start !== undefined && { StartDate: minutes(start) / 1000 }),
    ...(expire !== undefined && { ExpireDate: minutes(expire) / 1000 }),
  };
  return { ...readMuteRule(input), arn: `arn:${name}`, lastUpdated: START };
}

const alarms = ['a', 'b', 'c', 'd'];
const window = fc.record({
  hour: fc.nat({ max: 23 }),
  length: fc.integer({ min: 1, max: 2000 }),
  start: fc.option(fc.nat({ max: 1500 }), { nil: undefined }),
  expire: fc.option(fc.integer({ min: 1501, max: 4000 }), { nil: undefined }),
});
const change = fc.oneof(
  fc.record({
    kind: fc.constant('put' as const),
    name: fc.constantFrom('r', 's', 't'),
    targets: fc.subarray(alarms),
    window,
  }),
  fc.record({ kind: fc.constant('delete' as const), name: fc.constantFrom('r', 's', 't') }),
  fc.record({ kind: fc.constant('reopen' as const) }),
  fc.record({ kind: fc.constant('pass' as const), minutes: fc.integer({ min: 1, max: 700 }) }),
);

/** By the words: within a window that starts at the hour of this day or of one before, between the dates. */
function mutes({ hour, length, start = 0, expire = Number.POSITIVE_INFINITY }: Window, minute: number): boolean {
  const since = (((minute - hour * 60) % 1440) + 1440) % 1440;
  return minute >= start && minute < expire && since < length;
}

it('an alarm is muted exactly while one of its rules is active, whatever is put, deleted and opened again', () => {
  fc.assert(
    fc.property(fc.array(change, { maxLength: 25 }), (changes) => {
      const database = new DatabaseSync(':memory:');
      let rules = openMuteRules(database, fail);
      const model = new Map<string, { targets: readonly string[]; window: Window }>();
      let minute = 0;
      for (const each of changes) {
        if (each.kind === 'put') {
          rules.put(makeRule(each.name, each.targets, each.window));
          model.set(each.name, each);
        }
        if (each.kind === 'delete') {
          rules.delete(each.name);
          model.delete(each.name);
        }
        if (each.kind === 'reopen') rules = openMuteRules(database, fail);
        if (each.kind === 'pass') minute += each.minutes;
        for (const alarm of alarms) {
          const expected = [...model.values()].some(
            ({ targets, window }) => targets.includes(alarm) && mutes(window, minute),
          );
          expect(rules.isMuted(alarm, minutes(minute))).toBe(expected);
          expect(rules.detail(alarm, minutes(minute)) !== undefined).toBe(expected);
        }
      }
    }),
    { numRuns: 200 },
  );
});

it('the next end is that of a window, and no window ends before it', () => {
  fc.assert(
    fc.property(fc.array(window, { minLength: 1, maxLength: 4 }), fc.nat({ max: 3000 }), (windows, from) => {
      const rules = openMuteRules(new DatabaseSync(':memory:'), fail);
      for (const [index, each] of windows.entries()) rules.put(makeRule(`r${index}`, [`a${index}`], each));
      const next = (rules.nextEnd(minutes(from)) - START) / MINUTE;
      expect(next === Number.POSITIVE_INFINITY || windows.some((each) => mutes(each, next - 1))).toBe(true);
      const end = Math.min(next, from + 1500);
      const ended = windows.filter((each) => {
        const states = Array.from({ length: end - from }, (_, index) => mutes(each, from + index));
        return states.some((muted, index) => muted && states[index + 1] === false);
      });
      expect(ended).toEqual([]);
    }),
    { numRuns: 200 },
  );
});

describe('the status of a rule', () => {
  const rule = makeRule('r', ['a'], { hour: 2, length: 60, start: 60, expire: 24 * 60 });
  const cases: Record<string, [minute: number, status: string]> = {
    'is SCHEDULED before its start date': [30, 'SCHEDULED'],
    'is SCHEDULED before a window': [90, 'SCHEDULED'],
    'is ACTIVE in a window': [150, 'ACTIVE'],
    'is SCHEDULED between windows': [200, 'SCHEDULED'],
    'is EXPIRED from its expire date on': [24 * 60, 'EXPIRED'],
  };

  it.each(Object.entries(cases))('%s', (_, [minute, status]) => {
    expect(muteRuleStatus(rule, minutes(minute))).toBe(status);
  });

  it('of one time is EXPIRED when its window is over', () => {
    const schedule = { Expression: 'at(2026-11-21T02:00)', Duration: 'PT1H' };
    const once = {
      ...readMuteRule({ Name: 'once', Rule: { Schedule: schedule } }),
      arn: 'arn:once',
      lastUpdated: START,
    };
    expect([0, 119, 120, 179, 180].map((minute) => muteRuleStatus(once, minutes(minute)))).toEqual([
      'SCHEDULED',
      'SCHEDULED',
      'ACTIVE',
      'ACTIVE',
      'EXPIRED',
    ]);
  });
});

it('events tell the rule whose window ends last, and what of the window lies between the dates', () => {
  const rules = openMuteRules(new DatabaseSync(':memory:'), fail);
  rules.put(makeRule('short', ['a'], { hour: 2, length: 60 }));
  rules.put(makeRule('long', ['a'], { hour: 1, length: 600, start: 90, expire: 300 }));
  expect(rules.detail('a', minutes(150))).toEqual({
    mutedByArn: 'arn:long',
    muteWindowStart: '2026-11-21T01:30:00.000+0000',
    muteWindowEnd: '2026-11-21T05:00:00.000+0000',
  });
  expect(rules.detail('other', minutes(150))).toBeUndefined();
});

it('a stored rule that cannot be read any more is left out and told, and stops no other', () => {
  const database = new DatabaseSync(':memory:');
  const rules = openMuteRules(database, fail);
  for (const name of ['r', 's']) rules.put(makeRule(name, ['a'], { hour: 0, length: 60 }));
  database.exec("UPDATE cloudwatch_mute_rule SET input = replace(input, 'cron', 'crown') WHERE name = 'r'");
  const told: unknown[] = [];
  const reopened = openMuteRules(database, (error) => told.push(error));
  expect(reopened.list().map(({ name }) => name)).toEqual(['s']);
  expect(told.map(String)).toEqual([expect.stringContaining('The stored mute rule r cannot be read and is left out')]);
});
