import { newId } from '../../functions/lib/ids.ts';
import { total } from '../../monitoring/cost.ts';
import type { CostLine } from '../../monitoring/cost-line.ts';
import { releaseBill } from '../bill/release-bill.ts';
import { isHalfRestored } from '../restore/half-restored.ts';
import { createSilence } from '../silence/silence.ts';
import { stageTable } from '../stage-table.ts';
import { readActor } from '../telemetry/actor.ts';
import { createReporter } from '../telemetry/create-reporter.ts';
import { createCloudWatchCaller } from '../verify/cloudwatch-caller.ts';
import { createVerifications } from '../verify/verifications.ts';
import { type Checkout, ownCheckout, worktreeCheckout } from './checkout.ts';
import { versionOf } from './commit.ts';
import { createTarget } from './create-target.ts';
import { type Ending, endingOf } from './ending.ts';
import { errorSentence } from './error-sentence.ts';
import { checkFaults, type Ready } from './faults.ts';
import { Interruption } from './interruption.ts';
import { heedInterruptions } from './interruptions.ts';
import type { DeploymentLock } from './lock.ts';
import { makePlan } from './make-plan.ts';
import type { DeployOptions } from './options.ts';
import { planText } from './plan-text.ts';
import { RELEASE_COMMANDS } from './release-commands.ts';
import { createRemadeReleases } from './remade-releases.ts';
import { runDeployment } from './run-deployment.ts';
import { otherClock } from './stage-clock.ts';
import { tableLock } from './table-lock.ts';
import type { Target } from './target.ts';
import { paused } from './targets/paused.ts';
import type { TerminalProgress } from './terminal-progress.ts';
import { unendedDeployments } from './unended-deployments.ts';

/** Where a deployment is started, and how it is seen. */
export type Desk = {
  /** The operator's own checkout. */
  readonly folder: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly progress: TerminalProgress;
  /** Real time in epoch milliseconds. */
  readonly wallClock: () => number;
};

/** The way back is gone to its end, and what it waits for is waited for. */
const NOBODY_STOPS = new AbortController().signal;

type Order = {
  readonly options: DeployOptions;
  readonly desk: Desk;
  readonly target: Target;
  readonly lock: DeploymentLock;
  readonly interruption: AbortSignal;
  readonly ready: Ready;
};

const commandsOf = ({ prebuilt }: DeployOptions) => (prebuilt ? {} : { commands: RELEASE_COMMANDS });

const checkoutsOf = ({ options, desk }: Order) => {
  const make = options.prebuilt ? ownCheckout : worktreeCheckout;
  return (id: string): Checkout => make(desk.folder, id);
};

/** The bill that the code in a folder tells; when it fails to, that is said and no more. */
function billOf({ desk, target, interruption }: Order) {
  return async (folder: string): Promise<readonly CostLine[] | undefined> => {
    try {
      return await releaseBill(folder, target.place.stage, desk.environment, interruption);
    } catch (error) {
      desk.progress.say(`The month’s bill is not known: ${errorSentence(error)}`);
      return undefined;
    }
  };
}

async function plan(order: Order): Promise<Ending> {
  const { desk, target, interruption, ready, options } = order;
  const { stage } = target.place;
  const { commit } = ready;
  const id = newId('dep', desk.wallClock());
  const made = await makePlan(
    {
      ...{ target, interruption, progress: desk.progress, bill: billOf(order), ...commandsOf(options) },
      checkout: checkoutsOf(order)(id),
      formerCheckout: worktreeCheckout(desk.folder, `${id}-former`),
    },
    { stage, commit, version: versionOf(commit) },
  );
  return { lines: [planText(made)], exitCode: 0 };
}

async function deploy(order: Order): Promise<Ending> {
  const { desk, target, interruption, ready, lock, options } = order;
  const { stage } = target.place;
  const { commit, settings } = ready;
  const pace = await target.pace();
  const other = otherClock(pace);
  if (other !== undefined) desk.progress.say(other);
  const began = desk.wallClock();
  const reporter = createReporter(target);
  const database = stageTable(target.access, stage);
  const bill = billOf(order);
  const ports = {
    ...{ target, reporter, lock, interruption, verifications: createVerifications(), ...commandsOf(options) },
    ...{ checkoutOf: checkoutsOf(order), progress: desk.progress, wallClock: desk.wallClock },
    pause: (milliseconds: number) => paused(milliseconds, NOBODY_STOPS),
    unended: () => unendedDeployments(database, stage),
    silence: createSilence(createCloudWatchCaller(target.place, target.access), 'deployment'),
    monthlyCost: async (folder: string) => {
      const lines = await bill(folder);
      return lines && total(lines);
    },
  };
  const actor = await readActor(target, desk.environment);
  const request = { stage, commit, version: versionOf(commit), actor, settings: settings.release };
  const deployment = await runDeployment(ports, request);
  const live = await target.live().catch(() => undefined);
  return endingOf(deployment, {
    took: desk.wallClock() - began,
    pace,
    siteUrl: live?.siteUrl,
    warnings: reporter.warnings(),
  });
}

/** Stops what runs at the first signal, and says at each later one what it waits for. */
function heedOperator({ progress, wallClock }: Desk, interruption: AbortController): () => void {
  return heedInterruptions({
    first: () => {
      progress.say('Stopping; what has begun is brought to a safe end first.');
      interruption.abort(new Interruption('The operator interrupted it.'));
    },
    again: () => progress.say(`Still stopping, waiting for ${progress.running() ?? 'the end'}.`),
    clock: wallClock,
  });
}

/** The stage's lock; the stage of this machine has but one clock. */
function lockOf({ place, access }: Target, { wallClock, progress }: Desk, signal: AbortSignal): DeploymentLock {
  const { stage } = place;
  const pause = async (milliseconds: number): Promise<void> => {
    if (place.kind === 'local') return;
    progress.say(`A deployment before seems to have died: for ${milliseconds / 1000} s it is watched whether it has.`);
    await paused(milliseconds, signal);
  };
  return tableLock({ database: stageTable(access, stage), stage, now: wallClock, pause });
}

/**
 * Does what `npm run deploy` was asked for.
 * @throws OperatorError with a line for each fault when nothing was begun
 */
export async function deployCommand(options: DeployOptions, desk: Desk): Promise<Ending> {
  const { folder, environment } = desk;
  const { place } = options;
  const remade = createRemadeReleases(folder, place.stage, RELEASE_COMMANDS);
  const target = createTarget({ place, folder, environment, remake: remade.make });
  const { revision, prebuilt } = options;
  const nodeVersion = process.versions.node;
  const interruption = new AbortController();
  const lock = lockOf(target, desk, interruption.signal);
  const stopHeeding = heedOperator(desk, interruption);
  try {
    const ready = await checkFaults({
      ...{ folder, revision, prebuilt, target, lock, environment, nodeVersion },
      isHalfRestored: () => isHalfRestored(place, target.access),
    });
    interruption.signal.throwIfAborted();
    const order = { options, desk, target, lock, interruption: interruption.signal, ready };
    return await (options.dryRun ? plan(order) : deploy(order));
  } finally {
    stopHeeding();
    desk.progress.stop();
    await remade.remove();
  }
}
