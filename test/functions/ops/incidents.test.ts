import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Channel } from '../../../functions/lib/channels/channel.ts';
import { auditEntries } from '../../../functions/lib/entities/audit-entry.ts';
import { incidentNotes } from '../../../functions/lib/entities/incident-note.ts';
import { pages } from '../../../functions/lib/entities/page.ts';
import { acknowledgeToken, acknowledgeUrl } from '../../../functions/lib/incidents/acknowledge-link.ts';
import { announce } from '../../../functions/lib/incidents/announce.ts';
import { applyChange } from '../../../functions/lib/incidents/apply-change.ts';
import { changeGroup } from '../../../functions/lib/incidents/change-group.ts';
import { pageItem } from '../../../functions/lib/incidents/commit-change.ts';
import type { Incident } from '../../../functions/lib/incidents/incident.ts';
import { pagesAbout } from '../../../functions/lib/incidents/incident-store.ts';
import { LONGEST_NOTE, MOST_NOTES } from '../../../functions/lib/incidents/notes.ts';
import type { Page } from '../../../functions/lib/incidents/page.ts';
import type { Planning } from '../../../functions/lib/incidents/plan-pages.ts';
import { planning } from '../../../functions/lib/incidents/planning.ts';
import type { IncidentOverview, Incidents, OneIncident } from '../../../functions/ops/incident-responses.ts';
import { escalationOf } from '../../../functions/ops/incident-view.ts';
import type { Notifications } from '../../../functions/ops/responses.ts';
import type { Severity } from '../../../monitoring/resources.ts';
import { FUNCTION_ENVIRONMENT } from '../../support/embedded-table.ts';
import { NOON } from '../../support/http-event.ts';
import { signInAs } from '../../support/sign-in.ts';
import { alarmChange } from '../lib/incidents/alarm-changes.ts';
import { type EmbeddedOps, startEmbeddedOps } from './embedded-ops.ts';

const MINUTE = 60_000;
const KEY = FUNCTION_ENVIRONMENT.LINK_KEY;

let ops: EmbeddedOps;
/** What an administrator who writes notes is signed in by. */
let author: string;
beforeAll(async () => {
  ops = await startEmbeddedOps([]);
  author = (await signInAs('admin')).authorization;
});
afterAll(() => ops.stop());

/** Opens an incident of a group of its own so many minutes before noon; gives its id. */
async function open(group: string, minutes: number, plan: Partial<Planning> = {}): Promise<string> {
  const at = NOON - minutes * MINUTE;
  const change = alarmChange(`down-${group}`, { group, at, value: 7, threshold: 5 });
  const kept = await changeGroup(group, (before) => applyChange(before, change), { ...planning(at), ...plan });
  return kept?.incident?.id ?? '';
}
async function openAs(severity: Severity, group: string, minutes: number): Promise<string> {
  const at = NOON - minutes * MINUTE;
  const change = alarmChange(`down-${group}`, { group, at, severity });
  const kept = await changeGroup(group, (before) => applyChange(before, change), planning(at));
  return kept?.incident?.id ?? '';
}
/** Who was told so many minutes ago, before it could be kept. */
const toldBefore = (minutes: number, ...channels: Channel[]) =>
  channels.map((channel) => ({ contact: 'first', channel, at: NOON - minutes * MINUTE }) as const);
const over = (group: string, at: number) => {
  const change = alarmChange(`down-${group}`, { group, at, state: 'OK' });
  return changeGroup(group, (before) => applyChange(before, change), planning(at));
};
const read = (id: string) => ops.get<OneIncident>(`/api/ops/incidents/${id}`, 'viewer');
const acknowledge = (id: string) => ops.post<OneIncident>(`/api/ops/incidents/${id}/acknowledge`, {}, 'admin');
const escalate = (id: string) => ops.post<OneIncident>(`/api/ops/incidents/${id}/escalate`, {}, 'admin');
const note = (id: string, text: unknown, key?: string) =>
  ops.post<OneIncident>(`/api/ops/incidents/${id}/notes`, { text }, undefined, {
    authorization: author,
    ...(key && { 'idempotency-key': key }),
  });
const byLink = (id: string, token: string) => ops.post<IncidentOverview>(`/api/incidents/${id}/acknowledge`, { token });

