import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SetAlarmStateCommand } from '@aws-sdk/client-cloudwatch';
import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Incidents, OneIncident } from '../../functions/ops/incident-responses.ts';
import { awsAccess } from '../../operations/aws-access.ts';
import { maintain } from '../../operations/maintenance/maintenance-command.ts';
import type { Place } from '../../operations/place.ts';
import { createSilence } from '../../operations/silence/silence.ts';
import { noticeEvent } from '../../operations/telemetry/notice-event.ts';
import { sendEvents } from '../../operations/telemetry/send-events.ts';
import { createCloudWatchCaller } from '../../operations/verify/cloudwatch-caller.ts';
import { awsClients } from '../support/aws-clients.ts';
import { advance, virtualNow } from '../support/control.ts';
import { beginAt } from '../support/drill/drill-start.ts';
import { byAll, type PeopleOnCall, startPeopleOnCall } from '../support/people-on-call.ts';
import { type RunningSystem, startSystem } from '../support/running-system.ts';
import { callApi } from '../support/shopper.ts';
import { type TrialAlarm, trialAlarms } from '../support/trial-alarms.ts';

const MINUTE = 60_000;
/** People of this stage work on each day from three o'clock in Berlin. */
const SETTINGS = {
  businessHours: {
    timeZone: 'Europe/Berlin',
    days: ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'],
    from: '03:00',
    to: '20:00',
  },
  escalationMinutes: 15,
  warningDelayMinutes: 15,
};

/** When clocks in Berlin go forward the next time: 01:00 UTC on the last Sunday of March. */
function nextSpring(now: number): number {
  const year = new Date(now).getUTCFullYear();
  const days = [year, year + 1].map((each) => new Date(Date.UTC(each, 2, 31, 1)));
  const sundays = days.map((day) => day.setUTCDate(31 - day.getUTCDay()));
  return sundays.find((sunday) => sunday - 60 * MINUTE > now) ?? Number.NaN;
}

let folder = '';
let system: RunningSystem;
let people: PeopleOnCall;
let place: Place;
let alarms: ReturnType<typeof trialAlarms>;
const spring = nextSpring(Date.now());

/** What somebody who edits settings/stages.ts does. */
function withSettings(): readonly [string, ...string[]] {
  const stages = new URL('../../settings/stages.ts', import.meta.url).href;
  const edit = `import { STAGES } from '${stages}'; STAGES.local.notifications = ${JSON.stringify(SETTINGS)};`;
  return [process.execPath, '--import', `data:text/javascript,${encodeURIComponent(edit)}`, 'local/main.ts'];
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'smallcart-'));
  beginAt(folder, spring - 55 * MINUTE);
  people = await startPeopleOnCall();
  system = await startSystem({
    ...{
      options: ['--simulated', '--no-traffic', '--environments', '24'],
      dataFolder: folder,
      command: withSettings(),
    },
    environment: people.environment,
  });
  alarms = trialAlarms(system.awsUrl);
  place = { kind: 'local', stage: 'local', awsPort: Number(new URL(system.awsUrl).port) };
}, 60_000);
afterAll(async () => {
  await system?.stop();
  await people.stop();
  rmSync(folder, { recursive: true, force: true });
});

const told = () => people.told(system.awsUrl);
const minutes = (count: number) => advance(system.awsUrl, `PT${count}M`);

/** Signs the administrator in; headers of what they ask from then on. */
async function signIn(): Promise<{ readonly bearer: Record<string, string>; readonly cookie: Record<string, string> }> {
  const { body, headers } = await callApi<{ token: string }>(system.siteUrl, 'POST', '/api/auth/login', system.admin, {
    origin: new URL(system.siteUrl).origin,
  });
  const [cookie = ''] = (headers.getSetCookie()[0] ?? '').split(';');
  return { bearer: { authorization: `Bearer ${body.token}` }, cookie: { cookie } };
}

/** Who is told of what by each channel: that it `opened`, an alarm, the `first` contact. */
const all = (...said: readonly (readonly [kind: string, alarm: TrialAlarm, ...contacts: string[]])[]) =>
  said.flatMap(([kind, { title }, ...contacts]) => byAll(kind, title, ...contacts)).sort();

async function openIncidents(): Promise<Readonly<Record<string, string>>> {
  const { bearer } = await signIn();
  const { body } = await callApi<Incidents>(system.siteUrl, 'GET', '/api/ops/incidents', undefined, bearer);
  return Object.fromEntries(body.open.map(({ title, id }) => [title, id]));
}

async function read(id = ''): Promise<OneIncident['incident']> {
  const { bearer } = await signIn();
  const { body } = await callApi<OneIncident>(system.siteUrl, 'GET', `/api/ops/incidents/${id}`, undefined, bearer);
  return body.incident;
}

