import { afterEach, beforeEach, expect, test } from 'vitest';
import { AwsError } from '../../../local/aws/aws-error.ts';
import { type Clock, createClock } from '../../../local/clock.ts';
import { createFaults, type Faults } from '../../../local/faults/faults.ts';
import { FAULT_NAMES } from '../../../monitoring/fault-names.ts';

const MINUTE = 60_000;
const start = Date.UTC(2026, 10, 21, 12);
let clock: Clock;
let faults: Faults;
beforeEach(() => {
  clock = createClock({ mode: 'simulated', speed: 1, start });
  faults = createFaults(clock);
});
afterEach(() => clock.stop());

const active = () => faults.list().flatMap((fault) => (fault.active ? [fault.name] : []));

test('every name that alarms know is a fault, which starts off and says in one sentence what it does and what each setting takes', () => {
  const list = faults.list();
  expect(list.map(({ name }) => name)).toEqual(FAULT_NAMES);
  for (const fault of list) {
    expect(fault.active, fault.name).toBe(false);
    expect(fault.description, fault.name).toMatch(/^[^\s.]([^.]|\.\S)*\.$/);
    expect(Object.keys(fault.takes), fault.name).toEqual(
      expect.arrayContaining([...Object.keys(Object(fault.defaults)), 'duration']),
    );
  }
});

test.each(FAULT_NAMES)(
  '%s is on once it is put with nothing said, and leaves nothing once it is removed',
  async (name) => {
    const before = faults.list();
    expect(await faults.put(name, {})).toMatchObject({ name, active: true });
    expect(active()).toEqual([name]);
    await faults.remove(name);
    expect(faults.list()).toEqual(before);
  },
);

test('a fault that is put is on for its service, with defaults for what was not said, until it is removed', async () => {
  await faults.put('dynamodb-errors', { operations: ['PutItem'] });
  const settings = { rate: 1, operations: ['PutItem'] };
  expect(faults.switches['dynamodb-errors'].settings()).toEqual(settings);
  expect(faults.list()).toContainEqual(expect.objectContaining({ name: 'dynamodb-errors', active: true, settings }));
  expect(await faults.remove('dynamodb-errors')).toMatchObject({ active: false });
  expect(faults.switches['dynamodb-errors'].settings()).toBeUndefined();
});

test('putting again replaces the settings', async () => {
  await faults.put('dynamodb-errors', { operations: ['PutItem'] });
  await faults.put('dynamodb-errors', { rate: 0.5 });
  expect(faults.switches['dynamodb-errors'].settings()).toEqual({ rate: 0.5 });
});

test('a fault with a duration switches itself off when so much virtual time has passed', async () => {
  const status = await faults.put('dynamodb-errors', { duration: 'PT10M' });
  expect(status).toMatchObject({ settings: { rate: 1 }, until: '2026-11-21T12:10:00.000Z' });
  await clock.advance(10 * MINUTE - 1);
  expect(active()).toEqual(['dynamodb-errors']);
  await clock.advance(1);
  expect(active()).toEqual([]);
  expect(faults.list()).not.toContainEqual(expect.objectContaining({ until: expect.anything() }));
});

test('an earlier duration does not end what was put, or removed and put, after it', async () => {
  await faults.put('dynamodb-errors', { duration: 'PT1M' });
  await faults.put('dynamodb-errors', { duration: 'PT5M' });
  await clock.advance(2 * MINUTE);
  expect(active()).toEqual(['dynamodb-errors']);
  await faults.remove('dynamodb-errors');
  await faults.put('dynamodb-errors', {});
  await clock.advance(60 * MINUTE);
  expect(active()).toEqual(['dynamodb-errors']);
});

test('all are switched off at once', async () => {
  await faults.put('dynamodb-errors', { duration: 'PT1M' });
  await faults.put('function-crash', {});
  expect((await faults.clear()).filter((fault) => fault.active)).toEqual([]);
  expect(active()).toEqual([]);
});

test('who has something to do when a fault comes and goes is told, and waited for', async () => {
  const told: unknown[] = [];
  faults.switches['dynamodb-errors'].subscribe(async (settings) => {
    await Promise.resolve();
    told.push(settings);
  });
  await faults.remove('dynamodb-errors');
  await faults.put('dynamodb-errors', { duration: 'PT1M' });
  expect(told).toEqual([{ rate: 1 }]);
  await clock.advance(MINUTE);
  expect(told).toEqual([{ rate: 1 }, undefined]);
});

test('a fault that goes before all are told that it came is undone after it was done', async () => {
  const told: string[] = [];
  const first = Promise.withResolvers<void>();
  faults.switches['dynamodb-errors'].subscribe(async (settings) => {
    if (settings) await first.promise;
    told.push(settings ? 'done' : 'undone');
  });
  const on = faults.put('dynamodb-errors', {});
  const off = faults.remove('dynamodb-errors');
  expect(active()).toEqual([]);
  first.resolve();
  await Promise.all([on, off]);
  expect(told).toEqual(['done', 'undone']);
});

