import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createPool, type Lease, type Pool, type PoolLimits } from '../../../local/lambda/pool.ts';

type Fake = { name: string; alive: boolean; stop(): Promise<void>; finishInit(): void };

let started: Fake[];
let stopped: string[];
let now: number;
let total: number;
let timers: { at: number; run: () => void }[];
let pool: Pool<Fake, string>;

const limits: PoolLimits<string> = {
  perFunction: 2,
  total: () => total,
  queue: 3,
  scaleOutAfterMs: 5,
  yieldAfterMs: 250,
  extraIdleMs: 10_000,
  lastIdleMs: (functionId) => (functionId === 'rare' ? 5000 : 60_000),
};

beforeEach(() => {
  [started, stopped, now, total, timers] = [[], [], 0, 3, []];
  pool = createPool<Fake, string>({
    limits,
    monotonicNow: () => now,
    later: (run, ms) => {
      const timer = { at: now + ms, run };
      timers.push(timer);
      return () => void timers.splice(timers.indexOf(timer), 1);
    },
    start: (functionId) => {
      const { promise, resolve } = Promise.withResolvers<void>();
      const environment: Fake = {
        name: `${functionId}${started.filter(({ name }) => name.startsWith(functionId)).length}`,
        alive: true,
        stop: async () => {
          environment.alive = false;
          stopped.push(environment.name);
        },
        finishInit: resolve,
      };
      started.push(environment);
      return { environment, initialized: promise };
    },
  });
});
afterEach(() => pool.stop());

const sizeOf = (functionId: string): number => pool.size((key) => key === functionId);
const initAll = (): void => {
  for (const environment of started) environment.finishInit();
};
const acquire = async (functionId: string): Promise<Lease<Fake>> => {
  const lease = pool.acquire(functionId);
  await Promise.resolve();
  initAll();
  return lease;
};
const environmentOf = (lease: Lease<Fake>): Fake => {
  if (lease.kind !== 'leased') throw new Error(`expected a lease, got ${lease.kind}`);
  return lease.environment;
};
/** Lets time pass, and every timer run that is due in it. */
const elapse = (ms: number): void => {
  const end = now + ms;
  const due = (): (typeof timers)[number] | undefined =>
    timers.filter(({ at }) => at <= end).toSorted((a, b) => a.at - b.at)[0];
  for (let timer = due(); timer; timer = due()) {
    timers.splice(timers.indexOf(timer), 1);
    now = timer.at;
    timer.run();
  }
  now = end;
};
/** The requests made so far wait, or have what they asked for. */
const queued = (): Promise<void> => Promise.resolve();

describe('a request', () => {
  test('starts the first environment, and the next one finds it warm', async () => {
    const first = await acquire('cart');
    pool.release(environmentOf(first));
    const second = await acquire('cart');
    expect([first, second]).toMatchObject([{ first: true }, { first: false }]);
    expect(environmentOf(second)).toBe(environmentOf(first));
  });

  test('takes the environment that was used last, so that others can be reclaimed', async () => {
    const a = environmentOf(await acquire('cart'));
    const waiting = pool.acquire('cart');
    await queued();
    elapse(10);
    initAll();
    const b = environmentOf(await waiting);
    pool.release(a);
    now = 20;
    pool.release(b);
    expect(environmentOf(await acquire('cart'))).toBe(b);
  });

  test('waits for a busy environment when that is free soon', async () => {
    const busy = environmentOf(await acquire('cart'));
    const waiting = pool.acquire('cart');
    pool.release(busy);
    expect(environmentOf(await waiting)).toBe(busy);
    expect(started).toHaveLength(1);
  });

  test('that waited long starts a further environment, up to the function’s limit', async () => {
    await acquire('cart');
    const waiting = [pool.acquire('cart'), pool.acquire('cart')];
    await queued();
    elapse(4);
    expect(sizeOf('cart')).toBe(1);
    elapse(6);
    initAll();
    expect(environmentOf(await (waiting[0] as Promise<Lease<Fake>>)).name).toBe('cart1');
    elapse(100);
    expect(sizeOf('cart')).toBe(2);
  });

  test('beyond the queue is throttled', async () => {
    await acquire('cart');
    const waiting = Array.from({ length: 4 }, () => pool.acquire('cart'));
    expect(await waiting[3]).toEqual({ kind: 'throttled' });
  });
});