/** Has people told of something that can wait. */
async function sendNews(title: string): Promise<void> {
  const events = new EventBridgeClient(awsAccess(place));
  try {
    const notice = { stage: 'local', id: 'news', severity: 'info', title, text: '' } as const;
    await sendEvents(events, [noticeEvent(notice)]);
  } finally {
    events.destroy();
  }
}

const DOOR: TrialAlarm = { title: 'Trial door', group: 'shop' };
const STAIRS: TrialAlarm = { title: 'Trial stairs', group: 'capacity' };
const ATTIC: TrialAlarm = { title: 'Trial attic', group: 'telemetry' };
const RELEASE: TrialAlarm = { title: 'Trial release', group: 'delivery', category: 'delivery' };
const DRAUGHT: TrialAlarm = { title: 'Trial draught', group: 'latency', severity: 'warning' };
const DAMP: TrialAlarm = { title: 'Trial damp', group: 'jobs', severity: 'warning' };
// What is there again soon is the same incident: these are of other groups than those before them.
const CELLAR: TrialAlarm = { title: 'Trial cellar', group: 'orders' };
const ROOF: TrialAlarm = { title: 'Trial roof', group: 'stock' };
const GARDEN: TrialAlarm = { title: 'Trial garden', group: 'fraud' };

describe('incidents', () => {
  let heard: Awaited<ReturnType<PeopleOnCall['heard']>> = [];
  let ids: Readonly<Record<string, string>> = {};

  it('that are critical are told at once to the first contact, by each channel once, and to nobody else', async () => {
    // Whoever is mailed hears first that the way by which they are told is well.
    await minutes(2);
    await told();
    await alarms.raise(DOOR, STAIRS, ATTIC, RELEASE, DRAUGHT, DAMP);
    heard = await people.heard(system.awsUrl);
    const who = heard.map(({ channel, subject }) => `${channel}: ${subject}`).sort();
    const expected = [DOOR, STAIRS, ATTIC, RELEASE].flatMap(({ title }) =>
      ['email', 'pagerduty', 'slack', 'webhook'].map((channel) => `${channel}: CRITICAL: ${title} (local)`),
    );
    expect(who).toEqual(expected.sort());
    ids = await openIncidents();
    expect(Object.keys(ids)).toHaveLength(6);
  });

  it.each(['email', 'slack', 'pagerduty', 'webhook'])('say by %s all that whoever is told needs to know', (channel) => {
    const { body = '' } = heard.find((each) => each.channel === channel && each.subject.includes('door')) ?? {};
    const range = /from=[\dTZ%A.-]+&to=[\dTZ%A.-]+/.source;
    const parts: Record<string, RegExp> = {
      'what users notice': /Users notice Trial door\./,
      'since when': /\bSince\W.*\d{4}-03-\d\d \d\d:\d\d UTC \(\d min\)/,
      'value and threshold': /: 7\.5, threshold 5/,
      'how to acknowledge': new RegExp(`${system.siteUrl}/?acknowledge#incident=${ids[DOOR.title]}&token=first\\.`),
      'the incident': new RegExp(`/ops/incidents/${ids[DOOR.title]}`),
      'the runbook': /\/ops\/runbooks\/shop-unavailable/,
      'the dashboard, for its time': new RegExp(`/ops/dashboards/\\w+\\?${range}`),
      'the logs, for its time': new RegExp(`/ops/logs\\?${range}`),
      'the traces, for its time': new RegExp(`/ops/traces\\?${range}`),
    };
    const missing = Object.keys(parts).filter((part) => !parts[part]?.test(body));
    expect(missing).toEqual([]);
  });

  it('are acknowledged by the link of a message, in the console and with a token; whoever was told is told so', async () => {
    const mail = heard.find(({ channel, subject }) => channel === 'email' && subject.includes('door'));
    const [link = ''] = /http\S+\/acknowledge#\S+/.exec(mail?.body ?? '') ?? [];
    const given = new URLSearchParams(new URL(link).hash.slice(1));
    const { bearer, cookie } = await signIn();
    const { origin } = new URL(system.siteUrl);
    const ask = (path: string, body: unknown, headers = {}) => callApi(system.siteUrl, 'POST', path, body, headers);
    const byLink = `/api/incidents/${given.get('incident')}/acknowledge`;
    // A mail scanner that opens the link acknowledges nothing.
    expect((await fetch(link)).status).toBe(200);
    expect(await read(ids[DOOR.title])).toMatchObject({ status: 'open' });
    const answers = [
      await ask(byLink, { token: `${given.get('token')?.slice(0, -2)}AA` }),
      await ask(byLink, { token: given.get('token') }),
      await ask(byLink, { token: given.get('token') }),
      await ask(`/api/incidents/${ids[STAIRS.title]}/acknowledge`, { token: given.get('token') }),
      await ask(`/api/ops/incidents/${ids[STAIRS.title]}/acknowledge`, {}, { ...cookie, origin }),
      await ask(`/api/ops/incidents/${ids[RELEASE.title]}/acknowledge`, {}, bearer),
      await ask(`/api/ops/incidents/${ids[ATTIC.title]}/acknowledge`, {}),
    ];
    expect(answers.map(({ status }) => status)).toEqual([403, 200, 200, 403, 200, 200, 401]);
    expect(await read(ids[DOOR.title])).toMatchObject({ status: 'acknowledged', acknowledgedBy: 'first contact' });
    await alarms.end(DAMP);
    const acknowledged = [DOOR, RELEASE, STAIRS].map((alarm) => ['acknowledged', alarm, 'first'] as const);
    expect(await told()).toEqual(all(...acknowledged));
  });

  it('that last for a quarter of an hour are told then: to the next contact what nobody has acknowledged, to the first a warning', async () => {
    await minutes(11);
    expect(await told()).toEqual([]);
    await minutes(4);
    expect(await told()).toEqual(all(['escalated', ATTIC, 'next'], ['opened', DRAUGHT, 'first']));
  });

  it('that are over are told so to those who were told of them, and to nobody else', async () => {
    await alarms.end(DOOR, STAIRS, ATTIC, RELEASE, DRAUGHT);
    await minutes(1);
    const over = [DOOR, STAIRS, RELEASE, DRAUGHT].map((alarm) => ['resolved', alarm, 'first'] as const);
    expect(await told()).toEqual(all(...over, ['resolved', ATTIC, 'first', 'next']));
    expect(await openIncidents()).toEqual({});
    const { timeline, told: telling } = await read(ids[ATTIC.title]);
    expect(timeline.map(({ type }) => type)).toEqual(['alarm', 'opened', 'alarm', 'resolved']);
    expect(new Set(telling.map(({ status }) => status))).toEqual(new Set(['sent']));
  });
});

