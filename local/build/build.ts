import { join } from 'node:path';
import { functionEntries } from './ensure-built.ts';
import { bundleFunctions, staleFunctions } from './function-bundles.ts';
import { buildWeb, isWebStale } from './web-pages.ts';

/** `npm run build`: brings the function bundles and the web pages up to date, both at once; says what it did, or what is wrong. */
const root = join(import.meta.dirname, '..', '..');

async function step(name: string, work: () => Promise<void>): Promise<boolean> {
  const start = performance.now();
  try {
    await work();
    process.stdout.write(`Built ${name} in ${((performance.now() - start) / 1000).toFixed(1)} s\n`);
    return true;
  } catch (error) {
    process.stderr.write(`Cannot build ${name}:\n${error instanceof Error ? error.message : String(error)}\n`);
    return false;
  }
}

// Told to end, it takes with it what it started and drafted: see `buildWeb`.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => process.exit(130));

const entries = functionEntries();
const stale = staleFunctions(root, entries);
const steps: Promise<boolean>[] = [];
if (isWebStale(root)) steps.push(step('the web pages', () => buildWeb(root)));
if (stale.length > 0) steps.push(step(`functions ${stale.join(', ')}`, () => bundleFunctions(root, entries, stale)));
if (steps.length === 0) process.stdout.write('Everything is up to date.\n');
if ((await Promise.all(steps)).includes(false)) process.exitCode = 1;
