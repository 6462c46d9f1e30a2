import { spawn } from 'node:child_process';
import { existsSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join, sep } from 'node:path';
import { hashFiles, readStamps, writeWhole } from './stamp.ts';

const stampFile = (root: string): string => join(root, 'dist', 'web.stamp.json');
const outFolder = (root: string): string => join(root, 'web', 'dist');
const commonInputs = ['package-lock.json', 'local/build/web-pages.ts'];

/** The console's pages hold the runbooks. */
const folders = ['web', 'monitoring/runbooks'];

function filesOf(root: string, folder: string): string[] {
  if (!existsSync(join(root, folder))) return [];
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) =>
      join(entry.parentPath, entry.name)
        .slice(root.length + 1)
        .split(sep)
        .join('/'),
    );
}

function inputs(root: string): string[] {
  const files = folders.flatMap((folder) => filesOf(root, folder));
  const sources = files.filter((file) => !/^web\/(dist|node_modules)(\.|\/)/.test(file));
  return [...sources, ...commonInputs].sort();
}

/** Whether the built pages are missing or were made from other contents. */
export function isWebStale(root: string): boolean {
  const stamp = readStamps(stampFile(root)).web;
  if (!stamp || !existsSync(join(outFolder(root), 'index.html'))) return true;
  return stamp.hash !== hashFiles(root, inputs(root), 'web');
}

/**
 * Builds the pages with Vite, in a process of its own, to `web/dist`; rejects with what Vite printed. When this process
 * exits meanwhile, Vite ends and its draft goes.
 */
export async function buildWeb(root: string): Promise<void> {
  const files = inputs(root);
  const hash = hashFiles(root, files, 'web');
  const draft = `${outFolder(root)}.${process.pid}`;
  const forget = (): void => rmSync(draft, { recursive: true, force: true });
  process.once('exit', forget);
  try {
    await runVite(root, draft);
    rmSync(outFolder(root), { recursive: true, force: true });
    renameSync(draft, outFolder(root));
  } finally {
    process.removeListener('exit', forget);
    forget();
  }
  writeWhole(stampFile(root), JSON.stringify({ web: { files, hash } }));
}

function runVite(root: string, outDir: string): Promise<void> {
  const vite = join(root, 'node_modules', 'vite', 'bin', 'vite.js');
  const args = [
    vite,
    'build',
    '--config',
    join(root, 'web', 'vite.config.ts'),
    '--outDir',
    outDir,
    '--emptyOutDir',
    '--logLevel',
    'warn',
  ];
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
    const end = (): void => void child.kill('SIGKILL');
    process.prependOnceListener('exit', end);
    let printed = '';
    child.stdout.on('data', (chunk) => (printed += chunk));
    child.stderr.on('data', (chunk) => (printed += chunk));
    child.on('error', reject);
    child.on('close', (code) => {
      process.removeListener('exit', end);
      if (code === 0) resolve();
      else reject(new Error(printed.trim() || `vite ended with ${code}`));
    });
  });
}
