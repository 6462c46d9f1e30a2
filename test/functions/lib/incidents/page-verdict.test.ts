import { expect, test } from 'vitest';
import { applyChange } from '../../../../functions/lib/incidents/apply-change.ts';
import type { Incident, IncidentStatus } from '../../../../functions/lib/incidents/incident.ts';
import type { Page, PageKind, PageStatus } from '../../../../functions/lib/incidents/page.ts';
import { pageVerdict } from '../../../../functions/lib/incidents/page-verdict.ts';
import { nextAttempt } from '../../../../functions/lib/incidents/retry.ts';
import { alarmChange } from './alarm-changes.ts';

const incident = (status: IncidentStatus): Incident => {
  const opened = applyChange({ group: 'shop', alarms: {} }, alarmChange('down'))?.incident;
  if (opened === undefined) throw new Error('There is no incident.');
  return { ...opened, status };
};
const page = (kind: PageKind, given: Partial<Page> = {}): Page => ({
  ...{ about: 'inc_1', kind, contact: 'first', channel: 'slack', severity: 'critical' },
  ...{ status: 'due', turnAt: 0, attempts: 0, ...given },
});
const opened = (status: PageStatus, given: Partial<Page> = {}) => page('opened', { status, ...given });

const cases: Record<string, [Page, IncidentStatus, Page[], 'send' | 'wait' | 'cancel' | 'withhold']> = {
  'that it opened is told while nobody is at it': [page('opened'), 'open', [], 'send'],
  'that it opened is not told once somebody is': [page('opened'), 'acknowledged', [], 'cancel'],
  'that it opened is not told once it is over': [page('opened'), 'resolved', [], 'cancel'],
  'that it opened is not told when it is told that it is worse': [page('opened'), 'open', [page('raised')], 'cancel'],
  'the next contact is told while nobody is at it': [page('escalated'), 'open', [], 'send'],
  'the next contact is not told once somebody is': [page('escalated'), 'acknowledged', [], 'cancel'],
  'whoever is asked for is told though somebody is at it': [page('called'), 'acknowledged', [], 'send'],
  'whoever is asked for is not told of what is over': [page('called'), 'resolved', [], 'cancel'],
  'whoever is asked for is not told twice': [page('called'), 'open', [page('escalated', { status: 'sent' })], 'cancel'],
  'whoever is asked for waits for what is being told': [
    page('called'),
    'open',
    [page('escalated', { status: 'sending' })],
    'wait',
  ],
  'whoever is asked for is told by a channel that failed to before': [
    page('called'),
    'open',
    [page('escalated', { status: 'failed' })],
    'send',
  ],
  'its end is told to who was asked for': [
    page('resolved', { contact: 'next' }),
    'resolved',
    [page('called', { contact: 'next', status: 'sent' })],
    'send',
  ],
  'its end is told to who was told': [page('resolved'), 'resolved', [opened('sent')], 'send'],
  'its end is told to who may have been told': [
    page('resolved'),
    'resolved',
    [opened('cancelled', { uncertain: true })],
    'send',
  ],
  'its end waits for what is being told': [page('resolved'), 'resolved', [opened('sending')], 'wait'],
  'its end is not told before what nobody has begun to tell is withheld': [
    page('resolved'),
    'resolved',
    [opened('due')],
    'withhold',
  ],
  'its end waits for nothing that another channel is to tell': [
    page('resolved'),
    'resolved',
    [opened('sent'), opened('due', { channel: 'email' })],
    'send',
  ],
  'its end is not told to who could not be told': [page('resolved'), 'resolved', [opened('failed')], 'cancel'],
  'its end is not told to whom another channel told': [
    page('resolved'),
    'resolved',
    [opened('sent', { channel: 'email' })],
    'cancel',
  ],
  'its end is not told to whom nobody told': [
    page('resolved', { contact: 'next' }),
    'resolved',
    [opened('sent')],
    'cancel',
  ],
  'that somebody is at it is told to who was told': [page('acknowledged'), 'acknowledged', [opened('sent')], 'send'],
  'that somebody was at it is not told once it is over': [page('acknowledged'), 'resolved', [opened('sent')], 'cancel'],
};
test.each(Object.entries(cases))('%s', (_sentence, [subject, status, siblings, expected]) => {
  expect(pageVerdict(subject, incident(status), [subject, ...siblings]).do).toBe(expected);
});

test('the next contact is not told that nobody is at it after somebody asked for them, unless it became worse since', () => {
  const called: Incident = { ...incident('open'), escalatedAt: 2_000, escalatedBy: 'usr_1' };
  const escalated = page('escalated', { contact: 'next' });
  expect(pageVerdict(escalated, called, [escalated]).do).toBe('cancel');
  const worse = { type: 'raised', at: 3_000, severity: 'critical' } as const;
  expect(pageVerdict(escalated, { ...called, timeline: [...called.timeline, worse] }, [escalated]).do).toBe('send');
});

test('attempts are further and further apart, and end within two hours', () => {
  const times: number[] = [];
  for (let at: number | undefined = 0; at !== undefined; at = nextAttempt(times.length, at)) times.push(at);
  const pauses = times.slice(1).map((at, index) => at - (times[index] ?? 0));
  expect(pauses).toEqual(pauses.toSorted((a, b) => a - b));
  expect(times.length).toBeGreaterThan(5);
  expect(times.at(-1)).toBeLessThan(2 * 3_600_000);
});

test('a channel that says when to come back is not asked before', () => {
  expect(nextAttempt(1, 0, 600)).toBe(600_000);
  expect(nextAttempt(4, 0, 1)).toBe(nextAttempt(4, 0));
});
