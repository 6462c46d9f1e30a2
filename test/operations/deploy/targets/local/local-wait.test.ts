import { expect, test } from 'vitest';
import type { LocalClock } from '../../../../../operations/deploy/targets/local/local-control.ts';
import { localWait } from '../../../../../operations/deploy/targets/local/local-wait.ts';

/** A clock that shows these times one after the other, a million times as fast as this machine's. */
function runningClock(...times: readonly number[]) {
  const shown = [...times];
  const clock = async (): Promise<LocalClock> => {
    const now = shown.shift();
    if (now === undefined) throw new Error('It was looked at too often.');
    return { now, mode: 'running', speed: 1_000_000 };
  };
  const advance = () => Promise.reject(new Error('A clock that runs is not moved.'));
  return { clock, advance, left: () => shown };
}

test('a clock that runs is waited for, until the stage’s time is there', async () => {
  const clock = runningClock(1_000, 1_000, 40_000, 61_000, 99_000);
  await localWait(clock, 60_000, new AbortController().signal);
  expect(clock.left()).toEqual([99_000]);
});

test('who gives up waits no longer', async () => {
  const stop = new AbortController();
  const clock = runningClock(1_000, 1_000);
  const waited = localWait(clock, 10 * 365 * 86_400_000, stop.signal);
  stop.abort(new Error('enough'));
  await expect(waited).rejects.toThrow('enough');
});
