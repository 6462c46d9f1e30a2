import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Clock, createClock } from '../../../local/clock.ts';
import { createFaults, type Faults } from '../../../local/faults/faults.ts';

let clock: Clock;
let faults: Faults;
beforeEach(() => {
  clock = createClock({ mode: 'simulated', speed: 1, start: 0 });
  faults = createFaults(clock);
});
afterEach(() => clock.stop());

const refused: Record<string, [name: string, settings: object, message: RegExp]> = {
  'a wallet of nothing': ['ledger-tampered', { balanceCents: 0 }, /'balanceCents' must be a whole number of cents/],
  'a wallet of debts': ['ledger-tampered', { balanceCents: -5 }, /'balanceCents'/],
  'half a cent': ['ledger-tampered', { balanceCents: 0.5 }, /'balanceCents'/],
  'a balance in words': ['ledger-tampered', { balanceCents: '5' }, /'balanceCents'/],
  'a bill that is lower': ['cost-surge', { factor: 0.5 }, /'factor' must be a number from 1 to 1000000/],
  'a bill beyond all bounds': ['cost-surge', { factor: 1e9 }, /'factor'/],
};

test.each(Object.entries(refused))('%s is refused', async (_, [name, settings, message]) => {
  await expect(faults.put(name, settings)).rejects.toMatchObject({
    statusCode: 400,
    message: expect.stringMatching(message),
  });
  expect(faults.list().find((fault) => fault.name === name)?.active).toBe(false);
});
