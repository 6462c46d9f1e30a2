import { isActing } from '../../../monitoring/alarms/acting.ts';
import type { Drill, DrillRecord } from './drill.ts';
import { expectedAlarms } from './expected-alarms.ts';

const MINUTE = 60_000;
/** What is raised later than ten minutes after an incident of its group was over is another one. */
const APART = 11;

/** Groups whose incidents a drill opens. */
function groupsOf(drill: Drill): readonly string[] {
  const faults = [drill, ...(drill.besides === undefined ? [] : [drill.besides])];
  const alarms = faults.flatMap((each) => expectedAlarms({ ...drill, ...each }));
  return alarms.filter(({ id }) => isActing(id)).map(({ group }) => group);
}

/**
 * Virtual minutes to wait after a drill until the next one in the same shop, lest it reopens an incident that people were told
 * of: none when nobody was, or nothing of one group is raised by both.
 */
export function pauseBetween({ drill, changes, watchedUntil }: DrillRecord, next: Drill): number {
  const groups = groupsOf(next);
  if (drill.tells === undefined || !groupsOf(drill).some((group) => groups.includes(group))) return 0;
  const over = Math.max(0, ...changes.map(({ at }) => at));
  return Math.max(0, Math.ceil(APART - (watchedUntil - over) / MINUTE));
}
