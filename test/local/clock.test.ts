import fc from 'fast-check';
import { afterEach, describe, expect, test } from 'vitest';
import { type Clock, type ClockOptions, createClock } from '../../local/clock.ts';

const start = Date.UTC(2026, 10, 21, 12, 0, 30);
const minute = 60_000;
const day = 24 * 60 * minute;

const clocks: Clock[] = [];
const make = (options: Partial<ClockOptions> = {}): Clock => {
  const clock = createClock({ mode: 'simulated', speed: 1, start, ...options });
  clocks.push(clock);
  return clock;
};

afterEach(() => {
  for (const clock of clocks.splice(0)) clock.stop();
});

const fired = (clock: Clock, delayMs: number): Promise<number> =>
  new Promise((resolve) => clock.at(clock.now() + delayMs, () => resolve(clock.now())));

describe('a simulated clock', () => {
  test('stands still until it is advanced', async () => {
    const clock = make();
    expect(clock.now()).toBe(start);
    await clock.advance(10 * minute);
    expect(clock.now()).toBe(start + 10 * minute);
  });

  test('runs timers in the order of their times, each seeing its own time as now', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.integer({ min: 0, max: 5000 }), { maxLength: 40 }), async (delays) => {
        const clock = make();
        const seen: { delay: number; index: number; now: number }[] = [];
        delays.forEach((delay, index) => {
          clock.at(start + delay, () => void seen.push({ delay, index, now: clock.now() - start }));
        });
        await clock.advance(5000);
        const expected = delays
          .map((delay, index) => ({ delay, index, now: delay }))
          .sort((a, b) => a.delay - b.delay || a.index - b.index);
        expect(seen).toEqual(expected);
      }),
      { numRuns: 50 },
    );
  });

  test('leaves timers beyond the target for the next advance', async () => {
    const clock = make();
    const seen: number[] = [];
    clock.at(start + 1001, (now) => void seen.push(now - start));
    await clock.advance(1000);
    expect(seen).toEqual([]);
    await clock.advance(1);
    expect(seen).toEqual([1001]);
  });

  test('ticks at multiples of the interval, not at multiples from the start', async () => {
    const clock = make();
    const ticks: string[] = [];
    clock.every(minute, (tick) => void ticks.push(new Date(tick).toISOString().slice(11, 19)));
    await clock.advance(3 * minute);
    expect(ticks).toEqual(['12:01:00', '12:02:00', '12:03:00']);
  });

  test('runs equal times in registration order, each awaited before the next, tick after tick', async () => {
    const clock = make();
    const seen: string[] = [];
    for (const name of ['first', 'second', 'third']) {
      clock.every(minute, async () => {
        await new Promise(setImmediate);
        seen.push(name);
      });
    }
    await clock.advance(2 * minute);
    expect(seen).toEqual(['first', 'second', 'third', 'first', 'second', 'third']);
  });

  test('runs timers that are made during an advance within the same advance', async () => {
    const clock = make();
    const seen: number[] = [];
    clock.at(start + 10, () => {
      clock.at(start + 20, (now) => void seen.push(now - start));
      clock.at(start + 10, (now) => void seen.push(now - start));
    });
    await clock.advance(20);
    expect(seen).toEqual([10, 20]);
  });

  test('runs a timer for a time already past at once, without an advance', async () => {
    const clock = make();
    const seen: number[] = [];
    clock.at(start - 5, (now) => void seen.push(now));
    await clock.settled();
    expect(seen).toEqual([start]);
  });

  test('does not run a cancelled timer, one-shot or periodic', async () => {
    const clock = make();
    const seen: string[] = [];
    const cancelOnce = clock.at(start + 10, () => void seen.push('once'));
    const cancelEvery = clock.every(minute, () => {
      seen.push('every');
      cancelEvery();
    });
    cancelOnce();
    await clock.advance(5 * minute);
    expect(seen).toEqual(['every']);
  });

  test('awaits tracked work, and the work it starts, before the next instant', async () => {
    const clock = make();
    const seen: string[] = [];
    clock.at(start + 1, () => {
      const delivery = async (): Promise<void> => {
        for (let turn = 0; turn < 20; turn++) await new Promise(setImmediate);
        seen.push(`delivered at ${clock.now() - start}`);
        void clock.track(
          new Promise<void>(setImmediate).then(() => void seen.push(`acknowledged at ${clock.now() - start}`)),
        );
      };
      void clock.track(delivery());
    });
    clock.at(start + 2, () => void seen.push('next instant'));
    await clock.advance(2);
    expect(seen).toEqual(['delivered at 1', 'acknowledged at 1', 'next instant']);
  });

  test('gives a tracked promise its own outcome', async () => {
    const clock = make();
    await expect(clock.track(Promise.resolve(7))).resolves.toBe(7);
    await expect(clock.track(Promise.reject(new Error('lost')))).rejects.toThrow('lost');
    await clock.settled();
  });

  test('goes on with other timers when one throws, and reports the error', async () => {
    const errors: unknown[] = [];
    const clock = make({ onError: (error) => void errors.push(error) });
    const seen: number[] = [];
    clock.every(minute, () => {
      throw new Error('tick failed');
    });
    clock.every(minute, (tick) => void seen.push(tick));
    await clock.advance(2 * minute);
    expect(errors).toEqual([new Error('tick failed'), new Error('tick failed')]);
    expect(seen).toHaveLength(2);
  });

  test('adds up advances that are asked for at the same time', async () => {
    const clock = make();
    const ticks: number[] = [];
    clock.every(minute, (tick) => void ticks.push(tick));
    await Promise.all([clock.advance(minute), clock.advance(minute)]);
    expect(clock.now()).toBe(start + 2 * minute);
    expect(ticks).toHaveLength(2);
  });

  test('advances over three months of minutely ticks', async () => {
    const clock = make();
    let ticks = 0;
    clock.every(minute, () => void ticks++);
    await clock.advance(92 * day);
    expect(ticks).toBe(92 * 24 * 60);
  });

  test('runs nothing after it was stopped', async () => {
    const clock = make();
    let runs = 0;
    clock.every(minute, () => {
      runs++;
      clock.stop();
    });
    await clock.advance(10 * minute);
    expect(runs).toBe(1);
  });
});

