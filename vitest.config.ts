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
/** Functions hold their clients and environment, pictures their WebAssembly, from a worker's start on. */
const HOLDING = ['test/functions/**/*.test.ts', 'test/local/cloudwatch/widget-image/**/*.test.ts'];

export default defineConfig({
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  test: {
    testTimeout: 30_000,
    hookTimeout: 30_000,
    pool: 'threads',
    maxWorkers: 2,
    setupFiles: ['test/support/property-seed.ts'],
    projects: [
      { extends: true, test: { name: 'apart', include: HOLDING } },
      {
        // Nothing else outlives a test: a worker loads its modules once for all files, which saves half a minute.
        extends: true,
        test: {
          name: 'together',
          include: ['test/**/*.test.ts', 'test/**/*.test.tsx'],
          exclude: [...OTHER_SUITES, ...HOLDING],
          isolate: false,
        },
      },
    ],
  },
});
