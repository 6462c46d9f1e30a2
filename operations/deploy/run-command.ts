import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { basename } from 'node:path';
import { StringDecoder } from 'node:string_decoder';
import { OperatorError } from '../operator-error.ts';
import { groupGone, signalGroup } from './process-group.ts';
import { TailedError } from './tailed-error.ts';

/** How many of its last lines are kept to be shown when a command fails. */
const TAIL_LINES = 60;
/** How long what a command has left running gets to end. */
const LEFTOVER_MS = 5_000;

/** A command that did not succeed, with the last lines it printed. */
export class CommandError extends TailedError {}

export type CommandRun = {
  readonly folder: string;
  /** Environment besides this process's own; undefined takes a variable away. */
  readonly environment?: Readonly<Record<string, string | undefined>>;
  /** Told each line that it prints. */
  readonly progress: (line: string) => void;
  /** When it aborts, the command and all that it started are interrupted, as by Ctrl-C, and waited for. */
  readonly signal: AbortSignal;
  /** How long they then have before they are ended, in milliseconds; unbounded for what must never be cut off. */
  readonly patienceMs?: number;
};

/** Ends what a command that has ended left running, and resolves when it is gone. */
async function endLeftovers(leader: number): Promise<void> {
  if (!signalGroup(leader, 'SIGTERM')) return;
  const timer = setTimeout(() => signalGroup(leader, 'SIGKILL'), LEFTOVER_MS);
  await groupGone(leader);
  clearTimeout(timer);
}

/** Interrupts the group when the signal aborts, and ends it when it has had its time; returns how to stop doing so. */
function passOn(signal: AbortSignal, leader: number, patienceMs: number | undefined): () => void {
  let timer: NodeJS.Timeout | undefined;
  const interrupt = (): void => {
    signalGroup(leader, 'SIGINT');
    if (patienceMs !== undefined) timer = setTimeout(() => signalGroup(leader, 'SIGKILL'), patienceMs);
  };
  if (signal.aborted) interrupt();
  else signal.addEventListener('abort', interrupt, { once: true });
  return () => {
    clearTimeout(timer);
    signal.removeEventListener('abort', interrupt);
  };
}

/** Tells each line of what the child prints, as it comes. */
function tellLines(child: ChildProcess, tell: (line: string) => void): void {
  for (const stream of [child.stdout, child.stderr]) {
    const decoder = new StringDecoder('utf8');
    let rest = '';
    stream?.on('data', (chunk: Buffer) => {
      const lines = `${rest}${decoder.write(chunk)}`.split(/\r?\n/);
      rest = lines.pop() ?? '';
      lines.forEach(tell);
    });
    stream?.on('end', () => rest !== '' && tell(rest));
  }
}

function environmentOf({ environment = {} }: CommandRun): NodeJS.ProcessEnv {
  const all = { ...process.env, ...environment };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined));
}

async function start(command: readonly [string, ...string[]], run: CommandRun): Promise<ChildProcess> {
  const [program, ...args] = command;
  const child = spawn(program, args, {
    cwd: run.folder,
    env: environmentOf(run),
    stdio: ['ignore', 'pipe', 'pipe'],
    // A process group of its own: a terminal's Ctrl-C reaches it through here alone. Windows has no such groups.
    detached: process.platform !== 'win32',
  });
  try {
    await once(child, 'spawn');
  } catch (cause) {
    throw new OperatorError(`${basename(program)} cannot be started. Is it installed and on the PATH?`, { cause });
  }
  return child;
}

/**
 * Runs a command to its end, and to the end of all that it started.
 * @param title what it is called when it fails
 * @throws CommandError when it fails, the signal's reason when it was aborted
 */
export async function runCommand(
  title: string,
  command: readonly [string, ...string[]],
  run: CommandRun,
): Promise<void> {
  run.signal.throwIfAborted();
  const child = await start(command, run);
  const tail: string[] = [];
  tellLines(child, (line) => {
    tail.push(line);
    if (tail.length > TAIL_LINES) tail.shift();
    run.progress(line);
  });
  const leader = child.pid ?? Number.NaN;
  const stopPassingOn = passOn(run.signal, leader, run.patienceMs);
  const [code, signal]: readonly (number | NodeJS.Signals | null)[] = await once(child, 'close');
  await (run.signal.aborted ? groupGone(leader) : endLeftovers(leader));
  stopPassingOn();
  run.signal.throwIfAborted();
  if (code === 0) return;
  const end = code === null ? `was ended by ${signal}` : `ended with exit code ${code}`;
  throw new CommandError(`${title} ${end}.`, tail);
}
