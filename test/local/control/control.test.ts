import { expect, test } from 'vitest';
import { createClock } from '../../../local/clock.ts';
import { createControl } from '../../../local/control/control.ts';

const start = Date.UTC(2026, 10, 21);
const MINUTE = 60_000;

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
