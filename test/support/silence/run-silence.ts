import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { awsClients } from '../aws-clients.ts';
import { advance, virtualNow } from '../control.ts';
import { beginAt } from '../drill/drill-start.ts';
import { stateChanges } from '../drill/state-changes.ts';
import { type RunningSystem, startSystem } from '../running-system.ts';
import { makeSmallProject, type SmallProject } from '../small-project.ts';
import { hireKeeper, loseEnvironments, release, restock, throttleALittle } from './ordinary-noise.ts';
import type { SilencePlan, SilenceReport } from './silence.ts';
import { silenceCounts } from './silence-counts.ts';

/** In which hour of a day (UTC) what is done. */
const RESTOCKING = 5;
const THROTTLING = 14;
/** Two releases a day, one of them when most people shop. */
const RELEASES: readonly number[] = [11, 19];

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const STEP = 10 * MINUTE;

const noteOf = (folder: string): string => join(folder, 'silence.json');
const shopOf = (folder: string): string => join(folder, 'shop');

/** When the days began that a folder is in the middle of; notes it where they begin now. */
function beganAt({ folder, start }: SilencePlan): number {
  const path = noteOf(folder);
  if (existsSync(path)) return Number(JSON.parse(readFileSync(path, 'utf8')).from);
  mkdirSync(folder, { recursive: true });
  beginAt(shopOf(folder), start);
  writeFileSync(path, JSON.stringify({ from: start }));
  return start;
}

/** Deletes what days have left in their folder, so that the next ones begin anew. */
export function forgetSilence(folder: string): void {
  for (const path of [noteOf(folder), shopOf(folder)]) rmSync(path, { recursive: true, force: true });
}

type Surroundings = {
  readonly system: RunningSystem;
  readonly project: SmallProject;
  readonly keeper: Awaited<ReturnType<typeof hireKeeper>>;
};

async function doChores(hour: number, { system, project, keeper }: Surroundings): Promise<void> {
  if (hour === RESTOCKING) await restock(system, keeper);
  if (hour === THROTTLING) await throttleALittle(system);
  if (RELEASES.includes(hour)) await release(system, project);
}

async function heard({ awsUrl }: RunningSystem, from: number): Promise<SilenceReport> {
  const { cloudwatch } = awsClients(awsUrl);
  const until = (await virtualNow(awsUrl)).getTime();
  const changes = await stateChanges(cloudwatch, from);
  const raised = changes.filter(({ to }) => to === 'ALARM');
  return { from, until, raised, counts: await silenceCounts(cloudwatch, from, until) };
}

async function pass(
  plan: SilencePlan,
  from: number,
  surroundings: Surroundings,
  tell: (report: SilenceReport) => void,
) {
  const { system } = surroundings;
  const end = from + plan.minutes * MINUTE;
  const now = async () => (await virtualNow(system.awsUrl)).getTime();
  for (let time = await now(), hour = -1; time < end; time = await now()) {
    const current = Math.floor(time / HOUR);
    if (current !== hour) {
      hour = current;
      await doChores(current % 24, surroundings);
      tell(await heard(system, from));
    }
    await advance(system.awsUrl, `PT${Math.min(STEP, end - time) / 1_000}S`);
  }
  return heard(system, from);
}

/**
 * Lets ordinary days pass in a running shop: shoppers by day and by night, cards that are declined, passwords that are mistyped,
 * releases, requests that are tried again and environments that are lost. `tell` is told each hour. What was interrupted goes on
 * when it is run again on the same folder.
 */
export async function runSilence(plan: SilencePlan, tell: (report: SilenceReport) => void): Promise<SilenceReport> {
  const from = beganAt(plan);
  const options = ['--simulated', '--traffic', String(plan.traffic), '--environments', '24'];
  const [system, project] = await Promise.all([
    startSystem({ options, dataFolder: shopOf(plan.folder) }),
    makeSmallProject(),
  ]);
  try {
    await loseEnvironments(system);
    return await pass(plan, from, { system, project, keeper: await hireKeeper(system) }, tell);
  } finally {
    await system.stop();
    project.remove();
  }
}
