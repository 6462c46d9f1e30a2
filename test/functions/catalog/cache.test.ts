import { expect, test } from 'vitest';
import { createCache } from '../../../functions/catalog/cache.ts';

function countingCache(lifetime = 100) {
  const loads: PromiseWithResolvers<number>[] = [];
  let time = 0;
  const cache = createCache({
    load() {
      const load = Promise.withResolvers<number>();
      loads.push(load);
      return load.promise;
    },
    lifetime,
    clock: () => time,
  });
  return { cache, loads, advance: (by: number) => (time += by) };
}

test('a value is read from where it comes from once, then from memory until its lifetime is over', async () => {
  const { cache, loads, advance } = countingCache();
  const first = cache.read();
  loads[0]?.resolve(1);
  expect(await first).toEqual({ value: 1, loaded: true });
  advance(99);
  expect(await cache.read()).toEqual({ value: 1, loaded: false });
  advance(1);
  const second = cache.read();
  loads[1]?.resolve(2);
  expect(await second).toEqual({ value: 2, loaded: true });
});

test('readings that come while it is loaded wait for that loading', async () => {
  const { cache, loads } = countingCache();
  const readings = [cache.read(), cache.read(), cache.read()];
  expect(loads).toHaveLength(1);
  loads[0]?.resolve(1);
  expect((await Promise.all(readings)).map(({ loaded }) => loaded)).toEqual([true, false, false]);
});

test('a value is as old as the beginning of its loading', async () => {
  const { cache, loads, advance } = countingCache();
  const first = cache.read();
  advance(100);
  loads[0]?.resolve(1);
  await first;
  void cache.read();
  expect(loads).toHaveLength(2);
});

test('a loading that fails is told to all who wait, and the next reading tries again', async () => {
  const { cache, loads } = countingCache();
  const readings = Promise.allSettled([cache.read(), cache.read()]);
  loads[0]?.reject(new Error('The table is away.'));
  expect((await readings).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  const next = cache.read();
  loads[1]?.resolve(2);
  expect(await next).toEqual({ value: 2, loaded: true });
});

test('a value that is too old is not given while the next one fails', async () => {
  const { cache, loads, advance } = countingCache();
  const first = cache.read();
  loads[0]?.resolve(1);
  await first;
  advance(100);
  const next = cache.read();
  loads[1]?.reject(new Error('The table is away.'));
  await expect(next).rejects.toThrow('The table is away.');
});

test('a loading that fails at once is forgotten as well', async () => {
  let broken = true;
  const cache = createCache({
    load() {
      if (broken) throw new Error('There is no table.');
      return Promise.resolve(1);
    },
    lifetime: 100,
    clock: () => 0,
  });
  await expect(cache.read()).rejects.toThrow('There is no table.');
  broken = false;
  expect(await cache.read()).toEqual({ value: 1, loaded: true });
});
