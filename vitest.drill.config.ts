import { defineConfig } from 'vitest/config';

/** Drills start the whole system, so they run one after the other. */
export default defineConfig({
  test: {
    include: ['test/drill/**/*.test.ts'],
    testTimeout: 120_000,
    hookTimeout: 60_000,
    fileParallelism: false,
  },
});
