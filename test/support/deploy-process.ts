import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { join } from 'node:path';
import { npmEnvironment } from '../../operations/deploy/npm-command.ts';
import type { SmallProject } from './small-project.ts';

/** `npm run deploy` while it runs: what it prints, and how it ends. */
export type DeployProcess = {
  /** Everything printed so far, errors among it. */
  readonly output: () => string;
  /** Resolves when it has printed that; rejects when it ends without. */
  readonly printed: (text: string | RegExp) => Promise<void>;
  /** Sends the signal to all that a terminal would send it to. */
  readonly signal: (name: NodeJS.Signals) => void;
  /** Resolves with the exit code, as a shell has it for what a signal has ended, too. */
  readonly ended: Promise<number>;
};

/** What a deployment printed, errors among it, and its exit code. */
export type Deployed = { readonly output: string; readonly code: number };

/** By npm as an operator does, or as npm itself starts it, which is sooner. */
export type Command = 'npm' | 'node';

const COMMANDS: Readonly<Record<Command, readonly [string, ...string[]]>> = {
  npm: ['npm', 'run', '--silent', 'deploy', '--'],
  node: [process.execPath, 'operations/deploy.ts'],
};

/** Deploys what is checked out in the project to a running system. */
export function startDeploy(
  { folder, temporary }: SmallProject,
  awsUrl: string,
  args: readonly string[] = [],
  by: Command = 'node',
): DeployProcess {
  const [program, ...words] = COMMANDS[by];
  const cache = join(temporary, '..', 'compiled');
  const child = spawn(program, [...words, '--aws-port', new URL(awsUrl).port, ...args], {
    cwd: folder,
    env: { ...process.env, ...npmEnvironment(), TMPDIR: temporary, NODE_COMPILE_CACHE: cache },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  let output = '';
  const listeners = new Set<() => void>();
  const read = (chunk: Buffer): void => {
    output += chunk;
    for (const listener of listeners) listener();
  };
  child.stdout.on('data', read);
  child.stderr.on('data', read);
  const ended = new Promise<number>((resolve) =>
    child.once('close', (code, signal) => resolve(code ?? 128 + (constants.signals[signal ?? 'SIGHUP'] ?? 0))),
  );
  const has = (text: string | RegExp) => (typeof text === 'string' ? output.includes(text) : text.test(output));
  return {
    output: () => output,
    printed: (text) =>
      new Promise((resolve, reject) => {
        const listen = (): void => void (has(text) && resolve());
        listeners.add(listen);
        listen();
        void ended.then(() => reject(new Error(`It ended before it printed ${text}:\n${output}`)));
      }),
    signal: (name) => void process.kill(-(child.pid ?? Number.NaN), name),
    ended,
  };
}

/** Deploys to the end. */
export async function deploy(...how: Parameters<typeof startDeploy>): Promise<Deployed> {
  const { output, ended } = startDeploy(...how);
  const code = await ended;
  return { output: output(), code };
}