test('who fails at a change is told of the next', async () => {
  const told: unknown[] = [];
  faults.switches['dynamodb-errors'].subscribe(async (settings) => {
    told.push(settings);
    if (settings) throw new Error('not now');
  });
  await expect(faults.put('dynamodb-errors', {})).rejects.toThrow('not now');
  await faults.remove('dynamodb-errors');
  expect(told).toEqual([{ rate: 1 }, undefined]);
});

test('a fault that cannot be done is off, and undone as far as it was', async () => {
  const told: unknown[] = [];
  faults.switches['dynamodb-errors'].subscribe((settings) => void told.push(settings));
  faults.switches['dynamodb-errors'].subscribe((settings) => {
    if (settings) throw new Error('not now');
  });
  await expect(faults.put('dynamodb-errors', { duration: 'PT1M' })).rejects.toThrow('not now');
  expect(active()).toEqual([]);
  expect(told).toEqual([{ rate: 1 }, undefined]);
  await clock.advance(2 * MINUTE);
  await faults.remove('dynamodb-errors');
  expect(told).toEqual([{ rate: 1 }, undefined]);
});

test('what could not be undone is undone when the fault is removed once more, and all others are off meanwhile', async () => {
  const undone: boolean[] = [false, true];
  const tried: (boolean | undefined)[] = [];
  faults.switches['dynamodb-errors'].subscribe((settings) => {
    if (settings) return;
    tried.push(undone.shift());
    if (tried.at(-1) === false) throw new Error('not now');
  });
  await faults.put('dynamodb-errors', {});
  await faults.put('xray-down', {});
  await expect(faults.clear()).rejects.toThrow('not now');
  expect(active()).toEqual([]);
  await faults.clear();
  await faults.clear();
  expect(tried).toEqual([false, true]);
});

const refused: Record<string, { body: unknown; message: RegExp }> = {
  'a rate above 1': { body: { rate: 2 }, message: /'rate' must be a number from 0 to 1/ },
  'a rate that is text': { body: { rate: '1' }, message: /'rate'/ },
  'no operations': { body: { operations: [] }, message: /'operations' must be a list/ },
  'operations that are no names': { body: { operations: ['PutItem', 3] }, message: /'operations'/ },
  'an operation that there is not': {
    body: { operations: ['PutItme'] },
    message: /'operations' must be a list of operations, each once: GetItem, PutItem, /,
  },
  'a duration that no clock shows the end of': {
    body: { duration: 'P999999999999D' },
    message: /'duration' must be an ISO 8601 duration from PT1S to P366D/,
  },
  'a duration that is over before anybody looks': { body: { duration: 'PT0.001S' }, message: /'duration'/ },
  'a duration that is none': { body: { duration: '10m' }, message: /'duration' must be an ISO 8601 duration/ },
  'a duration of nothing': { body: { duration: 'PT0S' }, message: /'duration'/ },
  'an unknown setting': {
    body: { ratio: 1 },
    message: /'ratio' is not a setting of dynamodb-errors; it has: rate, operations, duration/,
  },
  'an inherited member': { body: { constructor: 1 }, message: /'constructor' is not a setting/ },
  'a body that is no object': { body: [1], message: /must be a JSON object/ },
};

test.each(Object.entries(refused))('%s is refused, and the fault stays as it was', async (_, { body, message }) => {
  await faults.put('dynamodb-errors', { rate: 0.5 });
  const refusal = faults.put('dynamodb-errors', body);
  await expect(refusal).rejects.toBeInstanceOf(AwsError);
  await expect(refusal).rejects.toMatchObject({
    code: 'BadRequest',
    statusCode: 400,
    message: expect.stringMatching(message),
  });
  expect(faults.switches['dynamodb-errors'].settings()).toEqual({ rate: 0.5 });
});

test('an unknown fault is refused with the names there are', async () => {
  for (const refusal of [faults.put('gremlins', {}), faults.remove('gremlins')]) {
    await expect(refusal).rejects.toMatchObject({
      statusCode: 404,
      message: expect.stringMatching(/'gremlins'.*dynamodb-errors/),
    });
  }
});

const refusedCrashes: Record<string, { body: unknown; message: RegExp }> = {
  'a function that does not exist': {
    body: { functions: ['cart', 'till'] },
    message: /'functions' must be a list of functions.*catalog/,
  },
  'a function named twice': { body: { functions: ['cart', 'cart'] }, message: /'functions'/ },
  'no functions': { body: { functions: [] }, message: /'functions'/ },
  'a negative delay': {
    body: { withinMs: -1 },
    message: /'withinMs' must be a number of milliseconds from 0 to 60000/,
  },
  'a rate below 0': { body: { rate: -0.1 }, message: /'rate'/ },
};

test.each(Object.entries(refusedCrashes))('function-crash refuses %s', (_, { body, message }) =>
  expect(faults.put('function-crash', body)).rejects.toThrow(message),
);
