import { defineConfig } from 'vitest/config';

/** Each file starts the whole system, faults and kills it; two at a time. */
export default defineConfig({
  test: {
    include: ['test/system/**/*.test.ts'],
    testTimeout: 180_000,
    hookTimeout: 30_000,
    pool: 'threads',
    maxWorkers: 2,
    setupFiles: ['test/support/property-seed.ts'],
  },
});
