import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { advance, killFunction, putFault, removeFault } from '../control.ts';
import { allGone, processTree } from '../process-tree.ts';
import { type RunningSystem, startSystem } from '../running-system.ts';

/** What is killed with SIGKILL, or as hard: an invocation's execution environment, the database, the whole system. */
export type Disaster = 'worker' | 'database' | 'system';

/** A whole system that things happen to, on a data folder that outlives it. */
export type FragileSystem = {
  /** The system that runs now; after one that was killed, the next one as soon as it is ready. */
  current(): Promise<RunningSystem>;
  /** Runs when fewer than `MOST_REQUESTS` others do. */
  inTurn<Result>(run: () => Promise<Result>): Promise<Result>;
  /** Lets a little virtual time pass; those who ask at the same time share it. */
  tick(): Promise<void>;
  /** Lets a disaster happen once those before it are over. */
  strike(disaster: Disaster): void;
  /** Ends the bad weather and resolves when the last disaster is over. */
  calm(): Promise<void>;
  /** How often each has happened. */
  struck(): Readonly<Record<Disaster, number>>;
  stop(): Promise<void>;
};

const OPTIONS = ['--simulated', '--no-traffic'];
/** Beside the disasters, now and then an invocation of these dies. */
const CRASHES = {
  rate: 0.02,
  withinMs: 100,
  functions: ['cart', 'checkout', 'outbox', 'fulfilment', 'order-progress', 'sales-rollup', 'ledger-audit'],
};
const WORKERS = ['checkout', 'outbox', 'fulfilment'];
/** Requests that are on their way at the same time: of more, a busy machine would answer the last ones after their gateway gave up. */
const MOST_REQUESTS = 120;

function databaseOf({ process: main }: RunningSystem): number {
  const found = processTree(main.pid ?? 0).find(({ command }) => /dynoxide\S* serve/.test(command));
  if (!found) throw new Error('The database is not running.');
  return found.pid;
}

async function killSystem(system: RunningSystem, dataFolder: string): Promise<RunningSystem> {
  const pids = processTree(system.process.pid ?? 0).map(({ pid }) => pid);
  system.process.kill('SIGKILL');
  await allGone(pids);
  return startSystem({ options: OPTIONS, dataFolder });
}

/** Lets so many run at the same time, in the order in which they came. */
function createTurns(most: number): FragileSystem['inTurn'] {
  const waiting: (() => void)[] = [];
  let running = 0;
  return async (run) => {
    if (running === most) await new Promise<void>((resolve) => waiting.push(resolve));
    else running += 1;
    try {
      return await run();
    } finally {
      const next = waiting.shift();
      if (next) next();
      else running -= 1;
    }
  };
}

/** Starts a system, in good weather until `storming` is called. */
export async function startFragileSystem(): Promise<FragileSystem & { storming(): Promise<void> }> {
  const dataFolder = mkdtempSync(join(tmpdir(), 'smallcart-storm-'));
  let current = startSystem({ options: OPTIONS, dataFolder });
  let disasters = Promise.resolve();
  let ticking: Promise<void> | undefined;
  const counts: Record<Disaster, number> = { worker: 0, database: 0, system: 0 };
  const storming = async () => putFault((await current).awsUrl, 'function-crash', CRASHES);

  async function killWorkers(): Promise<void> {
    const { awsUrl } = await current;
    for (const id of WORKERS) await killFunction(awsUrl, id);
  }

  async function happen(disaster: Disaster): Promise<void> {
    const system = await current;
    switch (disaster) {
      case 'worker':
        return killWorkers();
      case 'database':
        process.kill(databaseOf(system), 'SIGKILL');
        return;
      case 'system':
        current = killSystem(system, dataFolder);
        return storming();
      default:
        return disaster satisfies never;
    }
  }

  /** Cut short by whatever kills the system meanwhile. */
  async function pass(): Promise<void> {
    const { awsUrl } = await current;
    await advance(awsUrl, 'PT20S').catch(() => {});
    ticking = undefined;
  }

  await current;
  return {
    storming,
    current: () => current,
    inTurn: createTurns(MOST_REQUESTS),
    tick: () => {
      ticking ??= pass();
      return ticking;
    },
    strike(disaster) {
      disasters = disasters.then(async () => {
        await happen(disaster);
        counts[disaster] += 1;
      });
    },
    async calm() {
      await disasters;
      await removeFault((await current).awsUrl, 'function-crash');
    },
    struck: () => counts,
    async stop() {
      await (await current).stop();
      rmSync(dataFolder, { recursive: true, force: true });
    },
  };
}
