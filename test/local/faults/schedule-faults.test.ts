import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Clock, createClock } from '../../../local/clock.ts';
import { createFaults, type Faults } from '../../../local/faults/faults.ts';
import { invocationFaults } from '../../../local/faults/invocation-faults.ts';
import { skipsRun } from '../../../local/faults/schedule-stopped.ts';

let clock: Clock;
let faults: Faults;
beforeEach(() => {
  clock = createClock({ mode: 'simulated', speed: 1, start: 0 });
  faults = createFaults(clock);
});
afterEach(() => clock.stop());

const skips = (functionId: string, random = 0) =>
  skipsRun(faults.switches['schedule-stopped'].settings(), functionId, () => random);
const stuck = (functionId: string) => invocationFaults(faults.switches, () => 0).disturb(functionId);

test('schedule-stopped keeps order-progress from its runs, and others when they are named', async () => {
  expect(skips('order-progress')).toBe(false);
  await faults.put('schedule-stopped', {});
  expect([skips('order-progress'), skips('probe')]).toEqual([true, false]);
  await faults.put('schedule-stopped', { functions: ['probe', 'sales-rollup'], rate: 0.5 });
  expect([skips('order-progress'), skips('probe', 0.49), skips('probe', 0.5)]).toEqual([false, true, false]);
  await faults.remove('schedule-stopped');
  expect(skips('probe')).toBe(false);
});

test('job-stuck lets the runs of order-progress hang, and those of other jobs when they are named', async () => {
  await faults.put('job-stuck', {});
  expect([stuck('order-progress'), stuck('sales-rollup'), stuck('checkout')]).toEqual([
    { kind: 'hangs' },
    undefined,
    undefined,
  ]);
  await faults.put('job-stuck', { functions: ['sales-rollup'] });
  expect([stuck('order-progress'), stuck('sales-rollup')]).toEqual([undefined, { kind: 'hangs' }]);
  await faults.remove('job-stuck');
  expect(stuck('sales-rollup')).toBeUndefined();
});

test.each([
  ['schedule-stopped', 'checkout', /'functions' must be a list of functions that run on a schedule.*probe/],
  ['job-stuck', 'probe', /'functions' must be a list of jobs.*ledger-audit/],
])('%s is not for %s', async (name, functionId, message) => {
  await expect(faults.put(name, { functions: [functionId] })).rejects.toMatchObject({
    message: expect.stringMatching(message),
  });
});
