import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { FUNCTIONS } from '../../functions/manifest.ts';
import { type Entries, staleFunctions } from './function-bundles.ts';
import { isOpenApiStale } from './openapi-document.ts';
import { isWebStale } from './web-pages.ts';

/** Entry files of the functions that are deployed. */
export const functionEntries = (): Entries =>
  Object.fromEntries(Object.entries(FUNCTIONS).map(([id, { handler }]) => [id, handler]));

/** Something cannot be built; the message is what the build printed. */
export class BuildError extends Error {
  override readonly name = 'BuildError';
}

/**
 * Builds what is missing or out of date, in a process of its own so that its memory is given back; it ends with this one.
 * @returns whether anything had to be built
 * @throws BuildError
 */
export async function ensureBuilt(root: string): Promise<boolean> {
  const siteStale = isWebStale(root) || isOpenApiStale(root);
  if (staleFunctions(root, functionEntries()).length === 0 && !siteStale) return false;
  const child = spawn(process.execPath, [join(root, 'local', 'build', 'build.ts')], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'pipe'],
    // Ctrl-C in a terminal reaches this process alone, which ends the build in its own order.
    detached: process.platform !== 'win32',
  });
  const endBuild = (): void => void child.kill('SIGTERM');
  process.once('exit', endBuild);
  let errors = '';
  child.stderr.on('data', (chunk) => (errors += chunk));
  await new Promise<void>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) =>
      code === 0 ? resolve() : reject(new BuildError(errors.trim() || `the build ended with ${code}`)),
    );
  }).finally(() => process.removeListener('exit', endBuild));
  return true;
}