describe('alarms that are muted', () => {
  it('by maintenance tell nobody, but of what is still wrong when it ends', async () => {
    await alarms.make(CELLAR, ROOF, GARDEN);
    await maintain({ place, order: 'announce', minutes: 8, reason: 'The cellar is mended.' });
    await alarms.raise(CELLAR, ROOF);
    expect(await alarms.state(CELLAR)).toBe('ALARM');
    // By night, too.
    const [heardOf = '', ...rest] = await told();
    expect(heardOf).toMatch(/^notice Maintenance of stage local until .* first\/email$/);
    expect(rest).toEqual(['pagerduty', 'slack', 'webhook'].map((channel) => heardOf.replace(/email$/, channel)));
    await alarms.end(ROOF);
    await minutes(2);
    expect(await told()).toEqual([]);
    await minutes(3);
    expect(await told()).toEqual(all(['opened', CELLAR, 'first']));
    await alarms.end(CELLAR);
    expect(await told()).toEqual(all(['resolved', CELLAR, 'first']));
  });

  it('by a deployment tell nobody until it has ended, unless they are about deployments', async () => {
    const silence = createSilence(createCloudWatchCaller(place, awsAccess(place)), 'deployment');
    await silence.begin((await virtualNow(system.awsUrl)).getTime(), 30, 'A release takes over.');
    await alarms.raise(GARDEN, RELEASE);
    expect(await told()).toEqual(all(['opened', RELEASE, 'first']));
    await silence.end();
    await minutes(1);
    expect(await told()).toEqual(all(['opened', GARDEN, 'first']));
    await alarms.end(GARDEN, RELEASE);
    expect(await told()).toEqual(all(['resolved', GARDEN, 'first'], ['resolved', RELEASE, 'first']));
  });
});

describe('a symptom', () => {
  it('of a table that fails is told to nobody, as its cause is', async () => {
    const { cloudwatch } = awsClients(system.awsUrl);
    const [StateValue, StateReason] = ['ALARM', 'Tried out.'] as const;
    for (const id of ['table-errors', 'application-down']) {
      const AlarmName = `smallcart-local-${id}`;
      await cloudwatch.send(new SetAlarmStateCommand({ AlarmName, StateValue, StateReason }));
    }
    await advance(system.awsUrl, 'PT5S');
    const TABLE: TrialAlarm = { title: 'Table failing', group: 'table' };
    expect(await told()).toEqual(all(['opened', TABLE, 'first']));
    await minutes(5);
    expect(await told()).toEqual(all(['resolved', TABLE, 'first']));
  });
});

describe('news', () => {
  it('waits until people begin to work, at the time that their clocks show once they have gone forward', async () => {
    await sendNews('Something is new');
    const left = spring - (await virtualNow(system.awsUrl)).getTime();
    expect(left).toBeGreaterThan(MINUTE);
    await advance(system.awsUrl, `PT${Math.floor(left / 1_000) - 30}S`);
    expect(await told()).toEqual([]);
    await minutes(2);
    expect(await told()).toEqual(byAll('notice', 'Something is new', 'first'));
  });
});
