import { join } from 'node:path';
import { beginBuild } from './built-from.ts';
import { functionEntries } from './ensure-built.ts';
import { bundleFunctions, staleFunctions } from './function-bundles.ts';
import { buildOpenApi, isOpenApiStale } from './openapi-document.ts';
import { buildWeb, isWebStale } from './web-pages.ts';

/** `npm run build`: brings the function bundles, and the web pages with the API's document, up to date, both at once; says what it did, or what is wrong. */
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

async function buildSite(): Promise<boolean> {
  if (isWebStale(root) && !(await step('the web pages', () => buildWeb(root)))) return false;
  return !isOpenApiStale(root) || step('the API’s document', () => buildOpenApi(root));
}

// Told to end, it takes with it what it started and drafted: see `buildWeb`.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => process.exit(130));

const sayBuilt = beginBuild(root);
const entries = functionEntries();
const stale = staleFunctions(root, entries);
const steps: Promise<boolean>[] = [];
if (isWebStale(root) || isOpenApiStale(root)) steps.push(buildSite());
if (stale.length > 0) steps.push(step(`functions ${stale.join(', ')}`, () => bundleFunctions(root, entries, stale)));
if (steps.length === 0) process.stdout.write('Everything is up to date.\n');
if ((await Promise.all(steps)).includes(false)) process.exitCode = 1;
else sayBuilt();
