import { describe, expect, it } from 'vitest';
import type { AlarmFacts } from '../../../monitoring/alarms/alarm-definition.ts';
import type { StateValue } from '../../../monitoring/cloudwatch.ts';
import type { DrillRecord } from './drill.ts';
import { alarmCourses, judgeDrill } from './judge-drill.ts';
import type { StateChange } from './state-changes.ts';

const MINUTE = 60_000;
const BEGAN = Date.parse('2026-11-24T09:33:00Z');
const ENDED = BEGAN + 7 * MINUTE;

const alarm: AlarmFacts = {
  ...{ id: 'too-few', title: 'Too few', severity: 'critical', category: 'service', group: 'shop', promiseMinutes: 3 },
  ...{ notices: 'Nothing.', runbook: 'too-few.md', provenBy: ['dynamodb-errors'] },
};

const change = (id: string, minute: number, from: StateValue, to: StateValue): StateChange => ({
  ...{ alarm: id, from, to, at: BEGAN + minute * MINUTE },
});
const raised = (minute: number, id = 'too-few') => change(id, minute, 'OK', 'ALARM');
const over = (minute: number, id = 'too-few') => change(id, minute, 'ALARM', 'OK');

function record(changes: readonly StateChange[], raisedBefore: readonly string[] = []): DrillRecord {
  const drill = { fault: 'dynamodb-errors', minutes: 5 } as const;
  return {
    drill,
    began: BEGAN,
    ended: ENDED,
    watchedUntil: ENDED + 10 * MINUTE,
    raisedBefore,
    raisedAtEnd: [],
    changes,
    told: [],
    before: { changes: [], told: [] },
    requests: 0,
    processor: { ran: 0, waited: 0 },
  };
}

describe('a drill is judged', () => {
  it.each<[string, readonly StateChange[], readonly string[]]>([
    ['well when the alarm is raised within its promise and over after the fault', [raised(3), over(9)], []],
    ['by an alarm that is not raised', [], ['too-few was not raised.']],
    [
      'by an alarm that breaks its promise',
      [raised(4), over(9)],
      ['too-few was raised after 4 minutes, its promise is 3.'],
    ],
    ['by an alarm that does not return', [raised(3)], ['too-few was still raised at the end.']],
    [
      'by an alarm that returns and is raised again',
      [raised(1), over(2), raised(3), over(9)],
      ['too-few was raised 2 times.'],
    ],
    [
      'by another alarm that changes its state, whatever the state',
      [raised(3), change('other', 4, 'OK', 'INSUFFICIENT_DATA'), over(9)],
      ['other went from OK to INSUFFICIENT_DATA after 4 minutes, which the fault is no proof of.'],
    ],
    [
      'by an alarm that is over while the fault goes on',
      [raised(3), over(6)],
      ['too-few was over after 6 minutes, while the fault went on.'],
    ],
    [
      'by an alarm that loses sight of its metric in place of returning',
      [raised(3), change('too-few', 9, 'ALARM', 'INSUFFICIENT_DATA')],
      ['too-few went to INSUFFICIENT_DATA, not back to OK.'],
    ],
    [
      'not by half of the condition of a burn rate',
      [raised(3), raised(3, 'slo-latency-5m'), over(8, 'slo-latency-5m'), over(9)],
      [],
    ],
  ])('%s', (_sentence, changes, wrong) => {
    expect(judgeDrill(record(changes), [alarm])).toEqual(wrong);
  });

  it('by an alarm that was raised before', () => {
    expect(judgeDrill(record([raised(3), over(9)], ['other']), [alarm])).toEqual([
      'other was raised before the fault.',
    ]);
  });

  it('by an alarm that changed its state since the drill before, though it returned', () => {
    const before = { changes: [raised(-5, 'other'), over(-4, 'other')], told: [] };
    expect(judgeDrill({ ...record([raised(3), over(9)]), before }, [alarm])).toEqual([
      'other went from OK to ALARM before the fault.',
      'other went from ALARM to OK before the fault.',
    ]);
  });

  it('by a fault that raises nothing and brings nobody', () => {
    const drill = { fault: 'traffic-surge', minutes: 5, serves: 100 } as const;
    expect(judgeDrill({ ...record([]), drill, requests: 499 }, [])).toEqual([
      'The shop served 499 requests, at least 500 were to come.',
    ]);
    expect(judgeDrill({ ...record([]), drill, requests: 500 }, [])).toEqual([]);
  });

  it('not by an alarm that is over before the fault is, if what it tells of ends', () => {
    const passing = record([raised(3), over(6)]);
    const drill = { ...passing.drill, subsides: ['too-few'] };
    expect(judgeDrill({ ...passing, drill }, [alarm])).toEqual([]);
  });

  it('not by one that stays raised for hours, if it is known to', () => {
    expect(judgeDrill(record([raised(3)]), [alarm], (id) => id === 'too-few')).toEqual([]);
  });

  it('with the minutes from the fault to the alarm, and from its end to the alarm’s', () => {
    expect(alarmCourses(record([raised(2), over(9)]), [alarm])).toEqual([{ alarm, detected: 2, resolved: 2 }]);
  });
});
