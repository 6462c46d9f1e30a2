import { defineConfig } from 'vitest/config';

/** The operators' programs, with real Git, real processes and deployments to the embedded cloud. */
export default defineConfig({
  test: {
    include: ['test/operations/**/*.test.ts'],
    testTimeout: 30_000,
    hookTimeout: 30_000,
    pool: 'threads',
    maxWorkers: 2,
    // Nothing outlives a test: a worker loads its modules once for all files.
    isolate: false,
    setupFiles: ['test/support/property-seed.ts'],
  },
});
