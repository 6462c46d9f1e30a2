import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { DynoxideStartError } from './dynoxide-start-error.ts';
import { freePort } from './free-port.ts';
import { startWatchdog } from './watchdog.ts';

/** The embedded DynamoDB: a dynoxide child process that is started again whenever it ends by itself. */
export interface Dynoxide {
  /** The loopback port on which it answers, once it does; rejects after `stop`. */
  port(): Promise<number>;
  pid(): number | undefined;
  /** Resolves when the process has ended. */
  stop(): Promise<void>;
}

export type DynoxideOptions = {
  readonly binary: string;
  /** The SQLite file that holds the tables. */
  readonly databasePath: string;
  /** Told in one line when the process ended by itself. */
  readonly log: (message: string) => void;
  /** Chooses the loopback port; any free one unless given. */
  readonly findPort?: () => Promise<number>;
};

type Running = { readonly child: ChildProcess; readonly port: number };

const stopGraceMs = 1_000;
const restartDelayMs = 50;
const longestRestartDelayMs = 5_000;
/** Between the choice of a free port and its use another program may take it. */
const portAttempts = 4;

/**
 * Starts dynoxide and resolves when it answers.
 * @throws DynoxideStartError with its own words when it does not start at all
 */
export async function startDynoxide(options: DynoxideOptions): Promise<Dynoxide> {
  const findPort = options.findPort ?? freePort;
  const watchdog = startWatchdog(process.platform);
  let running: Running | undefined;
  let stopped = false;

  const start = async (): Promise<Running> => {
    const port = await findPort();
    const child = launch(options, port);
    if (child.pid !== undefined) watchdog.guard(child.pid);
    running = { child, port };
    await listening(child, options.databasePath);
    return running;
  };

  const startOnFreePort = async (attemptsLeft: number): Promise<Running> => {
    try {
      return await start();
    } catch (error) {
      if (attemptsLeft <= 1 || !isPortTaken(error)) throw error;
      return startOnFreePort(attemptsLeft - 1);
    }
  };

  /** Waits between attempts grow, and begin anew once it has run. */
  const restart = async (attempt: number): Promise<Running> => {
    await new Promise((resolve) => setTimeout(resolve, Math.min(restartDelayMs * 2 ** attempt, longestRestartDelayMs)));
    if (stopped) throw new Error('The embedded DynamoDB is stopped.');
    try {
      return await start();
    } catch (error) {
      options.log(`dynamodb: ${error instanceof Error ? error.message : error}; trying again.`);
      return restart(attempt + 1);
    }
  };

  const keepUp = ({ child }: Running): void => {
    child.once('exit', (code, signal) => {
      if (stopped) return;
      options.log(`dynamodb: the process ended by itself (${signal ?? `exit code ${code}`}); starting it again.`);
      current = restart(0);
      current.then(keepUp, () => {});
    });
  };

  const killOnExit = (): void => {
    running?.child.kill('SIGKILL');
  };

  process.once('exit', killOnExit);
  let current = startOnFreePort(portAttempts);
  try {
    keepUp(await current);
  } catch (error) {
    process.removeListener('exit', killOnExit);
    watchdog.stop();
    throw error;
  }

  return {
    port: async () => {
      if (stopped) throw new Error('The embedded DynamoDB is stopped.');
      return (await current).port;
    },
    pid: () => running?.child.pid,
    stop: async () => {
      stopped = true;
      await current.catch(() => {});
      if (running) await end(running.child);
      process.removeListener('exit', killOnExit);
      watchdog.stop();
    },
  };
}

/** Detached, so that Ctrl-C in a terminal reaches this process alone and it ends the child in its own order. */
function launch({ binary, databasePath }: DynoxideOptions, port: number): ChildProcess {
  const options = ['serve', '--host', '127.0.0.1', '--port', String(port), '--db-path', databasePath];
  return spawn(binary, options, { stdio: ['ignore', 'ignore', 'pipe'], detached: true, env: {} });
}

function listening(child: ChildProcess, databasePath: string): Promise<void> {
  return new Promise((resolve, reject) => {
    let said = '';
    const fail = (how: string): void => reject(new DynoxideStartError(said.trim() || how, databasePath));
    child.stderr?.on('data', (chunk: Buffer) => {
      said = (said + chunk.toString()).slice(-2_000);
      if (said.includes('listening on')) resolve();
    });
    child.once('error', (error) => fail(error.message));
    child.once('close', (code, signal) => fail(signal ?? `exit code ${code}`));
  });
}

const isPortTaken = (error: unknown): boolean => error instanceof Error && error.message.includes('already in use');

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  const force = setTimeout(() => child.kill('SIGKILL'), stopGraceMs);
  await ended;
  clearTimeout(force);
}
