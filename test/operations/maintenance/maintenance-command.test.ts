import type { Server } from 'node:http';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createAwsServer } from '../../../local/aws/aws-server.ts';
import { listenOnLoopback } from '../../../local/aws/listen.ts';
import { maintain } from '../../../operations/maintenance/maintenance-command.ts';
import { type EmbeddedCloudWatch, embedCloudWatch } from '../../support/embedded-cloudwatch.ts';
import { type EmbeddedEvents, embedEvents } from '../../support/embedded-events.ts';
import { putSettable, setState } from '../../support/set-alarms.ts';

const TARGET = 'arn:aws:sqs:us-east-1:000000000000:told';
const ACTIONS = { AlarmActions: ['arn:aws:sns:us-east-1:000000000000:smallcart-local-critical'] };
let system: EmbeddedCloudWatch;
let events: EmbeddedEvents;
let server: Server;
let port: number;

/** The stage's CloudWatch, its clock, and its event bus if it has one. */
async function open(withEvents = true): Promise<void> {
  system = embedCloudWatch();
  events = embedEvents();
  server = createAwsServer({
    services: [system.cloudWatch.service, ...(withEvents ? [events.bus().service] : [])],
    control: async () => ({
      ...{ status: 200, headers: { 'content-type': 'application/json' } },
      body: JSON.stringify({ now: new Date(system.clock.now()).toISOString() }),
    }),
    ...{ now: () => system.clock.now(), region: 'us-east-1', accountId: '000000000000' },
    onBug: (error) => {
      throw error;
    },
  });
  port = await listenOnLoopback(server, 0);
  await putSettable(system, 'smallcart-local-errors', ACTIONS);
  await events.call('PutRule', { Name: 'r', EventPattern: JSON.stringify({ source: ['smallcart'] }) });
  await events.call('PutTargets', { Rule: 'r', Targets: [{ Id: 't', Arn: TARGET }] });
}
const close = async () => {
  const closed = new Promise((resolve) => server.close(resolve));
  server.closeAllConnections();
  await closed;
};
beforeEach(() => open());
afterEach(close);

const place = () => ({ kind: 'local', stage: 'local', awsPort: port }) as const;
const announce = () => maintain({ place: place(), order: 'announce', minutes: 60, reason: 'The table moves.' });
const raised = async () => {
  await setState(system, 'smallcart-local-errors', 'ALARM');
  return system.published.length;
};
const notices = (): readonly Readonly<Record<string, unknown>>[] =>
  events.delivered.map(({ body }) => JSON.parse(String(body)).detail);

test('announced maintenance mutes alarms, says until when, and tells people once', async () => {
  expect(await announce()).toBe(
    '1 alarms of stage local tell nobody until 2026-11-21 04:00 UTC, or npm run maintenance -- --end.',
  );
  expect(await raised()).toBe(0);
  expect(await maintain({ place: place(), order: 'tell' })).toBe(
    'The alarms of stage local tell nobody until 2026-11-21 04:00 UTC: The table moves.',
  );
  expect(notices()).toEqual([
    expect.objectContaining({
      ...{ stage: 'local', severity: 'info', text: 'The table moves.' },
      title: 'Maintenance of stage local until 2026-11-21 04:00 UTC',
    }),
  ]);
});

test('ended maintenance has alarms tell again, what is still wrong at once', async () => {
  await announce();
  expect(await raised()).toBe(0);
  expect(await maintain({ place: place(), order: 'end' })).toMatch(/^The alarms of stage local tell again/);
  expect(system.published).toHaveLength(1);
  expect(notices().map(({ title }) => title)).toContain('Maintenance of stage local is over');
  expect(new Set(notices().map(({ id }) => id)).size).toBe(2);
});

test('without maintenance there is nothing to end, and that is what is told', async () => {
  await expect(maintain({ place: place(), order: 'end' })).rejects.toThrow(
    'No maintenance of stage local is announced.',
  );
  expect(await maintain({ place: place(), order: 'tell' })).toMatch(/^No maintenance of stage local is announced/);
});

test('a stage without alarms that tell anybody has nothing to mute', async () => {
  await system.call('DeleteAlarms', { AlarmNames: ['smallcart-local-errors'] });
  await expect(announce()).rejects.toThrow(/nothing to mute/);
  expect(notices()).toEqual([]);
});

test('alarms are muted also when nobody can be told of it, which is said', async () => {
  await close();
  await open(false);
  expect(await announce()).toMatch(/tell nobody until .* Nobody could be told of it: .*events:PutEvents/);
  expect(await raised()).toBe(0);
});
