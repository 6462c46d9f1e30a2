import { beforeEach, describe, expect, it } from 'vitest';
import { createFlushTimer, type FlushTimer } from '../../local/flush-timer.ts';

describe('a flush timer', () => {
  let timer: FlushTimer;
  let writes: number;
  let failures: number;
  let errors: unknown[];
  let written: PromiseWithResolvers<void>;
  beforeEach(() => {
    writes = 0;
    failures = 0;
    errors = [];
    written = Promise.withResolvers();
    timer = createFlushTimer({ delayMs: 1, write, onError: (error) => void errors.push(error) });
  });

  function write(): void {
    if (failures > 0) {
      failures -= 1;
      throw new Error('disk full');
    }
    writes += 1;
    written.resolve();
  }

  it('writes once for many changes', async () => {
    for (let change = 0; change < 5; change += 1) timer.changed();
    expect(writes).toBe(0);
    await written.promise;
    expect(writes).toBe(1);
  });

  it('writes at once when much is new', () => {
    timer.changed(true);
    expect(writes).toBe(1);
  });

  it('tells of a failure once and tries again until the write works', async () => {
    failures = 3;
    timer.changed();
    await written.promise;
    expect(errors).toEqual([new Error('disk full')]);
    expect(writes).toBe(1);
  });

  it('lets who has much to write go on while writes fail', async () => {
    failures = 2;
    timer.changed(true);
    timer.changed(true);
    expect(errors).toHaveLength(1);
    expect(failures).toBe(1);
    await written.promise;
  });

  it('tells of the next failure after a write that worked', () => {
    failures = 1;
    timer.changed(true);
    timer.flush();
    failures = 1;
    timer.changed(true);
    expect(errors).toHaveLength(2);
  });

  it('throws to who asks for a write', () => {
    failures = 1;
    expect(() => timer.flush()).toThrow('disk full');
    expect(errors).toEqual([]);
  });

  it('writes what is new when it is closed', () => {
    timer.changed();
    timer.close();
    expect(writes).toBe(1);
  });
});
