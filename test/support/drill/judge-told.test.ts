import { describe, expect, it } from 'vitest';
import type { Notification } from '../control.ts';
import type { DrillRecord } from './drill.ts';
import { judgeTold, type Tells } from './judge-told.ts';
import type { StateChange } from './state-changes.ts';
import { readTold } from './told.ts';

const BEGAN = Date.parse('2026-11-24T09:33:00Z');
const MINUTE = 60_000;
const at = new Date(BEGAN + 120_000).toISOString();

const mail = (subject: string, topic = 'smallcart-local-mail'): Notification => ({
  ...{ id: 'mail', channel: 'email', topic, subject, body: '', at },
});
const received = (channel: string, subject: string, contact = 'first', body = ''): Notification => ({
  ...{ id: channel, channel, contact, topic: '', subject, body, at },
});
const minutesLater = (told: readonly Notification[], minutes: number): Notification[] =>
  told.map((each) => ({ ...each, at: new Date(Date.parse(each.at) + minutes * MINUTE).toISOString() }));

/** A message of a kind by every channel. */
function everywhere(subject: string, pagerDuty = subject, contact: 'first' | 'next' = 'first'): Notification[] {
  return [
    mail(subject, contact === 'first' ? 'smallcart-local-mail' : 'smallcart-local-mail-next'),
    received('slack', subject, contact),
    received('pagerduty', pagerDuty, contact, JSON.stringify({ dedup_key: 'inc_1' })),
    received('webhook', subject, contact),
  ];
}

const OPENED = everywhere('CRITICAL: Table failing (local)');
const RESOLVED = minutesLater(everywhere('Resolved: Table failing (local)', 'resolve inc_1'), 18);

const change = (alarm: string, minute: number, from: 'OK' | 'ALARM'): StateChange => ({
  ...{ alarm, from, to: from === 'OK' ? 'ALARM' : 'OK', at: BEGAN + minute * MINUTE },
});
const course = (alarm: string, raised: number, over: number) => ({
  changes: [change(alarm, raised, 'OK'), change(alarm, over, 'ALARM')],
});

function judge(
  told: readonly Notification[],
  tells: readonly Tells[],
  seen: Partial<DrillRecord> = {},
): readonly string[] {
  const drill = { fault: 'dynamodb-errors', minutes: 5, tells } as const;
  const record: DrillRecord = {
    ...{ drill, told, began: BEGAN, ended: BEGAN, watchedUntil: BEGAN, raisedBefore: [], raisedAtEnd: [] },
    ...course('table-failing', 2, 20),
    before: { changes: [], told: [] },
    requests: 0,
    processor: { ran: 0, waited: 0 },
    ...seen,
  };
  return judgeTold(record);
}

const tells = [{ title: 'Table failing' }];

describe('what people were told is judged', () => {
  it.each<[string, readonly Notification[], readonly Tells[], readonly string[]]>([
    ['well when the first contact heard of both ends by every channel', [...OPENED, ...RESOLVED], tells, []],
    [
      'well when the next contact heard of what nobody acknowledged, and that it is over',
      [
        ...OPENED,
        ...minutesLater(everywhere('Not acknowledged, CRITICAL: Table failing (local)', undefined, 'next'), 15),
        ...RESOLVED,
        ...minutesLater(everywhere('Resolved: Table failing (local)', 'resolve inc_1', 'next'), 18),
      ],
      [{ title: 'Table failing', escalates: true }],
      [],
    ],
    [
      'by a channel that told nothing',
      [...OPENED.slice(1), ...RESOLVED],
      tells,
      ['"Table failing" opened, to first by email was not told.'],
    ],
    [
      'by a message that came twice',
      [...OPENED, ...OPENED.slice(0, 1), ...RESOLVED],
      tells,
      ['"Table failing" opened, to first by email was told after 2 minutes, which it should not be.'],
    ],
    [
      'by a message about something else',
      [mail('Deployment done (local)')],
      [],
      ['"Deployment done" notice, to first by email was told after 2 minutes, which it should not be.'],
    ],
  ])('%s', (_sentence, told, expected, wrong) => {
    expect(judge(told, expected)).toEqual(wrong);
  });

  it('without what machines were told', () => {
    expect(readTold([received('sqs', 'ALARM'), received('lambda', 'ALARM')])).toEqual([]);
  });

  it.each([
    [
      'a mail of the topic by which alarms tell functions',
      mail('CRITICAL: Table failing (local)', 'smallcart-local-critical'),
    ],
    ['a message to someone who is no contact', received('slack', 'CRITICAL: Table failing (local)', 'third')],
  ])('by %s', (_sentence, message) => {
    const [told] = readTold([message]);
    expect(judge([...OPENED, message, ...RESOLVED], tells)).toEqual([
      `"Table failing" opened, to somebody else by ${told?.by} was told after 2 minutes, which it should not be.`,
    ]);
  });

  it('by a message since the drill before', () => {
    const before = { changes: [], told: OPENED.slice(0, 1) };
    expect(judge([], [], { before })).toEqual(['"Table failing" opened, to first by email was told before the fault.']);
  });
});

