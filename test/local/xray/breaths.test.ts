import { describe, expect, it } from 'vitest';
import { withBreaths } from '../../../local/xray/breaths.ts';

describe('withBreaths', () => {
  it('gives every item in order', async () => {
    const given: number[] = [];
    for await (const item of withBreaths([3, 1, 2])) given.push(item);
    expect(given).toEqual([3, 1, 2]);
  });

  it('lets others have their turn during long work', async () => {
    let turns = 0;
    const count = (): void => {
      turns += 1;
    };
    setImmediate(count);
    for await (const _ of withBreaths([1, 2, 3])) {
      const start = performance.now();
      while (performance.now() - start < 45);
    }
    expect(turns).toBe(1);
  });

  it('ends where nobody waits any longer', async () => {
    const hungUp = new AbortController();
    const given: number[] = [];
    for await (const item of withBreaths([1, 2, 3], { signal: hungUp.signal })) {
      given.push(item);
      hungUp.abort();
      const start = performance.now();
      while (performance.now() - start < 45);
    }
    expect(given).toEqual([1]);
  });

  it('ends when it has taken too long, but not before it has begun', async () => {
    const given: number[] = [];
    for await (const item of withBreaths([1, 2, 3], { mostMs: 0 })) {
      given.push(item);
      const start = performance.now();
      while (performance.now() - start < 45);
    }
    expect(given).toEqual([1]);
  });
});
