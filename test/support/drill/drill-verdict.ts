import { type Drill, type DrillRecord, drillName } from './drill.ts';
import { expectedAlarms } from './expected-alarms.ts';
import { type AlarmCourse, alarmCourses, judgeDrill } from './judge-drill.ts';
import { judgeTold } from './judge-told.ts';
import { looksAtHours } from './looks-at-hours.ts';
import { readTold, type Told } from './told.ts';

/** What came of a drill. */
export type DrillVerdict = {
  readonly drill: Drill;
  readonly name: string;
  readonly courses: readonly AlarmCourse[];
  readonly told: readonly Told[];
  /** What is wrong, a sentence each; none when all went as it should. */
  readonly wrong: readonly string[];
  /** Virtual minutes for which the fault was on. */
  readonly minutes: number;
  /** When the fault was switched on, virtual epoch milliseconds. */
  readonly began: number;
};

const MINUTE = 60_000;

/** Judges a drill by the definitions of alarms and by what it is to tell. */
export function drillVerdict(record: DrillRecord): DrillVerdict {
  const { drill, began, ended, told } = record;
  const expected = expectedAlarms(drill);
  return {
    ...{ drill, name: drillName(drill), began, minutes: (ended - began) / MINUTE },
    courses: alarmCourses(record, expected),
    told: readTold(told),
    wrong: [...judgeDrill(record, expected, looksAtHours), ...judgeTold(record)],
  };
}
