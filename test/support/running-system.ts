import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { COMPILE_CACHE } from './compile-cache.ts';

export type RunningSystem = {
  readonly process: ChildProcess;
  readonly siteUrl: string;
  readonly awsUrl: string;
  readonly dataFolder: string;
  /** The administrator made at the first start on this folder. */
  readonly admin: { readonly email: string; readonly password: string } | undefined;
  /** Everything printed so far. */
  readonly output: () => string;
  /** Ends it as Ctrl-C does; resolves with the exit code. */
  readonly stop: () => Promise<number | null>;
};

type StartOptions = {
  /** Options after `--`, beside ports and data folder. */
  readonly options?: readonly string[];
  readonly dataFolder?: string;
  /** The command that takes the options; the project's own Node and main file unless given. */
  readonly command?: readonly [string, ...string[]];
  /** Whether it leads a process group of its own, as what a terminal runs does. */
  readonly ownGroup?: boolean;
  /** Variables of its environment, beside those of this process. */
  readonly environment?: Readonly<Record<string, string>>;
  /** Told of the process at once, long before the system is ready. */
  readonly onSpawn?: (process: ChildProcess) => void;
};

/** As npm sets it: the system ends when this process is gone, however that came. */
const WATCHED = { npm_lifecycle_event: 'start' };

const READY = /Ctrl-C stops it/;
const SITE = /Shop\s+(http:\S+)/;
const AWS = /AWS endpoint\s+(http:\S+)/;
const ADMIN = /Admin\s+(\S+@\S+)\s+password\s+(\S+)/;

function exited(child: ChildProcess): Promise<number | null> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve(child.exitCode);
  return new Promise((resolve) => child.once('exit', resolve));
}

/** Starts the whole system as a user does, in a process of its own, on free ports; resolves when it says it is ready. */
export async function startSystem({
  options = [],
  dataFolder,
  command,
  ownGroup = false,
  environment = {},
  onSpawn,
}: StartOptions = {}): Promise<RunningSystem> {
  const folder = dataFolder ?? mkdtempSync(join(tmpdir(), 'smallcart-'));
  const [file, ...args] = command ?? [process.execPath, 'local/main.ts'];
  const own = ['--port', '0', '--aws-port', '0', '--data', folder];
  const child = spawn(file, [...args, ...own, ...options], {
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: ownGroup,
    env: { ...WATCHED, ...process.env, NODE_COMPILE_CACHE: COMPILE_CACHE, ...environment },
  });
  onSpawn?.(child);
  let output = '';
  await new Promise<void>((resolve, reject) => {
    const read = (chunk: Buffer) => {
      output += chunk;
      if (READY.test(output)) resolve();
    };
    child.stdout?.on('data', read);
    child.stderr?.on('data', read);
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`It ended with ${code} before it was ready:\n${output}`)));
  });
  const admin = ADMIN.exec(output);
  return {
    process: child,
    siteUrl: SITE.exec(output)?.[1] ?? '',
    awsUrl: AWS.exec(output)?.[1] ?? '',
    dataFolder: folder,
    admin: admin?.[1] && admin[2] ? { email: admin[1], password: admin[2] } : undefined,
    output: () => output,
    stop: async () => {
      // npm passes SIGTERM on; Ctrl-C reaches its script through the terminal, which there is none of here.
      child.kill(command === undefined ? 'SIGINT' : 'SIGTERM');
      const code = await exited(child);
      if (dataFolder === undefined) rmSync(folder, { recursive: true, force: true });
      return code;
    },
  };
}