describe('incidents', () => {
  test('are listed newest first, a page at a time', async () => {
    const ids = [await open('a', 30), await open('b', 20), await open('c', 10)];
    const first = await ops.get<Incidents>('/api/ops/incidents?limit=2', 'viewer');
    expect(first.body.incidents.map(({ id }) => id)).toEqual([ids[2], ids[1]]);
    const second = await ops.get<Incidents>(`/api/ops/incidents?limit=2&cursor=${first.body.nextCursor}`, 'viewer');
    expect(second.body).toMatchObject({
      incidents: [{ id: ids[0], title: 'down-a', status: 'open' }],
      nextCursor: null,
    });
  });

  test('that are not over are told of on every page, the most severe first', async () => {
    const over1 = await open('m', 400);
    await over('m', NOON - 390 * MINUTE);
    const critical = await open('n', 380);
    await acknowledge(critical);
    const warning = await openAs('warning', 'o', 370);
    const { body } = await ops.get<Incidents>('/api/ops/incidents?limit=1', 'viewer');
    const ids = body.open.map(({ id }) => id);
    expect(ids).not.toContain(over1);
    expect(ids.indexOf(critical)).toBeLessThan(ids.indexOf(warning));
    expect(body.open.at(-1)).toMatchObject({ id: warning, severity: 'warning' });
    await over('n', NOON);
    const { body: later } = await ops.get<Incidents>('/api/ops/incidents?limit=1', 'viewer');
    expect(later.open.map(({ id }) => id)).toEqual(ids.filter((id) => id !== critical));
  });

  test('tell how often and when they were there again', async () => {
    const id = await open('again', 20);
    expect((await read(id)).body.incident).toMatchObject({ reopenings: 0 });
    await over('again', NOON - 15 * MINUTE);
    expect(await open('again', 12)).toBe(id);
    const { body } = await read(id);
    const reopenedAt = new Date(NOON - 12 * MINUTE).toISOString();
    expect(body.incident).toMatchObject({ status: 'open', reopenings: 1, reopenedAt });
    expect(body.incident.timeline.at(-1)).toEqual({ at: reopenedAt, type: 'reopened', text: 'It was there again.' });
  });

  test('tell their alarms, their course, who was told, and where to go on for that time', async () => {
    const reachable = { first: ['slack'], next: ['email'] } as const;
    const id = await open('d', 20, { reachable, told: toldBefore(20, 'slack') });
    await over('d', NOON - 5 * MINUTE);
    const { body } = await read(id);
    const iso = (minutes: number) => new Date(NOON - minutes * MINUTE).toISOString();
    expect(body.incident).toMatchObject({
      ...{ id, status: 'resolved', severity: 'critical', notices: 'Users notice down-d.' },
      alarms: [{ title: 'down-d', state: 'OK', value: 7, threshold: 5, runbook: 'down-d.md' }],
      timeline: [{ type: 'alarm' }, { type: 'opened' }, { type: 'alarm' }, { type: 'resolved' }],
      told: [
        { kind: 'opened', contact: 'first', channel: 'slack', status: 'sent', at: iso(20), attempts: 1 },
        { kind: 'escalated', contact: 'next', channel: 'email', status: 'cancelled', reason: 'The incident was over.' },
      ],
    });
    const labels = body.incident.links.map(({ label }) => label);
    expect(labels).toEqual(['Runbook', 'Dashboard', 'Logs', 'Traces']);
    const traces = new URL(body.incident.links[3]?.url ?? '');
    expect([traces.searchParams.get('from'), traces.searchParams.get('to')]).toEqual([
      new Date(NOON - 35 * MINUTE).toISOString(),
      new Date(NOON).toISOString(),
    ]);
  });

  test('tell of whoever was told at last how often it took, and no more why it did not work at first', async () => {
    const id = await open('late', 5);
    const late: Page = {
      ...{ about: id, kind: 'raised', contact: 'first', channel: 'slack', severity: 'critical' },
      ...{ status: 'sent', turnAt: NOON - 5 * MINUTE, attempts: 2, reason: 'It answered 500.' },
    };
    await pages().create(pageItem(late, NOON)).go();
    const [told] = (await read(id)).body.incident.told.filter(({ kind }) => kind === 'raised');
    expect(told).toMatchObject({ status: 'sent', attempts: 2 });
    expect(told).not.toHaveProperty('reason');
  });

  test.each(['inc_01JZ8Q4M6T9V3B5C7D9F1G3H5J', 'usr_1', 'x'])('%s is not one', async (id) => {
    expect((await read(id)).status).toBe(404);
    expect((await acknowledge(id)).status).toBe(404);
  });

  test.each(['0', '101', 'many'])('a page of %s is refused', async (limit) => {
    expect((await ops.get(`/api/ops/incidents?limit=${limit}`, 'viewer')).status).toBe(400);
  });
});

