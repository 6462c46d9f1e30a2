import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/stacks/**/*.test.ts'],
    globalSetup: ['test/stacks/global-setup.ts'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    pool: 'threads',
    maxWorkers: 2,
    // Nothing outlives a test: a worker loads its modules once for all files.
    isolate: false,
  },
});
