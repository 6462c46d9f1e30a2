import type { CostLine } from '../../monitoring/cost.ts';
import { compareBills } from '../bill/compare-bills.ts';
import { total } from '../bill/monthly-bill.ts';
import type { Checkout } from './checkout.ts';
import type { Plan } from './plan-text.ts';
import type { Progress } from './progress.ts';
import type { ReleaseCommands } from './release-commands.ts';
import type { LiveRelease, Target } from './target.ts';

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

async function prepare({ checkout, commands, progress, interruption }: PlanPorts, commit: string): Promise<string> {
  const folder = await checkout.add(commit);
  for (const name of ['install', 'build'] as const) {
    if (commands === undefined) continue;
    progress.begin(name);
    await commands[name](folder, { progress: (line) => progress.line(line), signal: interruption });
    progress.end(name, { status: 'succeeded' });
  }
  return folder;
}

/** Finds out what deploying a commit would do; nothing of the stage is changed, and no folder is left. */
export async function makePlan(ports: PlanPorts, { stage, commit, version }: Planned): Promise<Plan> {
  const { target, progress, interruption, checkout, formerCheckout } = ports;
  try {
    const folder = await prepare(ports, commit);
    const work = { progress: (line: string) => progress.line(line), signal: interruption };
    progress.begin('deploy');
    const changes = await target.plan({ commit, version, folder }, work);
    const live = await target.live();
    const [before, after] = [await formerBill(ports, live), await ports.bill(folder)];
    interruption.throwIfAborted();
    const lines = before === undefined || after === undefined ? [] : compareBills(before, after);
    const bill = { before: before && total(before), after: after && total(after), lines };
    return { version, stage, previousVersion: live?.version, changes, bill };
  } finally {
    await Promise.all([checkout.remove(), formerCheckout.remove()]);
  }
}
