import type { Drill, DrillRecord } from './drill.ts';
import { expectedAlarms } from './expected-alarms.ts';

const MINUTE = 60_000;
/** What is raised later than ten minutes after an incident of its group was over opens another one. */
const APART = 11;

const groupsOf = (drill: Drill): ReadonlySet<string> =>
  new Set([drill, ...(drill.besides === undefined ? [] : [drill.besides])].flatMap(expectedAlarms).map(({ group }) => group));

/**
 * Virtual minutes to wait after a drill until the next one in the same shop, so that the incidents of the one are not reopened
 * by the other: none unless people were told of the one, and something of the same group is raised by both.
 */
export function pauseBetween({ drill, changes, watchedUntil }: DrillRecord, next: Drill): number {
  const shared = groupsOf(drill).intersection(groupsOf(next));
  if ((drill.tells ?? []).length === 0 || shared.size === 0) return 0;
  const over = Math.max(...changes.map(({ at }) => at), 0);
  return Math.max(0, Math.ceil(APART - (watchedUntil - over) / MINUTE));
}
