import { afterEach, expect, test } from 'vitest';
import { createClock } from '../../../local/clock.ts';
import { parseRate, startScheduler } from '../../../local/scheduler/scheduler.ts';

const start = Date.UTC(2026, 10, 21, 12, 0, 30);
const minute = 60_000;
const clock = createClock({ mode: 'simulated', speed: 1, start });
const stops: (() => void)[] = [];
afterEach(() => {
  for (const stop of stops.splice(0)) stop();
});

type Event = { id: string; time: string; source: string; 'detail-type': string };
const schedule = (expression: string, run: (event: Event) => Promise<unknown>) =>
  stops.push(
    startScheduler({
      clock,
      schedules: [{ name: 'smallcart-test-probe', expression, functionId: 'probe' }],
      invoke: (_, event) => run(event as Event),
    }),
  );

test('a rate invokes its function at each interval with the time it was due, and advancing awaits the run', async () => {
  const events: Event[] = [];
  const done: string[] = [];
  schedule('rate(1 minute)', async (event) => {
    events.push(event);
    await new Promise(setImmediate);
    done.push(event.time);
  });
  const from = clock.now();
  await clock.advance(2 * minute);
  const due = [30_000, 90_000].map((ms) => new Date(from + ms).toISOString().replace('.000', ''));
  expect(done).toEqual(due);
  expect(events[0]).toMatchObject({ source: 'aws.scheduler', 'detail-type': 'Scheduled Event', time: due[0] });
  expect(events[0]?.id).not.toBe(events[1]?.id);
});

test('a cron expression invokes at its times', async () => {
  const times: string[] = [];
  schedule('cron(0 0/6 * * ? *)', async (event) => void times.push(event.time.slice(11)));
  await clock.advance(24 * 60 * minute);
  expect(times.toSorted()).toEqual(['00:00:00Z', '06:00:00Z', '12:00:00Z', '18:00:00Z']);
});

test('runs are skipped while two earlier ones are unfinished', async () => {
  const running = createClock({ mode: 'running', speed: 60_000, start, patienceMs: 1 });
  const { promise: release, resolve: finish } = Promise.withResolvers<void>();
  let runs = 0;
  const stop = startScheduler({
    clock: running,
    schedules: [{ name: 's', expression: 'rate(1 minute)', functionId: 'slow' }],
    invoke: () => {
      runs += 1;
      return release;
    },
  });
  await new Promise<void>((resolve) => running.at(start + 10 * minute, () => resolve()));
  expect(runs).toBe(2);
  finish();
  stop();
  running.stop();
});

/** A clock of speed 60 over an hour of which runs take five real seconds, which pass as soon as somebody looks. */
function slowMachine() {
  let real = 0;
  const running = createClock({ mode: 'running', speed: 60, start, realNow: () => real });
  const pass = (ms: number): void => {
    real += ms;
    running.at(running.now(), () => {});
  };
  return { running, pass };
}

test('at speed, a run that takes longer than a minute lasts still reports in each minute, before that is evaluated', async () => {
  const { running, pass } = slowMachine();
  const reported = new Set<string>();
  const evaluated: [minute: string, wasReported: boolean][] = [];
  const at = (time: number): string => new Date(time).toISOString().slice(11, 16);
  const { promise: enough, resolve } = Promise.withResolvers<void>();
  running.every(minute, (tick) => {
    if (tick > start + minute) evaluated.push([at(tick - minute), reported.has(at(tick - minute))]);
    if (evaluated.length === 5) resolve();
  });
  const stop = startScheduler({
    clock: running,
    schedules: [{ name: 's', expression: 'rate(1 minute)', functionId: 'slow' }],
    invoke: async () => {
      const due = running.now();
      for (let second = 0; second < 5; second++) {
        pass(1_000);
        await new Promise(setImmediate);
      }
      expect(at(running.now())).toBe(at(due));
      reported.add(at(due));
      setImmediate(() => pass(1_000));
    },
  });
  setImmediate(() => pass(500));
  await enough;
  stop();
  running.stop();
  expect(evaluated).toEqual(['12:01', '12:02', '12:03', '12:04', '12:05'].map((time) => [time, true]));
});

test('a stopped scheduler invokes nothing', async () => {
  let runs = 0;
  schedule('rate(1 minute)', async () => void runs++);
  schedule('cron(* * * * ? *)', async () => void runs++);
  for (const stop of stops.splice(0)) stop();
  await clock.advance(5 * minute);
  expect(runs).toBe(0);
});

test.each([
  ['rate(1 minute)', minute],
  ['rate(5 minutes)', 5 * minute],
  ['rate(1 hour)', 60 * minute],
  ['rate(2 days)', 2 * 24 * 60 * minute],
])('%s is an interval', (expression, milliseconds) => {
  expect(parseRate(expression)).toBe(milliseconds);
});

test.each(['rate(1 minutes)', 'rate(5 minute)', 'rate(0 minutes)', 'rate(1 second)', 'every minute', 'cron(bad)'])(
  '%s is refused',
  (expression) => {
    expect(() => schedule(expression, async () => {})).toThrow(RangeError);
  },
);
