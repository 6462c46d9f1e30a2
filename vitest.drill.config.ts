import { defineConfig } from 'vitest/config';

/** Drills, and what else starts whole systems and waits for them, side by side on the two processors that a gate has. */
export default defineConfig({
  test: {
    include: ['test/drill/**/*.test.ts'],
    testTimeout: 120_000,
    hookTimeout: 60_000,
    maxWorkers: 2,
  },
});
