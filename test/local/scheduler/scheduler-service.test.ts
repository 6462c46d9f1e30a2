import {
  GetScheduleCommand,
  ListSchedulesCommand,
  paginateListSchedules,
  SchedulerClient,
  UpdateScheduleCommand,
  type UpdateScheduleCommandInput,
} from '@aws-sdk/client-scheduler';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createAwsServer } from '../../../local/aws/aws-server.ts';
import { listenOnLoopback } from '../../../local/aws/listen.ts';
import { createClock } from '../../../local/clock.ts';
import { SCHEDULED_INPUT, startScheduler } from '../../../local/scheduler/scheduler.ts';
import { createSchedulerService } from '../../../local/scheduler/scheduler-service.ts';
import { createSchedules } from '../../../local/scheduler/schedules.ts';

const place = { region: 'us-east-1', accountId: '000000000000' };
const clock = createClock({ mode: 'simulated', speed: 1, start: Date.UTC(2026, 10, 21, 12, 0, 30) });
const schedules = createSchedules(clock.now);
const target = (id: string) => `arn:aws:lambda:us-east-1:000000000000:function:shop-${id}:live`;
for (const [functionId, expression] of [
  ['probe', 'rate(1 minute)'],
  ['audit', 'rate(1 hour)'],
] as const)
  schedules.create({
    ...{ name: `shop-${functionId}`, functionId, expression },
    ...{ targetArn: target(functionId), input: SCHEDULED_INPUT },
  });

const runs: string[] = [];
const stop = startScheduler({
  ...{ clock, schedules: schedules.all() },
  isEnabled: (name) => schedules.find(name)?.state === 'ENABLED',
  invoke: async (id) => void runs.push(id),
});
const server = createAwsServer({
  ...place,
  services: [createSchedulerService(schedules)],
  control: () => ({ status: 404 }),
  now: clock.now,
  onBug: (error) => {
    throw error;
  },
});
let client: SchedulerClient;
beforeAll(async () => {
  const endpoint = `http://127.0.0.1:${await listenOnLoopback(server, 0)}`;
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
  client = new SchedulerClient({ endpoint, credentials, region: 'us-east-1', maxAttempts: 1 });
});
afterAll(() => {
  stop();
  server.close();
  server.closeAllConnections();
});

const PROBE: UpdateScheduleCommandInput = {
  Name: 'shop-probe',
  ScheduleExpression: 'rate(1 minute)',
  FlexibleTimeWindow: { Mode: 'OFF' },
  Target: { Arn: target('probe'), RoleArn: 'arn:aws:iam::000000000000:role/any' },
};
const update = (change: Partial<UpdateScheduleCommandInput>) =>
  client.send(new UpdateScheduleCommand({ ...PROBE, ...change }));

test('a schedule is told whole', async () => {
  const told = await client.send(new GetScheduleCommand({ Name: 'shop-probe' }));
  expect(told).toMatchObject({
    Arn: 'arn:aws:scheduler:us-east-1:000000000000:schedule/default/shop-probe',
    ...{ Name: 'shop-probe', GroupName: 'default', State: 'ENABLED', ScheduleExpression: 'rate(1 minute)' },
    Target: { Arn: target('probe'), Input: SCHEDULED_INPUT },
    CreationDate: new Date(clock.now()),
  });
});

test('schedules are listed by name, page by page, and by state', async () => {
  const names: (string | undefined)[] = [];
  for await (const { Schedules = [] } of paginateListSchedules({ client, pageSize: 1 }, { NamePrefix: 'shop-' }))
    names.push(...Schedules.map(({ Name }) => Name));
  expect(names).toEqual(['shop-audit', 'shop-probe']);
  const disabled = await client.send(new ListSchedulesCommand({ State: 'DISABLED' }));
  expect(disabled.Schedules).toEqual([]);
});

test('a schedule that is disabled does not run, and runs again once it is enabled', async () => {
  await clock.advance(60_000);
  expect(runs).toEqual(['probe']);
  await update({ State: 'DISABLED' });
  const told = await client.send(new GetScheduleCommand({ Name: 'shop-probe' }));
  expect([told.State, told.LastModificationDate]).toEqual(['DISABLED', new Date(clock.now())]);
  await clock.advance(120_000);
  expect(runs).toEqual(['probe']);
  // What is not said is what a new schedule has.
  await update({});
  await clock.advance(60_000);
  expect(runs).toEqual(['probe', 'probe']);
});

test.each<[string, Partial<UpdateScheduleCommandInput>, string, RegExp]>([
  ['a schedule that is not there', { Name: 'shop-none' }, 'ResourceNotFoundException', /shop-none does not exist/],
  ['another group', { GroupName: 'other' }, 'ResourceNotFoundException', /group other/],
  ['another expression', { ScheduleExpression: 'rate(2 minutes)' }, 'ValidationException', /rate\(1 minute\) stays/],
  ['a flexible time window', { FlexibleTimeWindow: { Mode: 'FLEXIBLE' } }, 'ValidationException', /OFF alone/],
  [
    'another target',
    { Target: { Arn: target('audit'), RoleArn: 'r' } },
    'ValidationException',
    /shop-probe:live stays/,
  ],
])('%s is refused', async (_, change, name, message) => {
  await expect(update(change)).rejects.toMatchObject({ name, message: expect.stringMatching(message) });
});

test('an unknown state and a page without size are refused', async () => {
  await expect(client.send(new ListSchedulesCommand({ MaxResults: 0 }))).rejects.toThrow(/maxResults/);
  const State = 'PAUSED' as 'DISABLED';
  await expect(update({ State })).rejects.toThrow(/'PAUSED' at 'state'.*ENABLED, DISABLED/);
});
