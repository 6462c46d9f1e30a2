import type { AlarmGroup } from './alarm-group.ts';
import type { GroupChange } from './apply-change.ts';
import { commitChange, readGroup } from './commit-change.ts';
import type { Page } from './page.ts';
import { type Planning, planPages } from './plan-pages.ts';

/**
 * Each that fails is another’s that was kept: an outage raises some twenty alarms of one group within a minute, of each of which an
 * action and an event tell.
 */
const ATTEMPTS = 50;

/** Thrown when a group changes faster than it can be written. */
export class GroupBusyError extends Error {
  override readonly name = 'GroupBusyError';
}

/** What was kept, and whom it plans to tell. */
export type KeptChange = GroupChange & { readonly pages: readonly Page[] };

/**
 * Changes a group of alarms: once, whatever others do to it at the same time. Undefined when there was nothing to change.
 * Throws what `transact` throws.
 */
export async function changeGroup(
  name: string,
  change: (group: AlarmGroup) => GroupChange | undefined,
  planning: Planning,
): Promise<KeptChange | undefined> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const before = await readGroup(name);
    const changed = change(before);
    if (changed === undefined) return undefined;
    const { incident, events } = changed;
    const pages = incident === undefined ? [] : planPages(incident, events, planning);
    const outcome = await commitChange(before, changed, pages, planning.now);
    if (outcome.committed) return { ...changed, pages };
  }
  throw new GroupBusyError(`The alarms of ${name} change too fast.`);
}
