import { defineConfig } from 'vitest/config';

/** Each file starts the whole system and a browser; two at a time, as many as a small machine has room for. */
export default defineConfig({
  test: {
    include: ['test/e2e/**/*.test.ts'],
    testTimeout: 120_000,
    hookTimeout: 60_000,
    maxWorkers: 2,
  },
});
