import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Clock, createClock } from '../../../local/clock.ts';
import { createFaults, type Faults } from '../../../local/faults/faults.ts';
import { gatewayFault } from '../../../local/faults/gateway-fault.ts';
import { invocationFaults } from '../../../local/faults/invocation-faults.ts';

let clock: Clock;
let faults: Faults;
beforeEach(() => {
  clock = createClock({ mode: 'simulated', speed: 1, start: 0 });
  faults = createFaults(clock);
});
afterEach(() => clock.stop());

const asked = (random = 0) => invocationFaults(faults.switches, () => random);

test('while all are off, nothing befalls an invocation', () => {
  const { disturb, pressureOn, frozenMs, recycles, occupied } = asked();
  expect([disturb('cart'), pressureOn('cart'), frozenMs('cart')]).toEqual([undefined, undefined, undefined]);
  expect([recycles('cart'), occupied()]).toEqual([false, 0]);
});

describe('only the functions that were named are hit, at the rate that was given, within the delay', () => {
  test.each([
    ['function-crash', 'killed'],
    ['function-out-of-memory', 'outOfMemory'],
  ])('%s', async (name, kind) => {
    await faults.put(name, { withinMs: 80 });
    expect(asked(0.25).disturb('cart')).toEqual({ kind, afterMs: 20 });
    await faults.put(name, { rate: 0.25 });
    expect(asked(0.25).disturb('cart')).toBeUndefined();
    await faults.put(name, {});
    expect(asked().disturb('checkout')).toEqual({ kind, afterMs: 0 });
    expect(asked().disturb('ops')).toBeUndefined();
    await faults.put(name, { functions: ['ops'] });
    expect(asked().disturb('ops')).toEqual({ kind, afterMs: 0 });
    await faults.put(name, { functions: ['checkout'], withinMs: 10 });
    expect(asked(0.5).disturb('cart')).toBeUndefined();
    expect(asked(0.5).disturb('checkout')).toEqual({ kind, afterMs: 5 });
  });

  test('function-timeout', async () => {
    await faults.put('function-timeout', {});
    expect(asked().disturb('account')).toEqual({ kind: 'hangs' });
    expect(asked().disturb('catalog')).toBeUndefined();
    await faults.put('function-timeout', { functions: ['catalog'], rate: 0.5 });
    expect(asked(0.4).disturb('catalog')).toEqual({ kind: 'hangs' });
    expect(asked(0.5).disturb('catalog')).toBeUndefined();
  });

  test('cold-start-storm', async () => {
    await faults.put('cold-start-storm', { functions: ['catalog'], rate: 0.5 });
    expect([asked().recycles('catalog'), asked().recycles('cart'), asked(0.5).recycles('catalog')]).toEqual([
      true,
      false,
      false,
    ]);
  });
});

test('the caches of the functions that were named are out of date by an hour', async () => {
  await faults.put('cache-disabled', {});
  expect([asked().frozenMs('catalog'), asked().frozenMs('cart')]).toEqual([3_600_000, undefined]);
});

test('what weighs on environments is in percent, and comes together', async () => {
  await faults.put('memory-pressure', { percent: 60 });
  await faults.put('cpu-pressure', { percent: 70, functions: ['cart'] });
  await faults.put('storage-filling', { percent: 80, rate: 0.5 });
  expect(asked().pressureOn('cart')).toEqual({ memory: 60, cpu: 70, storage: 80 });
  expect(asked(0.5).pressureOn('catalog')).toEqual({ memory: 60, cpu: 0, storage: 0 });
});

test('others take a share of the thousand concurrent executions of the account', async () => {
  await faults.put('concurrency-exhausted', { rate: 0.95 });
  expect(asked().occupied()).toBe(950);
});

describe('API Gateway is down', () => {
  const isDown = (path: string, random = 0) => gatewayFault(faults.switches, () => random)(path);

  test('for a share of requests, or for paths that begin so', async () => {
    expect(isDown('/api/cart')).toBe(false);
    await faults.put('api-gateway-down', { rate: 0.5 });
    expect([isDown('/api/cart', 0.4), isDown('/api/cart', 0.5)]).toEqual([true, false]);
    await faults.put('api-gateway-down', { paths: ['/api/cart'] });
    expect([isDown('/api/cart/items/prd_1'), isDown('/api/products')]).toEqual([true, false]);
  });

  test.each([[[]], [['api']], [[1]], ['/api']])('paths that are no paths are refused: %j', (paths) =>
    expect(faults.put('api-gateway-down', { paths })).rejects.toThrow(/'paths' must be a list of how paths begin/),
  );
});