describe('acknowledging', () => {
  test('says who it was, once: whoever comes later changes nothing', async () => {
    const id = await open('e', 5);
    const first = await acknowledge(id);
    expect(first.body.incident).toMatchObject({
      status: 'acknowledged',
      acknowledgedBy: expect.stringMatching(/^[0-9a-f]{12}$/),
    });
    const { body } = await acknowledge(id);
    expect(body.incident.acknowledgedBy).toBe(first.body.incident.acknowledgedBy);
    const { data } = await auditEntries().query.byMonth({ month: '2026-06' }).go();
    expect(data.filter((entry) => entry.target === id && entry.action === 'incident.acknowledge')).toMatchObject([
      { actor: expect.stringMatching(/^usr_/), at: NOON },
    ]);
  });

  test('of many who do it at once, one has done it', async () => {
    const id = await open('f', 5);
    const answers = await Promise.all(Array.from({ length: 5 }, () => acknowledge(id)));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
    expect(new Set(answers.map(({ body }) => body.incident.acknowledgedBy)).size).toBe(1);
  });

  test('what is over is refused, and says so', async () => {
    const id = await open('g', 5);
    await over('g', NOON);
    expect(await acknowledge(id)).toMatchObject({ status: 409, body: { type: 'urn:problem:resolved' } });
  });

  test('by a link needs no account, and tells no more than the link did', async () => {
    const id = await open('h', 5);
    const { status, body } = await byLink(id, acknowledgeToken(id, 'next', KEY));
    expect([status, Object.keys(body).sort()]).toEqual([200, ['id', 'openedAt', 'status', 'title']]);
    expect((await read(id)).body.incident.acknowledgedBy).toBe('next contact');
  });

  test('by a link that is not genuine changes nothing', async () => {
    const [id, other] = [await open('i', 5), await open('j', 5)];
    const genuine = acknowledgeToken(id, 'first', KEY);
    const forged = [
      acknowledgeToken(other, 'first', KEY),
      acknowledgeToken(id, 'first', `${KEY}!`),
      genuine.replace('first.', 'next.'),
      `${genuine.slice(0, -2)}AA`,
      'first.',
      'x',
    ];
    for (const token of forged) expect(await byLink(id, token)).toMatchObject({ status: 403 });
    expect((await read(id)).body.incident.status).toBe('open');
    expect(await byLink('x', genuine)).toMatchObject({ status: 403 });
    expect(await ops.post(`/api/incidents/${id}/acknowledge`, {})).toMatchObject({ status: 400 });
  });

  test('the link keeps its token from every server that it passes', () => {
    const url = new URL(acknowledgeUrl(new URL('https://shop.example'), 'inc_1', 'first', KEY));
    expect([url.pathname, url.search]).toEqual(['/acknowledge', '']);
    const parts = new URLSearchParams(url.hash.slice(1));
    expect([parts.get('incident'), parts.get('token')]).toEqual(['inc_1', acknowledgeToken('inc_1', 'first', KEY)]);
  });
});

describe('what a link acknowledges', () => {
  const look = (id: string, token: string) => ops.post(`/api/incidents/${id}`, { token });

  test('is told to whoever has it, who changes nothing by looking', async () => {
    const id = await open('look', 5);
    const { status, body } = await look(id, acknowledgeToken(id, 'first', KEY));
    expect([status, body]).toEqual([
      200,
      { id, title: 'down-look', status: 'open', openedAt: new Date(NOON - 5 * MINUTE).toISOString() },
    ]);
    expect((await read(id)).body.incident.status).toBe('open');
  });

  test('is told to nobody else', async () => {
    const [id, other] = [await open('peek', 5), await open('poke', 5)];
    for (const token of [acknowledgeToken(other, 'first', KEY), acknowledgeToken(id, 'first', `${KEY}!`), 'x'])
      expect(await look(id, token)).toMatchObject({ status: 403 });
    const gone = 'inc_01JZ8Q4M6T9V3B5C7D9F1G3H5J';
    expect(await look(gone, acknowledgeToken(gone, 'first', KEY))).toMatchObject({ status: 404 });
  });
});

