import { defineConfig } from 'vitest/config';

/** Each file starts the whole system and a browser, and waits for pages much of the time; three at a time. */
export default defineConfig({
  test: {
    include: ['test/e2e/**/*.test.ts'],
    testTimeout: 120_000,
    hookTimeout: 60_000,
    maxWorkers: 3,
  },
});