describe('a running clock', () => {
  test('flows at its speed', () => {
    let real = 1_000_000;
    const clock = make({ mode: 'running', speed: 60, realNow: () => real });
    expect(clock.now()).toBe(start);
    real += 1500;
    expect(clock.now()).toBe(start + 90_000);
  });

  test('fires timers when virtual time gets there', async () => {
    const clock = make({ mode: 'running', speed: 10_000 });
    const now = await fired(clock, 50_000);
    expect(now).toBeGreaterThanOrEqual(start + 50_000);
  });

  test('never waits for less than no time, however long the machine takes between two looks', async () => {
    const warnings: string[] = [];
    const warned = (warning: Error) => warnings.push(warning.name);
    process.on('warning', warned);
    let real = 0;
    const clock = make({
      ...{ mode: 'running', speed: 1 },
      realNow: () => {
        real += 40;
        return real;
      },
    });
    await fired(clock, 100);
    await new Promise(setImmediate);
    process.off('warning', warned);
    expect(warnings).toEqual([]);
  });

  test('fires an earlier timer that is made while a later one is awaited', async () => {
    const clock = make({ mode: 'running', speed: 1000 });
    const seen: string[] = [];
    const later = fired(clock, 30_000).then(() => seen.push('later'));
    const earlier = fired(clock, 5000).then(() => seen.push('earlier'));
    await Promise.all([later, earlier]);
    expect(seen).toEqual(['earlier', 'later']);
  });

  test('can be advanced as well, and flows on from there', async () => {
    let real = 0;
    const clock = make({ mode: 'running', speed: 1, realNow: () => real });
    const ticks: number[] = [];
    clock.every(minute, (tick) => void ticks.push(tick));
    await clock.advance(3 * minute);
    expect(ticks).toHaveLength(3);
    real += 250;
    expect(clock.now()).toBe(start + 3 * minute + 250);
  });

  test('holds time still for an instant of an advance, however long its work takes', async () => {
    let real = 0;
    const clock = make({ mode: 'running', speed: 10_000, realNow: () => real });
    const seen: number[] = [];
    clock.at(start + 500_000_000, async () => {
      seen.push(clock.now());
      await new Promise(setImmediate);
      real += 1_000;
      seen.push(clock.now());
    });
    await clock.advance(600_000_000);
    expect(seen).toEqual([start + 500_000_000, start + 500_000_000]);
  });

  test('never goes back when the system clock is set back, and flows on', () => {
    let real = 10_000_000;
    const clock = make({ mode: 'running', realNow: () => real });
    real += 1000;
    expect(clock.now()).toBe(start + 1000);
    real -= 3_600_000;
    expect(clock.now()).toBe(start + 1000);
    real += 500;
    expect(clock.now()).toBe(start + 1500);
  });

  test('skips the ticks missed while the machine slept', async () => {
    let real = 0;
    const clock = make({ mode: 'running', realNow: () => real });
    const ticks: number[] = [];
    clock.every(minute, (tick) => void ticks.push(tick));
    real += 8 * 60 * minute;
    await fired(clock, 0);
    expect(ticks).toEqual([start + minute / 2]);
    await clock.advance(minute);
    expect(ticks).toEqual([start + minute / 2, start + 8 * 60 * minute + minute / 2]);
  });
});

