import { expect, it } from 'vitest';
import { createClock } from '../../../../local/clock.ts';
import { createMuteTimer } from '../../../../local/cloudwatch/mute-rules/mute-timer.ts';

const MINUTE = 60_000;

/** A timer over windows that end at the given minutes, and the minutes at which it told of an end. */
function watch(ends: readonly number[], failing: readonly number[] = []) {
  const errors: unknown[] = [];
  const clock = createClock({ mode: 'simulated', speed: 1, start: 0, onError: (error) => errors.push(error) });
  const told: number[] = [];
  const rules = {
    nextEnd: (now: number) => (ends.find((end) => end * MINUTE > now) ?? Number.POSITIVE_INFINITY) * MINUTE,
  };
  const timer = createMuteTimer(clock, rules, (now) => {
    told.push(now / MINUTE);
    if (failing.includes(told.length)) throw new RangeError('the disk is full');
  });
  return { clock, told, timer, errors };
}

it('tells once after the start and then at each end', async () => {
  const { clock, told, timer } = watch([5, 7, 90]);
  timer.start();
  await clock.advance(60 * MINUTE);
  expect(told).toEqual([1 / 60, 5, 7]);
});

it('tells again after a minute what failed', async () => {
  const { clock, told, timer, errors } = watch([5], [2, 3]);
  timer.start();
  await clock.advance(60 * MINUTE);
  expect(told).toEqual([1 / 60, 5, 6, 7]);
  expect(errors).toHaveLength(2);
});

it('tells nothing of windows before it is started or after it is stopped, but of changes', async () => {
  const { clock, told, timer } = watch([5, 7]);
  await clock.advance(5 * MINUTE);
  timer.changed(clock.now());
  timer.start();
  timer.stop();
  await clock.advance(60 * MINUTE);
  expect(told).toEqual([5]);
});
