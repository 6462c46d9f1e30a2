import { defineConfig } from 'vitest/config';

/** Storms over the whole system, one after the other; they bound themselves. */
export default defineConfig({
  test: {
    include: ['test/stress/**/*.test.ts'],
    testTimeout: 3_600_000,
    hookTimeout: 120_000,
    fileParallelism: false,
  },
});
