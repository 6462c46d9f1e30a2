import { defineConfig } from 'vitest/config';

/** Browser tests start the whole system, so they run one after the other. */
export default defineConfig({
  test: {
    include: ['test/e2e/**/*.test.ts'],
    testTimeout: 120_000,
    hookTimeout: 60_000,
    fileParallelism: false,
  },
});
