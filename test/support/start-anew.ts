import { vi } from 'vitest';

/**
 * Functions hold their clients and what the environment told them from when they are loaded: each test file gets the
 * project's modules anew, and the environment that its worker began with. Packages stay loaded: they hold nothing of a test,
 * and loading them takes longer than the tests of most files.
 */
const worker: typeof globalThis & { environmentAtStart?: NodeJS.ProcessEnv } = globalThis;
worker.environmentAtStart ??= { ...process.env };
for (const key of Object.keys(process.env)) if (!(key in worker.environmentAtStart)) delete process.env[key];
Object.assign(process.env, worker.environmentAtStart);
vi.resetModules();