describe('the next contact', () => {
  const called = async (id: string) => (await pagesAbout(id)).filter(({ kind }) => kind === 'called');

  test('whom no channel reaches cannot be told', async () => {
    const id = await open('lonely', 5);
    expect((await read(id)).body.incident.escalation).toBe('nobody');
    expect(await escalate(id)).toMatchObject({ status: 409, body: { type: 'urn:problem:unreachable' } });
  });

  test('is told once by every channel, whoever asks for it at the same time, and the audit log says who did', async () => {
    process.env.MAIL_NEXT_TOPIC_ARN = 'arn:aws:sns:us-east-1:000000000000:smallcart-local-mail-next';
    try {
      const id = await openAs('warning', 'help', 5);
      expect((await read(id)).body.incident.escalation).toBe('possible');
      const answers = await Promise.all(Array.from({ length: 4 }, () => escalate(id)));
      expect(answers.map(({ status, body }) => [status, body.incident.escalation])).toEqual(
        answers.map(() => [200, 'done']),
      );
      expect(await called(id)).toMatchObject([{ contact: 'next', channel: 'email', status: 'due', turnAt: NOON }]);
      const { data } = await auditEntries().query.byMonth({ month: '2026-06' }).go();
      expect(data.filter((entry) => entry.target === id && entry.action === 'incident.escalate')).toMatchObject([
        { actor: expect.stringMatching(/^usr_/) },
      ]);
    } finally {
      process.env.MAIL_NEXT_TOPIC_ARN = '';
    }
  });

  const page = (given: Partial<Page>): Page => ({
    ...{ about: 'inc_1', kind: 'escalated', contact: 'next', channel: 'email', severity: 'critical' },
    ...{ status: 'sent', turnAt: NOON, attempts: 1 },
    ...given,
  });
  const incident: Incident = {
    ...{ id: 'inc_1', group: 'g', severity: 'critical', status: 'open', openedAt: NOON, alarms: [], timeline: [] },
  };
  const cases: Record<string, [page: Partial<Page>, changes: Partial<Incident>, expected: string]> = {
    'was told as nobody acknowledged': [{}, {}, 'done'],
    'is being told': [{ status: 'sending' }, {}, 'done'],
    'was told that it is there again': [{ kind: 'reopened', reopening: 1 }, { reopenings: 1 }, 'done'],
    'was not told since it is there again': [{}, { reopenings: 1 }, 'possible'],
    'is to be told later': [{ status: 'due' }, {}, 'possible'],
    'could not be told': [{ status: 'failed' }, {}, 'possible'],
    'was told of something else only': [{ kind: 'acknowledged' }, {}, 'possible'],
    'is not who was told': [{ kind: 'reopened', contact: 'first' }, {}, 'possible'],
    'was called for by somebody, who may not be asked twice': [{ status: 'due' }, { escalatedAt: NOON }, 'done'],
  };
  test.each(Object.entries(cases))('%s', (_, [given, changes, expected]) => {
    expect(escalationOf({ ...incident, ...changes }, [page(given)], true)).toBe(expected);
  });

  test('needs to be told of nothing that is over', async () => {
    const id = await open('past', 5);
    await over('past', NOON);
    expect(await escalate(id)).toMatchObject({ status: 409, body: { type: 'urn:problem:resolved' } });
  });
});

describe('notes', () => {
  const notes = async (id: string) =>
    (await read(id)).body.incident.timeline.filter(({ type }) => type === 'note').map(({ text }) => text);

  test('are told in the course of the incident, with who wrote them, and never changed', async () => {
    const id = await open('noted', 5);
    await note(id, '  The provider knows.\nThey call back.  ');
    await over('noted', NOON);
    await note(id, 'It was theirs.');
    expect(await notes(id)).toEqual(['The provider knows.\nThey call back.', 'It was theirs.']);
    const { body } = await read(id);
    expect(body.incident.timeline.find(({ type }) => type === 'note')).toMatchObject({
      at: new Date(NOON).toISOString(),
      by: expect.stringMatching(/^[0-9a-f]{12}$/),
    });
  });

  test('of one key are one note, those of many people at once are all there', async () => {
    const id = await open('busy', 5);
    await Promise.all([...Array(4).fill('Twice?'), ...['a', 'b', 'c']].map((text) => note(id, text, `key-${text}`)));
    expect((await notes(id)).sort()).toEqual(['Twice?', 'a', 'b', 'c']);
    const { data } = await auditEntries().query.byMonth({ month: '2026-06' }).go();
    expect(data.filter((entry) => entry.target === id && entry.action === 'incident.note')).toHaveLength(4);
  });

  const refused: Record<string, [unknown, string | undefined]> = {
    'that says nothing is refused': ['  ', undefined],
    'that is too long is refused': ['x'.repeat(LONGEST_NOTE + 1), undefined],
    'that is no text is refused': [7, undefined],
    'with a broken key is refused': ['Fine.', 'k'.repeat(129)],
  };
  test.each(Object.entries(refused))('one %s', async (sentence, [text, key]) => {
    const id = await open(sentence, 5);
    expect((await note(id, text, key)).status).toBe(400);
  });

  test('are so many at most', async () => {
    const id = await open('full', 5);
    const at = NOON;
    for (let number = 1; number <= MOST_NOTES; number++)
      await incidentNotes().create({ incident: id, number, at, by: 'usr_1', text: 'x', expiresAt: at }).go();
    expect(await note(id, 'One more.')).toMatchObject({ status: 409, body: { type: 'urn:problem:notes-full' } });
  });

  test('of which the first have expired go on with numbers that were never given', async () => {
    const id = await open('old', 5);
    for (const number of [2, 3])
      await incidentNotes().create({ incident: id, number, at: NOON, by: 'usr_1', text: 'x', expiresAt: NOON }).go();
    expect((await note(id, 'Still there.')).status).toBe(200);
    expect(await notes(id)).toEqual(['x', 'x', 'Still there.']);
  });

  test('of a key that was another note’s are refused, and nothing is lost unsaid', async () => {
    const id = await open('key', 5);
    await note(id, 'One.', 'same');
    const other = await note(id, 'Another.', 'same');
    expect(other).toMatchObject({ status: 409, body: { type: 'urn:problem:idempotency-key-reused' } });
    expect(await notes(id)).toEqual(['One.']);
  });

  test('are of an incident', async () => {
    expect((await note('inc_01JZ8Q4M6T9V3B5C7D9F1G3H5J', 'Lost.')).status).toBe(404);
  });
});

