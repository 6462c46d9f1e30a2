import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { muteEnd } from '../../../functions/ops/mute-end.ts';
import { LONGEST_MINUTES } from '../../../functions/ops/mute-schedule.ts';
import { parseMuteSchedule } from '../../../local/cloudwatch/mute-rules/mute-schedule.ts';
import { muteRules } from '../../../operations/silence/mute-rule.ts';

const MINUTE = 60_000;
const START = Date.parse('2026-11-21T03:00:00Z');

const scheduleOf = (now: number, minutes: number) => {
  const [rule] = muteRules('dev', 'maintenance', { alarmNames: ['a'], now, minutes, reason: 'Why.' });
  const { Expression = '', Duration = '' } = rule?.Rule?.Schedule ?? {};
  return { Expression, Duration, window: parseMuteSchedule(Expression, Duration) };
};

describe('a rule mutes', () => {
  test('from now on for as long as it was told, and for less than two minutes more', () => {
    const time = fc.integer({ min: 0, max: 3_600_000 });
    const length = fc.integer({ min: 1, max: LONGEST_MINUTES - 2 });
    fc.assert(
      fc.property(time, length, (offset, minutes) => {
        const now = START + offset;
        const { Expression, Duration, window } = scheduleOf(now, minutes);
        const end = now + minutes * MINUTE;
        expect([window.windowAt(now).muted, window.windowAt(end - 1).muted]).toEqual([true, true]);
        expect(window.windowAt(end + 2 * MINUTE).muted).toBe(false);
        expect(window.windowAt(now).until).toBe(muteEnd({ Expression, Duration }));
      }),
      { numRuns: 50 },
    );
  });

  test('for as long as AWS does at most', () => {
    expect(scheduleOf(START + 1, LONGEST_MINUTES).Duration).toBe(`PT${LONGEST_MINUTES}M`);
  });

  test('a hundred alarms at most; for more there are more rules', () => {
    const alarmNames = Array.from({ length: 230 }, (_, at) => `alarm-${at}`);
    const rules = muteRules('dev', 'deployment', { alarmNames, now: START, minutes: 1, reason: 'Why.' });
    expect(rules.map(({ Name, MuteTargets }) => [Name, MuteTargets?.AlarmNames?.length])).toEqual([
      ['smallcart-dev-deployment-1', 100],
      ['smallcart-dev-deployment-2', 100],
      ['smallcart-dev-deployment-3', 30],
    ]);
    expect(rules.flatMap(({ MuteTargets }) => MuteTargets?.AlarmNames ?? [])).toEqual(alarmNames);
  });

  test('nothing where there is no alarm', () => {
    expect(muteRules('dev', 'deployment', { alarmNames: [], now: START, minutes: 1, reason: 'Why.' })).toEqual([]);
  });

  test.each([{ Expression: 'cron(0 2 * * *)', Duration: 'PT60M' }, { Expression: 'at(2026-11-21T03:00)' }, {}])(
    'until nobody knows when, if it is not one of ours: %o',
    (schedule) => {
      expect(muteEnd(schedule)).toBeUndefined();
    },
  );
});
