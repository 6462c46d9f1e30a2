import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { BuildError, ensureBuilt } from '../../../local/build/ensure-built.ts';
import { processTree } from '../../support/process-tree.ts';

const project = join(import.meta.dirname, '..', '..', '..');
let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'ensure-built-test-'));
  mkdirSync(join(root, 'web'));
  mkdirSync(join(root, 'local', 'build'), { recursive: true });
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const until = async (met: () => boolean): Promise<void> => {
  while (!met()) await new Promise((resolve) => setImmediate(resolve));
};

test('what cannot be built is told in the words of the build', async () => {
  writeFileSync(join(root, 'local', 'build', 'build.ts'), `process.stderr.write('no esbuild'); process.exitCode = 1;`);
  const building = ensureBuilt(root);
  await expect(building).rejects.toThrow(BuildError);
  await expect(building).rejects.toThrow('no esbuild');
});

test('a process that exits while it builds takes the whole build with it, and its draft', async () => {
  for (const folder of ['local', 'functions', 'monitoring']) {
    cpSync(join(project, folder), join(root, folder), { recursive: true });
  }
  cpSync(join(project, 'package.json'), join(root, 'package.json'));
  symlinkSync(join(project, 'node_modules'), join(root, 'node_modules'), 'dir');
  // The pages' build comes this far and no further.
  writeFileSync(
    join(root, 'web', 'vite.config.ts'),
    `import { mkdirSync } from 'node:fs';
    mkdirSync(process.argv[process.argv.indexOf('--outDir') + 1]);
    await new Promise((resolve) => setTimeout(resolve, 60_000));
    export default {};`,
  );
  const script = `const { ensureBuilt } = await import(${JSON.stringify(join(root, 'local/build/ensure-built.ts'))});
    process.once('SIGTERM', () => process.exit(7));
    await ensureBuilt(${JSON.stringify(root)});`;
  const main = spawn(process.execPath, ['--input-type=module', '-e', script], { stdio: 'ignore' });
  const drafts = (): string[] => readdirSync(join(root, 'web')).filter((name) => name.startsWith('dist.'));
  await until(() => drafts().length > 0);
  const pids = processTree(main.pid ?? 0).map(({ pid }) => pid);
  expect(pids.length).toBeGreaterThanOrEqual(3);
  main.kill('SIGTERM');
  expect(await once(main, 'exit')).toEqual([7, null]);
  await until(() => pids.every((pid) => processTree(pid).length === 0));
  expect(drafts()).toEqual([]);
  expect(existsSync(join(root, 'web', 'dist'))).toBe(false);
});
