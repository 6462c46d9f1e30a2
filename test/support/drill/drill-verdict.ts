import { type Drill, type DrillRecord, drillName } from './drill.ts';
import { expectedAlarms } from './expected-alarms.ts';
import { type AlarmCourse, alarmCourses, judgeDrill } from './judge-drill.ts';
import { expectedTold, judgeTold } from './judge-told.ts';
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

/** What comes of a drill that goes as it should, but for what is measured. */
export function expectedVerdict(drill: Drill): DrillVerdict {
  return {
    ...{ drill, name: drillName(drill), minutes: drill.minutes, began: 0, wrong: [] },
    courses: expectedAlarms(drill).map((alarm) => ({ alarm, detected: 0, resolved: 0 })),
    told: expectedTold(drill).map((told) => ({ ...told, at: 0 })),
  };
}

/** Times as long as it ran that the process of a shop waited for a processor: beyond, what is slow is the machine. */
const BUSY = 3;

/** Of a drill that went wrong: whether the machine was so busy that what it says of latency is worth little. */
function busyMachine({ processor: { ran, waited } }: DrillRecord): readonly string[] {
  if (waited <= BUSY * ran) return [];
  const times = Math.round(waited / ran);
  return [
    `The machine was busy: the shop waited ${times} times as long for a processor as it had one, and latency is measured in real time.`,
  ];
}

/** Judges a drill by the definitions of alarms and by what it is to tell. */
export function drillVerdict(record: DrillRecord): DrillVerdict {
  const { drill, began, ended, told } = record;
  const expected = expectedAlarms(drill);
  const wrong = [...judgeDrill(record, expected, looksAtHours), ...judgeTold(record)];
  return {
    ...{ drill, name: drillName(drill), began, minutes: (ended - began) / MINUTE },
    courses: alarmCourses(record, expected),
    told: readTold(told),
    wrong: wrong.length === 0 ? [] : [...wrong, ...busyMachine(record)],
  };
}
