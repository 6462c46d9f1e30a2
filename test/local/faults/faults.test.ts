import { expect, test } from 'vitest';
import { AwsError } from '../../../local/aws/aws-error.ts';
import { createFaults } from '../../../local/faults/faults.ts';
import { crashAfter, type FunctionCrash } from '../../../local/faults/function-crash.ts';

function refusal(run: () => unknown): AwsError {
  try {
    run();
  } catch (error) {
    if (error instanceof AwsError) return error;
    throw error;
  }
  throw new Error('nothing was refused');
}

test('every fault starts off, with one sentence of what it does', () => {
  const faults = createFaults().list();
  expect(faults.map((fault) => fault.name)).toContain('dynamodb-errors');
  for (const fault of faults) {
    expect(fault.active).toBe(false);
    expect(fault.description).toMatch(/^\S.*\.$/);
  }
});

test('a fault that is put is on for its service, with defaults for what was not said, until it is removed', () => {
  const faults = createFaults();
  faults.put('dynamodb-errors', { operations: ['PutItem'] });
  expect(faults.switches['dynamodb-errors'].settings()).toEqual({ rate: 1, operations: ['PutItem'] });
  expect(faults.list()[0]).toMatchObject({ active: true, settings: { rate: 1, operations: ['PutItem'] } });
  expect(faults.remove('dynamodb-errors')).toMatchObject({ active: false });
  expect(faults.switches['dynamodb-errors'].settings()).toBeUndefined();
});

test('putting again replaces the settings', () => {
  const faults = createFaults();
  faults.put('dynamodb-errors', { operations: ['PutItem'] });
  faults.put('dynamodb-errors', { rate: 0.5 });
  expect(faults.switches['dynamodb-errors'].settings()).toEqual({ rate: 0.5 });
});

const refused: Record<string, { body: unknown; message: RegExp }> = {
  'a rate above 1': { body: { rate: 2 }, message: /'rate' must be a number from 0 to 1/ },
  'a rate that is text': { body: { rate: '1' }, message: /'rate'/ },
  'no operations': { body: { operations: [] }, message: /'operations' must be a list/ },
  'operations that are no names': { body: { operations: ['PutItem', 3] }, message: /'operations'/ },
  'an unknown setting': {
    body: { ratio: 1 },
    message: /'ratio' is not a setting of dynamodb-errors; it has: rate, operations/,
  },
  'an inherited member': { body: { constructor: 1 }, message: /'constructor' is not a setting/ },
  'a body that is no object': { body: [1], message: /must be a JSON object/ },
};

test.each(Object.entries(refused))('%s is refused, and the fault stays as it was', (_, { body, message }) => {
  const faults = createFaults();
  const error = refusal(() => faults.put('dynamodb-errors', body));
  expect(error).toMatchObject({ code: 'BadRequest', statusCode: 400 });
  expect(error.message).toMatch(message);
  expect(faults.list()[0]?.active).toBe(false);
});

test('an unknown fault is refused with the names there are', () => {
  const faults = createFaults();
  for (const run of [() => faults.put('gremlins', {}), () => faults.remove('gremlins')]) {
    expect(refusal(run)).toMatchObject({
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

test.each(Object.entries(refusedCrashes))('function-crash refuses %s', (_, { body, message }) => {
  expect(refusal(() => createFaults().put('function-crash', body)).message).toMatch(message);
});

test('only the functions that were named crash, at the rate that was given, within the delay', () => {
  const faults = createFaults();
  const settings = (body: object): FunctionCrash | undefined => {
    faults.put('function-crash', body);
    return faults.switches['function-crash'].settings();
  };
  expect(crashAfter(undefined, 'cart', () => 0)).toBeUndefined();
  expect(crashAfter(settings({ withinMs: 80 }), 'cart', () => 0.25)).toBe(20);
  expect(crashAfter(settings({ rate: 0.25 }), 'cart', () => 0.25)).toBeUndefined();
  expect(crashAfter(settings({ functions: ['checkout'] }), 'cart', () => 0)).toBeUndefined();
  expect(crashAfter(settings({ functions: ['checkout'], withinMs: 10 }), 'checkout', () => 0.5)).toBe(5);
});
