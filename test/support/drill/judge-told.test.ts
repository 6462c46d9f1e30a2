import { describe, expect, it } from 'vitest';
import type { Notification } from '../control.ts';
import type { DrillRecord } from './drill.ts';
import { judgeTold, type Tells } from './judge-told.ts';
import { readTold } from './told.ts';

const BEGAN = Date.parse('2026-11-24T09:33:00Z');
const at = new Date(BEGAN + 120_000).toISOString();

const mail = (subject: string, topic = 'smallcart-local-mail'): Notification => ({
  ...{ channel: 'email', topic, subject, body: '', at },
});
const received = (channel: string, subject: string, contact = 'first', body = ''): Notification => ({
  ...{ channel, contact, topic: '', subject, body, at },
});

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
const RESOLVED = everywhere('Resolved: Table failing (local)', 'resolve inc_1');

function judge(told: readonly Notification[], tells: readonly Tells[]): readonly string[] {
  const drill = { fault: 'dynamodb-errors', minutes: 5, tells } as const;
  const record: DrillRecord = {
    ...{ drill, told, began: BEGAN, ended: BEGAN, watchedUntil: BEGAN, raisedBefore: [], raisedAtEnd: [], changes: [] },
  };
  return judgeTold(record);
}

describe('what people were told is judged', () => {
  const tells = [{ title: 'Table failing' }];

  it.each<[string, readonly Notification[], readonly Tells[], readonly string[]]>([
    ['well when the first contact heard of both ends by every channel', [...OPENED, ...RESOLVED], tells, []],
    [
      'well when the next contact heard of what nobody acknowledged, and that it is over',
      [
        ...OPENED,
        ...everywhere('Not acknowledged, CRITICAL: Table failing (local)', undefined, 'next'),
        ...RESOLVED,
        ...everywhere('Resolved: Table failing (local)', 'resolve inc_1', 'next'),
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
    expect(readTold([received('sqs', 'ALARM'), mail('ALARM', 'smallcart-local-critical')])).toEqual([]);
  });
});
