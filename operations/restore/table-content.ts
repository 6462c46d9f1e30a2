import type { Item } from '../backup/item-json.ts';
import { scanTable } from '../backup/scan-table.ts';
import { entityOf, type TableAccess } from '../backup/table-access.ts';
import { RESTORE_MARK } from './restore-mark.ts';

/** What its alarms do now and who is told of it: that of another time would be told again. */
const OF_NOW = ['incident', 'incidentGroup', 'page'];

/** What is about the stage that runs, not about its shop: a restoring leaves it alone. */
const OF_THE_STAGE = ['deployment', 'deploymentLock', RESTORE_MARK, ...OF_NOW];

/** What a shop writes in which nobody has ever been: jobs, probes, counters. */
const BY_ITSELF = [
  ...OF_THE_STAGE,
  ...['activityHour', 'cart', 'catalogueSize', 'counted', 'deploymentShopper', 'jobRun', 'jobState'],
  // The last of them is what a release before this one kept of its alarms.
  ...['rateCounter', 'salesHour', 'slaReport', 'notification'],
];

/** Whether an item is about the stage that runs, not about its shop. */
export function isOfStage(item: Item): boolean {
  return OF_THE_STAGE.includes(entityOf(item));
}

/** Whether an item of a backup is not for the table, whatever the table holds: it is about what was then. */
export function isOfThen(item: Item): boolean {
  return OF_NOW.includes(entityOf(item));
}

/** What is verified with is no customer's, whenever it was left behind. */
const isSomebodys = (item: Item): boolean => !BY_ITSELF.includes(entityOf(item)) && item.synthetic === undefined;

/** How many items of each kind a table holds that a shop does not write by itself. */
export async function shopContent(table: TableAccess): Promise<ReadonlyMap<string, number>> {
  const counts = new Map<string, number>();
  await scanTable(table, async (items) => {
    for (const item of items.filter(isSomebodys)) {
      const kind = entityOf(item) || 'unknown';
      counts.set(kind, (counts.get(kind) ?? 0) + 1);
    }
  });
  return counts;
}