describe('a clock that runs faster than real time', () => {
  const fast = (options: Partial<ClockOptions> = {}) => {
    const machine = { real: 0 };
    const clock = make({ mode: 'running', speed: 60, realNow: () => machine.real, ...options });
    return { clock, machine };
  };

  test('does not pass what is due before that has run, however busy the machine is, and makes up for a quarter of a second', async () => {
    const { clock, machine } = fast();
    const seen: number[] = [];
    const done = new Promise<void>((resolve) => {
      const cancel = clock.every(minute, (tick) => {
        seen.push(clock.now() - tick);
        machine.real += 3_000;
        if (seen.length < 3) return;
        cancel();
        resolve();
      });
    });
    machine.real += 3_600_000;
    clock.at(clock.now(), () => {});
    await done;
    expect(seen).toEqual([0, minute / 4, minute / 4]);
  });

  test('keeps its speed although timers are a little late', async () => {
    const { clock, machine } = fast();
    const done = new Promise<void>((resolve) => {
      clock.every(minute, (tick) => {
        if (tick > start + minute) return resolve();
        machine.real += 1_100;
      });
    });
    machine.real += 600;
    clock.at(clock.now(), () => {});
    await done;
    expect(clock.now()).toBe(start + 1_700 * 60);
  });

  test('stands still short of the end of what waits, tells it, and flows on from there', async () => {
    const { clock, machine } = fast();
    const { promise, resolve } = Promise.withResolvers<void>();
    clock.wait(promise, start + minute);
    machine.real += 500;
    expect([clock.now(), clock.isWaiting()]).toEqual([start + minute / 2, false]);
    machine.real += 5_000;
    expect([clock.now(), clock.isWaiting()]).toEqual([start + minute, true]);
    resolve();
    await clock.settled();
    expect([clock.now(), clock.isWaiting()]).toEqual([start + minute, false]);
    machine.real += 500;
    expect(clock.now()).toBe(start + minute * 1.5);
  });

  test('goes on after work that fails as after work that is done', async () => {
    const { clock, machine } = fast();
    clock.wait(Promise.reject(new Error('failed')), start);
    await clock.settled();
    machine.real += 1_000;
    expect(clock.now()).toBe(start + minute);
  });

  test('loses patience with work that hangs', async () => {
    const clock = make({ mode: 'running', speed: 60_000, patienceMs: 1 });
    clock.wait(new Promise(() => {}), start);
    expect(await fired(clock, minute)).toBeGreaterThanOrEqual(start + minute);
  });

  test('can be advanced past what it waits for', async () => {
    const { clock } = fast();
    clock.wait(new Promise(() => {}), start);
    await clock.advance(minute);
    expect(clock.now()).toBe(start + minute);
  });
});

