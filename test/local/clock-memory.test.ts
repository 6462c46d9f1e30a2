import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it } from 'vitest';
import { openClockMemory } from '../../local/clock-memory.ts';

describe('the memory of the clock', () => {
  it('is 0 in a new data folder', () => {
    expect(openClockMemory(new DatabaseSync(':memory:')).read()).toBe(0);
  });

  it('holds the latest time through reopening, never an earlier one', () => {
    const store = new DatabaseSync(':memory:');
    const memory = openClockMemory(store);
    memory.write(2_000);
    memory.write(1_000);
    expect(openClockMemory(store).read()).toBe(2_000);
  });
});
