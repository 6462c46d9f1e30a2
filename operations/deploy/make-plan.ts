import { total } from '../../monitoring/cost.ts';
import type { CostLine } from '../../monitoring/cost-line.ts';
import { compareBills } from '../bill/compare-bills.ts';
import type { Checkout } from './checkout.ts';
import { errorSentence } from './error-sentence.ts';
import type { Plan } from './plan-text.ts';
import type { Progress, ProgressStep } from './progress.ts';
import type { ReleaseCommands } from './release-commands.ts';
import { tailOf } from './run-step.ts';
import type { LiveRelease, Target, Work } from './target.ts';

export type PlanPorts = {
  readonly target: Target;
  readonly checkout: Checkout;
  /** A folder for the release that serves, from which its bill is read. */
  readonly formerCheckout: Checkout;
  /** Undefined when the checkout is installed and built already. */
  readonly commands?: ReleaseCommands;
  readonly progress: Progress;
  readonly interruption: AbortSignal;
  /** The bill that the code in a folder tells, by line; undefined when it tells none. */
  readonly bill: (folder: string) => Promise<readonly CostLine[] | undefined>;
};

type Planned = { readonly stage: string; readonly commit: string; readonly version: string };

/** What serves costs as much as its code says, if that is at hand here. */
async function formerBill({ formerCheckout, bill }: PlanPorts, live: LiveRelease | undefined) {
  if (live === undefined) return [];
  try {
    return await bill(await formerCheckout.add(live.version));
  } catch {
    return undefined;
  }
}

/** Shows what takes its time, and how it failed if it did. */
async function shown<Result>(
  { progress, interruption: signal }: PlanPorts,
  name: ProgressStep,
  work: (work: Work) => Promise<Result>,
): Promise<Result> {
  progress.begin(name);
  try {
    const result = await work({ progress: (line) => progress.line(line), signal });
    signal.throwIfAborted();
    progress.end(name, { status: 'succeeded' });
    return result;
  } catch (cause) {
    const error = errorSentence(cause);
    if (signal.aborted) progress.end(name, { status: 'interrupted', error, tail: [] });
    else progress.end(name, { status: 'failed', error, tail: tailOf(cause) });
    throw cause;
  }
}

async function prepare(ports: PlanPorts, commit: string): Promise<string> {
  const { checkout, commands } = ports;
  if (commands === undefined) return checkout.add(commit);
  const folder = await shown(ports, 'install', async (work) => {
    const added = await checkout.add(commit);
    await commands.install(added, work);
    return added;
  });
  await shown(ports, 'build', (work) => commands.build(folder, work));
  return folder;
}

/** Finds out what deploying a commit would do; nothing of the stage is changed, and no folder is left. */
export async function makePlan(ports: PlanPorts, { stage, commit, version }: Planned): Promise<Plan> {
  const { target, checkout, formerCheckout } = ports;
  try {
    const folder = await prepare(ports, commit);
    return await shown(ports, 'plan', async (work) => {
      const changes = await target.plan({ commit, version, folder }, work);
      const live = await target.live();
      const [before, after] = [await formerBill(ports, live), await ports.bill(folder)];
      const lines = before === undefined || after === undefined ? [] : compareBills(before, after);
      const bill = { before: before && total(before), after: after && total(after), lines };
      return { version, stage, previousVersion: live?.version, changes, bill };
    });
  } finally {
    await Promise.all([checkout.remove(), formerCheckout.remove()]);
  }
}
