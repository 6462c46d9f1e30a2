import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import autocannon from 'autocannon';
import { COMPILE_CACHE } from '../support/compile-cache.ts';
import { processTree } from '../support/process-tree.ts';
import { startSystem } from '../support/running-system.ts';

const ROUNDS = 3;
const MEGABYTE = 1024 * 1024;

const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[values.length >> 1] ?? Number.NaN;
const print = (label: string, value: string): void => void process.stdout.write(`${label.padEnd(44)} ${value}\n`);

async function firstPage(siteUrl: string): Promise<void> {
  const answer = await fetch(siteUrl);
  if (!answer.ok) throw new Error(`The first page answered ${answer.status}.`);
  await answer.text();
}

/** Milliseconds from `npm start` to the first page, with nothing built or with everything built. */
async function startTime(dataFolder: string): Promise<number> {
  const began = performance.now();
  const system = await startSystem({
    command: ['npm', 'start', '--silent', '--'],
    dataFolder,
    options: ['--no-traffic'],
  });
  await firstPage(system.siteUrl);
  const took = performance.now() - began;
  await system.stop();
  return took;
}

async function benchStart(): Promise<void> {
  const cold: number[] = [];
  const warm: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const folder = mkdtempSync(join(tmpdir(), 'smallcart-bench-'));
    rmSync('dist/functions', { recursive: true, force: true });
    rmSync('web/dist', { recursive: true, force: true });
    rmSync(COMPILE_CACHE, { recursive: true, force: true });
    cold.push(await startTime(folder));
    warm.push(await startTime(folder));
    rmSync(folder, { recursive: true, force: true });
  }
  print('npm start → first page, nothing built', `${(median(cold) / 1000).toFixed(2)} s`);
  print('npm start → first page, built before', `${(median(warm) / 1000).toFixed(2)} s`);
}

/** Memory after two minutes of the default traffic, watched every five seconds. */
async function benchMemory(): Promise<void> {
  const system = await startSystem({ command: ['npm', 'start', '--silent', '--'] });
  const peaks = new Map<string, number>();
  const totals: number[] = [];
  await new Promise<void>((done) => {
    let samples = 0;
    const watch = setInterval(() => {
      const tree = processTree(system.process.pid ?? 0);
      totals.push(tree.reduce((sum, entry) => sum + entry.rssBytes, 0));
      for (const entry of tree) {
        const name = entry.command.split(' ').slice(0, 3).join(' ').slice(-60);
        peaks.set(name, Math.max(peaks.get(name) ?? 0, entry.rssBytes));
      }
      samples += 1;
      if (samples < 24) return;
      clearInterval(watch);
      done();
    }, 5_000);
  });
  await system.stop();
  print('memory of the whole process tree, median', `${(median(totals) / MEGABYTE).toFixed(0)} MB RSS`);
  print('memory of the whole process tree, peak', `${(Math.max(...totals) / MEGABYTE).toFixed(0)} MB RSS`);
  for (const [name, bytes] of peaks) print(`  ${name}`.slice(0, 43), `${(bytes / MEGABYTE).toFixed(0)} MB`);
}

async function requestsPerSecond(url: string): Promise<number> {
  const result = await autocannon({ url, connections: 10, duration: 10 });
  if (result.non2xx > 0 || result.errors > 0)
    throw new Error(`${url}: ${result.non2xx} not 2xx, ${result.errors} errors`);
  return result.requests.average;
}

async function benchRequests(): Promise<void> {
  const system = await startSystem({ options: ['--no-traffic'] });
  try {
    const live = await requestsPerSecond(`${system.siteUrl}/health/live`);
    const list = await requestsPerSecond(`${system.siteUrl}/api/products`);
    print('GET /health/live through the API', `${live.toFixed(0)} requests/s`);
    print('GET /api/products through the API', `${list.toFixed(0)} requests/s (${(list / live).toFixed(2)} of it)`);
  } finally {
    await system.stop();
  }
}

const IMPORT = `const began = performance.now(); await import(process.argv[1]); console.log(performance.now() - began);`;

function importMilliseconds(specifier: string): number {
  const env = {
    ...process.env,
    STAGE: 'bench',
    SITE_URL: 'http://localhost:3000',
    POWERTOOLS_SERVICE_NAME: 'catalog',
    TABLE_NAME: 'bench',
    AWS_REGION: 'us-east-1',
    POWERTOOLS_DEV: 'false',
  };
  const times = Array.from({ length: 5 }, () =>
    Number(execFileSync(process.execPath, ['--input-type=module', '-e', IMPORT, specifier], { env, encoding: 'utf8' })),
  );
  return median(times);
}

function benchBundles(): void {
  const base = importMilliseconds('node:http');
  for (const id of readdirSync('dist/functions', { withFileTypes: true }).filter((entry) => entry.isDirectory())) {
    const file = resolve('dist/functions', id.name, 'index.mjs');
    const took = importMilliseconds(file);
    const size = `${(statSync(file).size / 1024).toFixed(0)} KB`.padStart(8);
    print(`bundle ${id.name}`, `${size}  import ${took.toFixed(0)} ms (${(took / base).toFixed(1)} × node:http)`);
  }
}

print('cores', `${availableParallelism()}`);
await benchStart();
await benchRequests();
benchBundles();
await benchMemory();
