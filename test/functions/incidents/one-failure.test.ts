import type { SQSRecord } from 'aws-lambda';
import { describe, expect, test } from 'vitest';
import { readMessage } from '../../../functions/incidents/read-message.ts';
import type { AlarmGroup } from '../../../functions/lib/incidents/alarm-group.ts';
import { applyChange } from '../../../functions/lib/incidents/apply-change.ts';
import { action, type Said, stateEvent } from './queued.ts';

const MINUTE = 60_000;
const START = Date.UTC(2026, 10, 21, 9);

const failing = { name: 'functions-failing', severity: 'warning' } as const;
const slow = { name: 'shop-slow', severity: 'warning' } as const;
const down = { name: 'shop-unavailable', severity: 'critical' } as const;
const release = { name: 'unhealthy-after-deployment', severity: 'critical', category: 'delivery' } as const;
const burn = { name: 'availability-burn', severity: 'critical', category: 'SLO' } as const;

type Alarm = Omit<Said, 'at'>;
const at = (minute: number) => START + minute * MINUTE;
/** It is raised, or over, and nothing silences it. */
const told = (alarm: Alarm, minute: number, state: Said['state'] = 'ALARM'): readonly SQSRecord[] => [
  stateEvent({ ...alarm, state, at: at(minute) }),
  action({ ...alarm, state, at: at(minute) }),
];
/** The same, while something silences it. */
const silenced = (alarm: Alarm, minute: number, state: Said['state'] = 'ALARM'): readonly SQSRecord[] => [
  stateEvent({ ...alarm, state, at: at(minute) }),
];

/** What becomes of the incidents of the group, with the minute in which it does. */
function course(records: readonly SQSRecord[]): readonly string[] {
  let group: AlarmGroup = { group: 'shop', alarms: {} };
  const events: string[] = [];
  for (const change of records.flatMap((each) => readMessage(each).changes)) {
    const changed = applyChange(group, change);
    group = changed?.group ?? group;
    events.push(...(changed?.events ?? []).map((event) => `${event} at ${(change.at - START) / MINUTE}`));
  }
  return events;
}

describe('one failure is one incident', () => {
  const cases: Record<string, [readonly SQSRecord[], readonly string[]]> = {
    'when some requests fail for so long that the budget burns': [
      [...told(failing, 1), ...told(burn, 22), ...told(failing, 60, 'OK'), ...silenced(burn, 85, 'OK')],
      ['opened at 1', 'raised at 22', 'resolved at 85'],
    ],
    'when requests that were too few to be told of otherwise become many': [
      [...told(burn, 30), ...told(failing, 40), ...told(failing, 50, 'OK'), ...told(burn, 75, 'OK')],
      ['opened at 30', 'resolved at 75'],
    ],
    'and is over when the failure is, although the budget, which others tell of, burns for longer': [
      [...silenced(burn, 1), ...told(down, 3), ...told(down, 9, 'OK'), ...silenced(burn, 39, 'OK')],
      ['opened at 3', 'resolved at 9'],
    ],
    'when a release is slow and stays slow': [
      [
        ...silenced(slow, 2),
        ...told(release, 2),
        ...told(release, 30, 'OK'),
        ...told(slow, 33),
        ...told(slow, 50, 'OK'),
      ],
      ['opened at 2', 'resolved at 50'],
    ],
  };
  test.each(Object.entries(cases))('%s', (_sentence, [records, expected]) => {
    expect(course(records)).toEqual(expected);
  });
});

test('what an event says of an alarm is known of it, though it makes no incident', () => {
  const { changes, states } = readMessage(stateEvent({ ...burn, at: at(1) }));
  expect([changes, states]).toEqual([
    [],
    [expect.objectContaining({ name: 'smallcart-test-availability-burn', state: 'ALARM' })],
  ]);
});
