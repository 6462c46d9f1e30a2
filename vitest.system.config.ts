import { defineConfig } from 'vitest/config';

/** Each file starts the whole system, faults and kills it; two at a time. */
export default defineConfig({
  test: {
    include: ['test/system/**/*.test.ts'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    pool: 'threads',
    maxWorkers: 2,
  },
});