describe('notifications', () => {
  test('are what people were told, the latest first; what is still to be told is not among them', async () => {
    const reachable = { first: ['slack', 'email'], next: ['email'] } as const;
    const before = await open('k', 3, { reachable, told: toldBefore(3, 'slack') });
    const after = await open('l', 2, { reachable, told: toldBefore(2, 'slack', 'email') });
    await announce({ id: 'later', severity: 'warning', title: 'Later', text: '' }, NOON);
    const { body } = await ops.get<Notifications>('/api/ops/notifications', 'viewer');
    expect(body.notifications.slice(0, 3).map(({ incident }) => incident)).toEqual([after, after, before]);
    expect(body.notifications[2]).toMatchObject({
      channel: 'slack',
      contact: 'first',
      kind: 'opened',
      severity: 'critical',
      subject: 'down-k',
      body: 'Users notice down-k.',
    });
    const all: Notifications['notifications'] = [];
    for (let cursor: string | null = ''; cursor !== null; ) {
      const path: string = `/api/ops/notifications?limit=2&cursor=${cursor}`;
      const { body: page } = await ops.get<Notifications>(path, 'viewer');
      expect(page.notifications.length).toBeLessThanOrEqual(2);
      all.push(...page.notifications);
      cursor = page.nextCursor;
    }
    expect(all).toEqual(body.notifications);
  });

  test('are of one message when they say the same, to whomever; not when it was there again once more', async () => {
    const told = (reopening: number, channel: Channel): Page => ({
      ...{ about: 'inc_x', kind: 'reopened', contact: 'first', channel, reopening, severity: 'critical' },
      ...{ status: 'sent', turnAt: NOON + reopening, attempts: 1 },
    });
    for (const each of [told(1, 'slack'), told(1, 'email'), told(2, 'slack')])
      await pages().create(pageItem(each, NOON)).go();
    const { body } = await ops.get<Notifications>('/api/ops/notifications?limit=3', 'viewer');
    const [last, ...before] = body.notifications.map(({ message }) => message);
    expect(new Set(before).size).toBe(1);
    expect(before).not.toContain(last);
  });

  test.each([
    'nonsense',
    Buffer.from('{"pk":"a"}').toString('base64url'),
    Buffer.from('{"pk":"a","sk":"b","gsi2pk":"c","gsi2sk":"d"}').toString('base64url'),
  ])('are not listed after what was never handed out as a cursor: %s', async (cursor) => {
    const answer = await ops.get(`/api/ops/notifications?cursor=${cursor}`, 'viewer');
    expect(answer).toMatchObject({ status: 400, body: { errors: [{ path: 'cursor' }] } });
  });

  test.each(['a', '~'])(
    'are not listed after a cursor whose place was changed to one out of the list: %s',
    async (gsi2sk) => {
      const { body } = await ops.get<Notifications>('/api/ops/notifications?limit=1', 'viewer');
      const genuine = JSON.parse(Buffer.from(body.nextCursor ?? '', 'base64url').toString());
      const cursor = Buffer.from(JSON.stringify({ ...genuine, gsi2sk })).toString('base64url');
      const answer = await ops.get(`/api/ops/notifications?cursor=${cursor}`, 'viewer');
      expect(answer).toMatchObject({ status: 400, body: { errors: [{ path: 'cursor' }] } });
    },
  );
});
