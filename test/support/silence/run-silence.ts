import { awsClients } from '../aws-clients.ts';
import { advance, virtualNow } from '../control.ts';
import { type RunningSystem, startSystem } from '../running-system.ts';
import { makeSmallProject, type SmallProject } from '../small-project.ts';
import { hireKeeper, loseEnvironments, release, restock, throttleALittle } from './ordinary-noise.ts';
import { raisedAlarms } from './raised-alarms.ts';
import { lastBegunHour, type SilencePlan, type SilenceReport } from './silence.ts';
import { silenceCounts } from './silence-counts.ts';
import { heardBefore, noteHeard, shopOf } from './silence-notes.ts';

/** In which hour of a day (UTC) what is done. */
const RESTOCKING = 5;
const THROTTLING = 14;
/** Two releases a day, one of them when most people shop. */
const RELEASES: readonly number[] = [11, 19];

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** V8 would wake four threads for each of the many small collections that twenty heaps make. */
const ITSELF = [process.execPath, '--single-threaded-gc', 'local/main.ts'] as const;

type Surroundings = {
  readonly system: RunningSystem;
  readonly project: SmallProject;
  readonly keeper: Awaited<ReturnType<typeof hireKeeper>>;
};

/** How the days are watched and ended early. */
export type Audience = {
  /** Told each hour, and at the end, of all so far. */
  readonly tell: (report: SilenceReport) => void;
  /** Ends the days within a virtual minute; what was heard until then is the result. */
  readonly signal?: AbortSignal;
};

/** Does what there is to do in the hour that begins at a virtual time. */
async function doChores(time: number, { system, project, keeper }: Surroundings): Promise<void> {
  const hour = new Date(time).getUTCHours();
  if (hour === RESTOCKING) await restock(system, keeper);
  if (hour === THROTTLING) await throttleALittle(system);
  if (RELEASES.includes(hour)) await release(system, project);
}

/** Adds what was heard since the report was made: alarms are remembered for 30 days, and metrics are asked for hour by hour. */
async function heardSince({ awsUrl }: RunningSystem, before: SilenceReport): Promise<SilenceReport> {
  const { cloudwatch } = awsClients(awsUrl);
  const until = (await virtualNow(awsUrl)).getTime();
  const raised = [...before.raised, ...(await raisedAlarms(cloudwatch, before.until, until))];
  const since = await silenceCounts(cloudwatch, before.until, until);
  const [a, b] = [before.counts, since];
  const counts = {
    ...{ requests: a.requests + b.requests, orders: a.orders + b.orders, declines: a.declines + b.declines },
    clientErrors: a.clientErrors + b.clientErrors,
    serverErrors: a.serverErrors + b.serverErrors,
    deployments: a.deployments + b.deployments,
  };
  return { from: before.from, until, raised, counts };
}

async function pass(
  plan: SilencePlan,
  before: SilenceReport,
  surroundings: Surroundings,
  { tell, signal }: Audience,
): Promise<SilenceReport> {
  const { system } = surroundings;
  const end = before.from + plan.minutes * MINUTE;
  const listen = async (heard: SilenceReport): Promise<SilenceReport> => {
    const all = await heardSince(system, heard);
    noteHeard(plan.folder, all);
    tell(all);
    return all;
  };
  const now = async () => (await virtualNow(system.awsUrl)).getTime();
  let heard = before;
  let hour = lastBegunHour(before.until);
  for (let time = await now(); time < end && signal?.aborted !== true; time = await now()) {
    const current = Math.floor(time / HOUR);
    if (current !== hour) {
      if (time > heard.until) heard = await listen(heard);
      hour = current;
      await doChores(time, surroundings);
    }
    await advance(system.awsUrl, `PT${Math.min(MINUTE, end - time) / 1_000}S`);
  }
  return listen(heard);
}

/**
 * Lets ordinary days pass in a running shop: shoppers by day and by night, cards that are declined, passwords that are mistyped,
 * releases, requests that are tried again and environments that are lost. What was interrupted goes on when it is run again on
 * the same folder.
 */
export async function runSilence(plan: SilencePlan, audience: Audience): Promise<SilenceReport> {
  const before = heardBefore(plan);
  const seed = plan.seed === undefined ? [] : ['--seed', String(plan.seed)];
  const options = ['--simulated', '--traffic', String(plan.traffic), '--environments', '24', ...seed];
  const [system, project] = await Promise.all([
    // Ctrl-C is for who asked for the days; the shop ends when it is told to, and when nobody is left to tell it.
    startSystem({ command: ITSELF, options, dataFolder: shopOf(plan.folder), ownGroup: true }),
    makeSmallProject(),
  ]);
  try {
    await loseEnvironments(system);
    const keeper = await hireKeeper(system);
    // The days begin with full shelves, too.
    if (before.until === before.from) await restock(system, keeper);
    return await pass(plan, before, { system, project, keeper }, audience);
  } finally {
    await system.stop();
    project.remove();
  }
}
