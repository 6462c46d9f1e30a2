import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';

/** How a script ended, and all that it printed. */
export type Ended = { readonly code: number | null; readonly said: string };

type Running = {
  readonly ended: Promise<Ended>;
  /** Resolves once the script has printed the text. */
  readonly says: (text: string) => Promise<void>;
  readonly signal: (signal: NodeJS.Signals) => void;
};

/** A folder for scripts to run in, with stand-ins of commands in its folder `bin`. */
export type ScriptFolder = {
  readonly path: string;
  /** Puts a file there; a stand-in is one that can be executed. */
  readonly write: (name: string, text: string, mode?: number) => void;
  readonly start: (script: string, environment?: Readonly<Record<string, string>>) => Running;
  readonly run: (script: string, environment?: Readonly<Record<string, string>>) => Promise<Ended>;
  readonly remove: () => void;
};

function begin(script: string, cwd: string, env: Readonly<Record<string, string>>): Running {
  // As GitHub runs a step whose shell is bash.
  const child = spawn('bash', ['--noprofile', '--norc', '-eo', 'pipefail', '-c', script], { cwd, env });
  const { promise: ended, resolve, reject } = Promise.withResolvers<Ended>();
  let said = '';
  const listeners = new Set<() => void>();
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk) => {
      said += chunk;
      for (const listener of listeners) listener();
    });
  }
  child.on('error', reject);
  child.on('close', (code) => resolve({ code, said }));
  const says = (text: string) =>
    new Promise<void>((heard) => {
      const listen = () => {
        if (said.includes(text)) heard();
      };
      listeners.add(listen);
      listen();
    });
  return { ended, says, signal: (signal) => void child.kill(signal) };
}

/** Makes a folder to run scripts in, with what the machine's own commands need and nothing else of its environment. */
export function scriptFolder(): ScriptFolder {
  const path = mkdtempSync(join(tmpdir(), 'smallcart-script-'));
  const basic = { PATH: [join(path, 'bin'), process.env.PATH].join(delimiter), HOME: path, TMPDIR: path };
  const start: ScriptFolder['start'] = (script, environment = {}) => begin(script, path, { ...basic, ...environment });
  return {
    path,
    write: (name, text, mode = 0o755) => {
      mkdirSync(join(path, name, '..'), { recursive: true });
      writeFileSync(join(path, name), text, { mode });
    },
    start,
    run: (script, environment) => start(script, environment).ended,
    remove: () => rmSync(path, { recursive: true, force: true }),
  };
}
