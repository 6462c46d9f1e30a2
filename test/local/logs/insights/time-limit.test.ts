import { expect, test } from 'vitest';
import { createTimeLimit } from '../../../../local/logs/insights/time-limit.ts';

function spent(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1_000;
}

/** Takes so many milliseconds of the processor. */
const busy = (ms: number) => () => {
  const end = spent() + ms;
  while (spent() < end);
};

test('work is done, and its own error comes out', () => {
  const limited = createTimeLimit();
  let done = 0;
  for (let turn = 0; turn < 3; turn += 1) limited(() => (done += 1));
  expect(done).toBe(3);
  expect(() =>
    limited(() => {
      throw new Error('its own');
    }),
  ).toThrow('its own');
});

test('work that never ends is broken off', () => {
  const limited = createTimeLimit({ usual: 10, extra: 10 });
  expect(() => limited(busy(Number.POSITIVE_INFINITY))).toThrow(/timed out/);
});

test('stretches that are each too short to be broken off use up the budget together', () => {
  const limited = createTimeLimit({ usual: 1, extra: 300 });
  let stretches = 0;
  expect(() => {
    for (; stretches < 100; stretches += 1) limited(busy(21));
  }).toThrow(/timed out/);
  expect(stretches).toBeLessThanOrEqual(15);
});