describe('when all places are taken', () => {
  test('a function without environment takes the place of the one that is idle longest', async () => {
    for (const id of ['cart', 'catalog', 'account']) {
      now += 10;
      pool.release(environmentOf(await acquire(id)));
    }
    await acquire('checkout');
    expect(stopped).toEqual(['cart0']);
    expect(pool.size()).toBe(3);
  });

  test('none makes room while there may be more', async () => {
    for (const id of ['cart', 'catalog', 'account']) pool.release(environmentOf(await acquire(id)));
    total = 4;
    pool.release(environmentOf(await acquire('checkout')));
    expect([stopped, pool.size()]).toEqual([[], 4]);
    total = 3;
    await acquire('admin');
    expect(stopped).toHaveLength(1);
  });

  test('it waits for a place when all are busy', async () => {
    const busy = [];
    for (const id of ['cart', 'catalog', 'account']) busy.push(environmentOf(await acquire(id)));
    const waiting = pool.acquire('checkout');
    await queued();
    elapse(100);
    expect(started).toHaveLength(3);
    const [cart] = busy;
    if (cart) pool.release(cart);
    initAll();
    expect(environmentOf(await waiting).name).toBe('checkout0');
    expect(stopped).toEqual(['cart0']);
  });

  test('a further environment of a function does not take another’s only one while that is fresh', async () => {
    const cart = environmentOf(await acquire('cart'));
    for (const id of ['catalog', 'account']) pool.release(environmentOf(await acquire(id)));
    const waiting = pool.acquire('cart');
    await queued();
    elapse(100);
    expect(stopped).toEqual([]);
    pool.release(cart);
    expect(environmentOf(await waiting)).toBe(cart);
  });

  describe('by functions whose own requests wait', () => {
    const [cart, catalog] = [() => acquire('cart'), () => acquire('catalog')];

    /** Two environments of cart, one of catalog, all busy, and a queue before each. */
    const saturate = async (): Promise<{ carts: Fake[]; catalog: Fake }> => {
      const first = environmentOf(await cart());
      const second = pool.acquire('cart');
      await queued();
      elapse(5);
      initAll();
      const busy = { carts: [first, environmentOf(await second)], catalog: environmentOf(await catalog()) };
      for (const id of ['cart', 'catalog', 'catalog']) void pool.acquire(id);
      await queued();
      return busy;
    };

    test('a function without any gets one of several after a while, although older requests wait there', async () => {
      const { carts } = await saturate();
      const waiting = pool.acquire('checkout');
      await queued();
      elapse(249);
      pool.release(carts[0] as Fake);
      expect(stopped).toEqual([]);
      void pool.acquire('cart');
      await queued();
      elapse(1);
      pool.release(carts[1] as Fake);
      initAll();
      expect(environmentOf(await waiting).name).toBe('checkout0');
    });

    test('a function without any gets the only one of another once its request is the older one', async () => {
      const { catalog: only } = await saturate();
      const waiting = pool.acquire('checkout');
      await queued();
      elapse(300);
      pool.release(only);
      await queued();
      pool.release(only);
      expect(stopped).toEqual([]);
      void pool.acquire('catalog');
      await queued();
      pool.release(only);
      expect(stopped).toEqual(['catalog0']);
      initAll();
      expect(environmentOf(await waiting).name).toBe('checkout0');
    });
  });
});

describe('an environment that ended', () => {
  test('while busy is replaced for those who wait', async () => {
    const busy = environmentOf(await acquire('cart'));
    const waiting = pool.acquire('cart');
    busy.alive = false;
    await queued();
    pool.release(busy);
    initAll();
    expect(environmentOf(await waiting).name).toBe('cart1');
  });

  test('while idle is not handed out', async () => {
    const idle = environmentOf(await acquire('cart'));
    pool.release(idle);
    idle.alive = false;
    pool.release(idle);
    expect(environmentOf(await acquire('cart')).name).toBe('cart1');
  });

  test('while it started is handed to the one who waits for it, who reports why', async () => {
    const waiting = pool.acquire('cart');
    await Promise.resolve();
    const [starting] = started;
    if (starting) {
      starting.alive = false;
      pool.release(starting);
    }
    initAll();
    expect(environmentOf(await waiting)).toBe(starting);
    expect(started).toHaveLength(1);
  });
});

describe('sweeping', () => {
  test('reclaims what was idle for long: extras first, rare functions soon, the last one late', async () => {
    const a = environmentOf(await acquire('cart'));
    const waiting = pool.acquire('cart');
    await queued();
    elapse(10);
    initAll();
    pool.release(environmentOf(await waiting));
    pool.release(environmentOf(await acquire('rare')));
    pool.release(a);
    const sizes = [0, 6000, 11_000, 50_000, 71_000].map((time) => {
      now = 10 + time;
      pool.sweep();
      return `${sizeOf('cart')} cart, ${sizeOf('rare')} rare`;
    });
    expect(sizes).toEqual(['2 cart, 1 rare', '2 cart, 0 rare', '1 cart, 0 rare', '1 cart, 0 rare', '0 cart, 0 rare']);
  });

  test('leaves busy environments alone', async () => {
    await acquire('cart');
    now = 1_000_000;
    pool.sweep();
    expect(pool.size()).toBe(1);
  });
});

test('stopping answers those who wait and ends every environment', async () => {
  await acquire('cart');
  const waiting = pool.acquire('cart');
  await Promise.resolve();
  await pool.stop();
  expect(await waiting).toEqual({ kind: 'stopped' });
  expect(await pool.acquire('cart')).toEqual({ kind: 'stopped' });
  expect(stopped).toEqual(['cart0']);
});