describe('when people were told is judged', () => {
  /** The first contact's mail alone. */
  const byMail = (title: string, from: number, until: number) => [
    ...minutesLater([mail(`WARNING: ${title} (local)`)], from - 2),
    ...minutesLater([mail(`Resolved: ${title} (local)`)], until - 2),
  ];

  it.each<[string, readonly Notification[], string, Partial<DrillRecord>, readonly string[]]>([
    [
      'well when a critical alarm is told at once',
      byMail('Table failing', 2, 9),
      'Table failing',
      course('table-failing', 2, 9),
      [],
    ],
    [
      'by a critical alarm that is told late',
      byMail('Table failing', 4, 9),
      'Table failing',
      course('table-failing', 2, 9),
      ['"Table failing" opened, to first by email was told after 4 minutes, not between 2 and 3.'],
    ],
    [
      'well when a warning is told once it has lasted',
      byMail('EMF errors', 16, 28),
      'EMF errors',
      course('emf-errors', 1, 28),
      [],
    ],
    [
      'by a warning that is told at once',
      byMail('EMF errors', 1, 28),
      'EMF errors',
      course('emf-errors', 1, 28),
      ['"EMF errors" opened, to first by email was told after 1 minutes, not between 16 and 17.'],
    ],
    [
      'by an end that is told before the alarm is over',
      byMail('EMF errors', 16, 27),
      'EMF errors',
      course('emf-errors', 1, 28),
      ['"EMF errors" resolved, to first by email was told after 27 minutes, not between 28 and 29.'],
    ],
    [
      'well when an alarm that waits for its cause is told after that',
      byMail('Checkout failing', 7, 9),
      'Checkout failing',
      course('checkout-failing', 4, 9),
      [],
    ],
  ])('%s', (_sentence, told, title, seen, wrong) => {
    expect(judge(told, [{ title, by: ['email'] }], seen)).toEqual(wrong);
  });

  it('by a message of an alarm that told nothing', () => {
    expect(
      judge(OPENED.slice(0, 1), [{ title: 'Table failing', kinds: ['opened'], by: ['email'] }], { changes: [] }),
    ).toEqual(['"Table failing" opened, to first by email was told after 2 minutes, though its alarm told nothing.']);
  });

  it('by the end of the fault, where that held it up', () => {
    const seen = { ...course('table-failing', 2, 9), ended: BEGAN + 8 * MINUTE };
    const late: readonly Tells[] = [{ title: 'Table failing', by: ['email'], heldUp: 2 }];
    expect(judge(byMail('Table failing', 10, 9), late, seen)).toEqual([]);
    expect(judge(byMail('Table failing', 11, 9), late, seen)).toEqual([
      '"Table failing" opened, to first by email was told after 11 minutes, not between 2 and 10.',
    ]);
  });
});