test('a clock as fast as real time waits for nothing', () => {
  let real = 0;
  const clock = make({ mode: 'running', realNow: () => real });
  clock.wait(new Promise(() => {}), start);
  clock.at(start + minute, () => {});
  real += 2 * minute;
  expect([clock.now(), clock.isWaiting()]).toEqual([start + 2 * minute, false]);
});

describe('bad input', () => {
  const cases = {
    'a speed of 0': () => make({ speed: 0 }),
    'a negative advance': () => make().advance(-1),
    'an interval of 0': () => make().every(0, () => {}),
  };
  test.each(Object.entries(cases))('%s is refused', (_, act) => {
    expect(act).toThrow(RangeError);
  });
});

describe('a clock held at its start', () => {
  test('stands still until it is released, then flows on from there', async () => {
    let real = 5_000;
    const clock = make({ mode: 'running', speed: 60, held: true, realNow: () => real });
    real += 1_000;
    expect(clock.now()).toBe(start);
    clock.release();
    real += 1_000;
    expect(clock.now()).toBe(start + minute);
  });

  test('runs what comes due only after the release', async () => {
    const clock = make({ mode: 'running', speed: 3_600, held: true });
    const times: number[] = [];
    const second = new Promise<void>((resolve) => {
      clock.every(minute, (tick) => {
        times.push(tick);
        if (times.length === 2) resolve();
      });
    });
    expect(times).toEqual([]);
    clock.release();
    await second;
    expect(times).toEqual([start + minute / 2, start + minute * 1.5]);
  });

  test('can be advanced and is still held afterwards', async () => {
    let real = 5_000;
    const clock = make({ mode: 'running', held: true, realNow: () => real });
    await clock.advance(minute);
    real += 1_000;
    expect(clock.now()).toBe(start + minute);
  });

  test('that is simulated ignores the release', () => {
    let real = 5_000;
    const clock = make({ held: true, realNow: () => real });
    clock.release();
    real += 1_000;
    expect(clock.now()).toBe(start);
  });
});

describe('work that was run', () => {
  test('is awaited by an advance', async () => {
    const clock = make();
    const order: string[] = [];
    clock.run(new Promise<void>((resolve) => setImmediate(resolve)).then(() => void order.push('work')));
    await clock.advance(minute);
    expect(order).toEqual(['work']);
  });

  test('and fails is told to onError, not to the process', async () => {
    const errors: unknown[] = [];
    const clock = make({ onError: (error) => errors.push(error) });
    clock.run(Promise.reject(new Error('delivery failed')));
    await clock.settled();
    expect(errors).toEqual([new Error('delivery failed')]);
  });
});

describe('an advance', () => {
  test('that is aborted stops after the instant that runs, and time stands there', async () => {
    const abort = new AbortController();
    const clock = make();
    const ticks: number[] = [];
    clock.every(minute, (tick) => {
      ticks.push(tick);
      if (ticks.length === 2) abort.abort();
    });
    await clock.advance(day, abort.signal);
    expect(ticks).toHaveLength(2);
    expect(clock.now()).toBe(ticks[1]);
    await clock.advance(minute);
    expect(ticks).toHaveLength(3);
  });

  test('tells where time stands at its end', async () => {
    const told: number[] = [];
    const clock = make({ onAdvanced: (now) => told.push(now) });
    await clock.advance(minute);
    await clock.advance(minute);
    expect(told).toEqual([start + minute, start + 2 * minute]);
  });
});
