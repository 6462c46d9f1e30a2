import { expect, test } from 'vitest';
import { createClock } from '../../../local/clock.ts';
import { createFaults } from '../../../local/faults/faults.ts';
import { unlessDown } from '../../../local/faults/xray-down.ts';

test('while X-Ray is down its share of the segments is lost, and all that come after it are taken', async () => {
  const clock = createClock({ mode: 'simulated', speed: 1, start: 0 });
  const { switches, put, remove } = createFaults(clock);
  const taken: unknown[] = [];
  let dice = 0;
  const send = unlessDown(
    switches['xray-down'],
    () => dice,
    (segment) => taken.push(segment),
  );
  send('before');
  await put('xray-down', { rate: 0.5 });
  send('during');
  dice = 0.5;
  send('spared');
  dice = 0;
  await remove('xray-down');
  send('after');
  expect(taken).toEqual(['before', 'spared', 'after']);
  clock.stop();
});
