// Entry of `npm start` and `npm test`: plain JavaScript, because on a fresh clone it runs on the host's Node (>= 20).
// Installs what is missing, then runs the command given on the project's own Node (the npm package `node`).
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { constants } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const projectNode = join(root, 'node_modules', 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
const [minimumMajor, minimumMinor] = [20, 19];

/** @param {string} message */
function fail(message) {
  process.stderr.write(`smallcart: ${message}\n`);
  process.exit(1);
}

/** @param {string} path */
function packagesOf(path) {
  return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')).packages : {};
}

/** Whether node_modules holds what the lock file says; npm notes in it what it has installed, as its last step. */
function isInstalled() {
  const installed = packagesOf(join(root, 'node_modules', '.package-lock.json'));
  const wanted = Object.entries(packagesOf(join(root, 'package-lock.json')));
  return wanted.every(([name, { version, optional }]) => {
    if (name === '') return true;
    return installed[name] === undefined ? optional === true : installed[name].version === version;
  });
}

function checkHost() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major < minimumMajor || (major === minimumMajor && minor < minimumMinor))
    fail(`Node ${minimumMajor}.${minimumMinor} or newer is needed, this is ${process.versions.node}.`);
}

/** Where Node keeps what it compiled of our sources: later starts read it, and no TypeScript stripper stays in memory. */
const compileCache = join(root, 'node_modules', '.cache', 'node');

/**
 * Keeps the many small heaps of the functions' threads small: V8 prefers size to speed, and glibc gives memory back
 * instead of keeping an arena per thread.
 */
const LEAN = {
  flags: ['--max-semi-space-size=1', '--optimize-for-size'],
  env: {
    MALLOC_ARENA_MAX: '1',
    MALLOC_MMAP_THRESHOLD_: '65536',
    MALLOC_TRIM_THRESHOLD_: '131072',
    NODE_COMPILE_CACHE: compileCache,
  },
};
const AS_IT_IS = { flags: [], env: {} };

/** Fills the cache as a part of the installation: a process that compiles keeps about 15 MB more than one that reads. */
function compile() {
  const command = [...LEAN.flags, join(root, 'local', 'main.ts'), '--help'];
  spawnSync(projectNode, command, { stdio: 'ignore', env: { ...process.env, ...LEAN.env } });
}

function installWhatIsMissing() {
  if (existsSync(projectNode) && isInstalled()) return;
  process.stdout.write('Installing dependencies (first start, or they changed) …\n');
  const npm = process.env.npm_execpath;
  // An environment that says production would leave out what builds and tests.
  const args = ['ci', '--include=dev', '--include=optional', '--no-fund', '--no-audit'];
  const options = { cwd: root, stdio: 'inherit', env: { ...process.env, NODE_ENV: 'development' } };
  const result =
    npm === undefined
      ? spawnSync('npm', args, { ...options, shell: process.platform === 'win32' })
      : spawnSync(process.execPath, [npm, ...args], options);
  if (result.status !== 0)
    fail('npm ci failed (see above). Is the npm registry reachable? Then run the same command again.');
  if (!existsSync(projectNode))
    fail('the npm package "node" has no binary for this platform. Delete node_modules and try again.');
  compile();
}

/**
 * Runs the command on the project's Node, in place of this process where that is possible.
 * @param {string} script @param {string[]} args
 */
function run(script, args) {
  const { flags, env } = script === 'local/main.ts' ? LEAN : AS_IT_IS;
  const command = [...flags, join(root, script), ...args];
  const environment = { ...process.env, ...env };
  if (process.execve !== undefined && process.platform !== 'win32') {
    process.execve(projectNode, [projectNode, ...command], environment);
  }
  const child = spawn(projectNode, command, { stdio: 'inherit', env: environment });
  // The terminal sends its signals to the whole group; those sent to this process alone must be passed on.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  child.on('exit', (code, signal) => process.exit(signal === null ? (code ?? 1) : 128 + constants.signals[signal]));
}

checkHost();
installWhatIsMissing();
const [script, ...args] = process.argv.slice(2);
if (script === undefined) fail('usage: node local/bootstrap.mjs <script> [arguments]');
run(script, args);
