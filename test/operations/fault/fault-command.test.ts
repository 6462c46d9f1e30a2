import type { Server } from 'node:http';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createAwsServer } from '../../../local/aws/aws-server.ts';
import { listenOnLoopback } from '../../../local/aws/listen.ts';
import { type Clock, createClock } from '../../../local/clock.ts';
import { createControl } from '../../../local/control/control.ts';
import { createFaults, type Faults } from '../../../local/faults/faults.ts';
import { createRoles } from '../../../local/iam/roles.ts';
import { runFault } from '../../../operations/fault/fault-command.ts';
import { parseFaultOptions } from '../../../operations/fault/fault-options.ts';

const PLACE = { region: 'us-east-1', accountId: '000000000000' };
const PAGES = { folder: '/shop/web/dist', released: false };
let clock: Clock;
let faults: Faults;
let server: Server;
let port: number;
beforeEach(async () => {
  clock = createClock({ mode: 'simulated', speed: 1, start: Date.UTC(2026, 10, 21, 12) });
  faults = createFaults(clock);
  const control = createControl({
    ...{ clock, faults, status: () => ({}), notifications: () => [], kill: () => 0 },
    site: { serve: async () => PAGES, reset: async () => PAGES },
    roles: createRoles({ ...PLACE, stage: 'test' }),
  });
  server = createAwsServer({ ...PLACE, services: [], control, now: clock.now, onBug: () => {} });
  port = await listenOnLoopback(server, 0);
});
afterEach(() => {
  clock.stop();
  server.closeAllConnections();
  server.close();
});

async function fault(command: string): Promise<string> {
  const options = parseFaultOptions([...command.split(' '), '--aws-port', String(port)]);
  if (options === 'help') throw new Error('Help was not asked for.');
  return runFault(options);
}

test('all are listed in a line each, with what a user would notice and how one is on', async () => {
  await faults.put('dynamodb-errors', { rate: 0.5, operations: ['PutItem', 'GetItem'], duration: 'PT10M' });
  const lines = (await fault('list')).split('\n');
  expect(lines).toHaveLength(faults.list().length);
  expect(lines).toContainEqual(
    expect.stringMatching(
      /^dynamodb-errors +\[on, rate=0\.5 operations=PutItem,GetItem, until 2026-11-21T12:10:00\.000Z\] DynamoDB answers/,
    ),
  );
  expect(lines).toContainEqual(expect.stringMatching(/^function-crash +Execution environments are killed/));
});

test('one is shown with its settings, what they take and what they are unless given', async () => {
  const text = await fault('list function-timeout');
  expect(text).toMatch(/^function-timeout: off\nFunctions hang/);
  expect(text).toContain('  rate: a number from 0 to 1; 1 unless given');
  expect(text).toMatch(/ {2}functions: a list of functions.*; checkout,account,outbox,fulfilment unless given/);
  expect(text).toMatch(/ {2}duration: an ISO 8601 duration/);
});

test('one is switched on with its settings, for so long, and off again', async () => {
  const said = await fault('on function-crash --rate 0.3 --for 10m --set functions=cart,checkout --set withinMs=5');
  expect(said).toMatch(
    /^function-crash is on, .*functions=cart,checkout.*until 2026-11-21T12:10:00\.000Z\.\nExecution/,
  );
  const settings = { rate: 0.3, functions: ['cart', 'checkout'], withinMs: 5 };
  expect(faults.switches['function-crash'].settings()).toEqual(settings);
  expect(await fault('off function-crash')).toBe('function-crash is off.');
  expect(faults.switches['function-crash'].settings()).toBeUndefined();
});

test('a list of one needs no comma', async () => {
  await fault('on function-crash --set functions=cart');
  expect(faults.switches['function-crash'].settings()).toMatchObject({ functions: ['cart'] });
});

test('all are switched off at once', async () => {
  await fault('on function-crash');
  await fault('on dynamodb-latency');
  expect(await fault('off --all')).toBe('All faults are off.');
  expect(faults.list().filter(({ active }) => active)).toEqual([]);
});

test.each([
  ['a fault that there is not', 'on gremlins', /There is no fault "gremlins"; npm run fault -- list shows all/],
  ['a setting that cannot be', 'on dynamodb-errors --rate 2', /'rate' must be a number from 0 to 1/],
  ['a rate that is no number', 'on dynamodb-errors --rate half', /'rate' must be a number from 0 to 1/],
  ['a setting that the fault has not', 'on dynamodb-errors --set till=1', /'till' is not a setting of dynamodb-errors/],
])('%s is refused in a sentence', (_what, command, message) => expect(fault(command)).rejects.toThrow(message));

test('without a system there it says how to start one', async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  await expect(fault('list')).rejects.toThrow(/Nothing listens on port \d+\. Start the system with npm start/);
});
