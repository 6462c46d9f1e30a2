import { defineConfig } from 'vitest/config';

const OTHER_SUITES = [
  'test/stacks/**',
  'test/operations/**',
  'test/e2e/**',
  'test/system/**',
  'test/drill/**',
  'test/stress/**',
  '**/node_modules/**',
];
/** Functions hold their clients and environment from when they are loaded (test/support/start-anew.ts). */
const HOLDING = ['test/functions/**/*.test.ts'];

export default defineConfig({
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  test: {
    testTimeout: 30_000,
    hookTimeout: 30_000,
    pool: 'threads',
    maxWorkers: 2,
    // A worker loads packages once for all files, which saves a third of the time.
    isolate: false,
    setupFiles: ['test/support/property-seed.ts'],
    projects: [
      { extends: true, test: { name: 'apart', include: HOLDING, setupFiles: ['test/support/start-anew.ts'] } },
      {
        // Nothing outlives a test here: a worker loads the project's modules once for all files, too.
        extends: true,
        test: {
          name: 'together',
          include: ['test/**/*.test.ts', 'test/**/*.test.tsx'],
          exclude: [...OTHER_SUITES, ...HOLDING],
        },
      },
    ],
  },
});
