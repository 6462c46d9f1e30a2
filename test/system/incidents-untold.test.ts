import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ScanCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Received } from '../functions/incidents/receivers.ts';
import { awsClients } from '../support/aws-clients.ts';
import { advance, putFault, removeFault } from '../support/control.ts';
import { byAll, type PeopleOnCall, startPeopleOnCall } from '../support/people-on-call.ts';
import { allGone, processTree } from '../support/process-tree.ts';
import { type RunningSystem, startSystem } from '../support/running-system.ts';
import { type TrialAlarm, trialAlarms } from '../support/trial-alarms.ts';

/** Real milliseconds within which what was sent is noted. */
const NOTED = 60_000;
/** Functions stay in memory: starting them anew is no part of this. */
const OPTIONS = ['--simulated', '--no-traffic', '--environments', '24'];

let dataFolder = '';
let system: RunningSystem;
let people: PeopleOnCall;
let alarms: ReturnType<typeof trialAlarms>;

async function start(): Promise<void> {
  system = await startSystem({ options: OPTIONS, dataFolder, environment: people.environment });
  alarms = trialAlarms(system.awsUrl);
}

beforeAll(async () => {
  dataFolder = mkdtempSync(join(tmpdir(), 'smallcart-'));
  people = await startPeopleOnCall();
  await start();
  // Whoever is mailed hears first that the way by which they are told is well.
  await minutes(2);
});
beforeEach(async () => {
  people.receivers.answer = () => ({ status: 200 });
  await told();
});
afterAll(async () => {
  await system?.stop();
  await people.stop();
  rmSync(dataFolder, { recursive: true, force: true });
});

const told = () => people.told(system.awsUrl);
const minutes = (count: number) => advance(system.awsUrl, `PT${count}M`);
/** What channels answer to the first contact’s messages; 200 unless it says otherwise, and nothing for `undefined`. */
function answers(by: Readonly<Record<string, { status: number; headers?: Record<string, string> } | undefined>>): void {
  people.receivers.answer = ({ path }: Received) => {
    const [, channel = '', contact] = path.split('/');
    return contact === 'first' && Object.hasOwn(by, channel) ? by[channel] : { status: 200 };
  };
}

const GATE: TrialAlarm = { title: 'Trial gate', group: 'shop' };
const WELL: TrialAlarm = { title: 'Trial well', group: 'capacity' };
const HEDGE: TrialAlarm = { title: 'Trial hedge', group: 'stock' };
const BRIDGE: TrialAlarm = { title: 'Trial bridge', group: 'orders', prefix: 'somebody-' };
const FENCE: TrialAlarm = { title: 'Trial fence', group: 'delivery' };

describe('a channel', () => {
  it('that fails, is busy or says nothing is tried again until it answers, and keeps no other from being told', async () => {
    answers({
      slack: { status: 500 },
      pagerDuty: { status: 429, headers: { 'retry-after': '240' } },
      webhook: undefined,
    });
    await alarms.raise(GATE);
    expect(await told()).toEqual(['opened Trial gate first/email']);
    answers({});
    await minutes(2);
    expect(await told()).toEqual(['opened Trial gate first/slack', 'opened Trial gate first/webhook']);
    await minutes(3);
    expect(await told()).toEqual(['opened Trial gate first/pagerduty']);
    await alarms.end(GATE);
    expect(await told()).toEqual(byAll('resolved', GATE.title, 'first'));
  });

  it('that leads elsewhere is not followed, as what it was told is a secret', async () => {
    const elsewhere: string[] = [];
    people.receivers.answer = ({ path }) => {
      if (path.startsWith('/elsewhere')) elsewhere.push(path);
      if (path !== '/slack/first') return { status: 200 };
      return { status: 307, headers: { location: `${people.receivers.url}/elsewhere` } };
    };
    await alarms.raise(HEDGE);
    await alarms.end(HEDGE);
    expect(elsewhere).toEqual([]);
    const heard = await told();
    expect(heard.filter((each) => each.endsWith('slack'))).toEqual([]);
    expect(heard.filter((each) => each.endsWith('webhook'))).toHaveLength(2);
  });

  it('that is away for an hour is told once it is back, once; by then people have been mailed that it is', async () => {
    answers({ slack: { status: 503 } });
    await alarms.raise(WELL);
    await minutes(58);
    const meanwhile = await told();
    expect(meanwhile.filter((each) => each.includes(WELL.title))).toEqual(
      [...byAll('opened', WELL.title, 'first'), ...byAll('escalated', WELL.title, 'next')]
        .filter((each) => each !== `opened ${WELL.title} first/slack`)
        .sort(),
    );
    expect(meanwhile).toContainEqual(expect.stringMatching(/notifications-failing.* first\/email$/));
    answers({});
    await minutes(16);
    expect((await told()).filter((each) => each.includes(WELL.title))).toEqual([`opened ${WELL.title} first/slack`]);
    await alarms.end(WELL);
    expect((await told()).filter((each) => each.includes(WELL.title))).toEqual(
      byAll('resolved', WELL.title, 'first', 'next'),
    );
  });
});

describe('a table that does not answer', () => {
  it('keeps nobody from being told at once, once; what is over is told when it is back', async () => {
    await putFault(system.awsUrl, 'dynamodb-errors', { operations: ['GetItem'] });
    await alarms.raise(FENCE);
    expect((await told()).filter((each) => each.includes(FENCE.title))).toEqual(byAll('opened', FENCE.title, 'first'));
    await minutes(1);
    await removeFault(system.awsUrl, 'dynamodb-errors');
    await minutes(5);
    expect((await told()).filter((each) => each.includes(FENCE.title))).toEqual([]);
    await alarms.end(FENCE);
    expect((await told()).filter((each) => each.includes(FENCE.title))).toEqual(
      byAll('resolved', FENCE.title, 'first'),
    );
  });
});

/** How much people were told, as far as the table knows. */
async function sentPages(): Promise<number> {
  const { Count = 0 } = await awsClients(system.awsUrl).dynamodb.send(
    new ScanCommand({
      TableName: 'smallcart-local-shop',
      FilterExpression: '#entity = :page AND #status = :sent',
      ExpressionAttributeNames: { '#entity': '__edb_e__', '#status': 'status' },
      ExpressionAttributeValues: { ':page': { S: 'page' }, ':sent': { S: 'sent' } },
    }),
  );
  return Count;
}

describe('a system that is killed while it tells people', () => {
  it('tells after its next start those whom it had not told, and nobody twice', async () => {
    const sent = await sentPages();
    const asked = Promise.withResolvers<void>();
    people.receivers.answer = ({ path }) => {
      if (path !== '/slack/first') return { status: 200 };
      asked.resolve();
      return undefined;
    };
    const pids = processTree(system.process.pid ?? 0).map(({ pid }) => pid);
    const raising = alarms.raise(BRIDGE).catch(() => undefined);
    await asked.promise;
    await expect.poll(sentPages, { timeout: NOTED }).toBe(sent + 3);
    system.process.kill('SIGKILL');
    await Promise.all([raising, allGone(pids)]);
    people.receivers.answer = () => ({ status: 200 });
    await start();
    await minutes(8);
    expect(await told()).toEqual(byAll('opened', BRIDGE.title, 'first'));
    await alarms.end(BRIDGE);
    expect(await told()).toEqual(byAll('resolved', BRIDGE.title, 'first'));
  });
});
