import { expect, test } from 'vitest';
import { createClock } from '../../../local/clock.ts';
import { clockStatus, createControl } from '../../../local/control/control.ts';

const start = Date.UTC(2026, 10, 21);
const MINUTE = 60_000;

test('the clock says where it is going while it is advanced, and nothing of it afterwards', async () => {
  const clock = createClock({ mode: 'simulated', speed: 1, start });
  const seen: unknown[] = [];
  clock.at(start + MINUTE, () => void seen.push(clockStatus(clock)));
  await clock.advance(2 * MINUTE);
  seen.push(clockStatus(clock));
  clock.stop();
  const shown = { mode: 'simulated', speed: 1 };
  expect(seen).toEqual([
    { ...shown, now: '2026-11-21T00:01:00.000Z', advancing: { to: '2026-11-21T00:02:00.000Z' } },
    { ...shown, now: '2026-11-21T00:02:00.000Z' },
  ]);
});

test('an advance ends at the instant at which its caller hangs up', async () => {
  const clock = createClock({ mode: 'simulated', speed: 1, start });
  const hangUp = new AbortController();
  const faults = { list: () => [], put: () => undefined, remove: () => undefined };
  const control = createControl({ clock, status: () => ({}), notifications: () => [], faults });
  clock.at(start + MINUTE, () => hangUp.abort());
  clock.every(MINUTE, () => {});
  const answer = await control(
    {
      ...{ method: 'POST', path: '/_local/clock', params: {}, query: new URLSearchParams(), headers: {} },
      body: Buffer.from('{"advance":"P366D"}'),
    },
    { now: start, region: 'us-east-1', accountId: '000000000000', signal: hangUp.signal },
  );
  clock.stop();
  expect(answer).toMatchObject({ status: 200 });
  expect(clock.now()).toBe(start + MINUTE);
});
