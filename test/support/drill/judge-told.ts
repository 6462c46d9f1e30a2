import type { Drill, DrillRecord } from './drill.ts';
import { dueTold } from './due-told.ts';
import { readTold, TOLD_BY, type Told, type ToldBy, type ToldKind, type ToldTo } from './told.ts';

/** An incident of which people are to be told, once. */
export type Tells = {
  readonly title: string;
  /** What the first contact is told of it; that it opened and that it is over, unless given. */
  readonly kinds?: readonly ToldKind[];
  /** Channels that tell it; every one unless given. */
  readonly by?: readonly ToldBy[];
  /** Whether the next contact is told, too, as nobody acknowledges. */
  readonly escalates?: boolean;
  /** Minutes after the fault's end until which people hear what it holds up; it holds up nothing unless given. */
  readonly heldUp?: number;
};

/** A message that has to come. */
export type ExpectedTold = Omit<Told, 'at'> & Pick<Tells, 'heldUp'>;

const MINUTE = 60_000;

const shown = ({ kind, title, to, by }: Omit<Told, 'at'>): string => `"${title}" ${kind}, to ${to} by ${by}`;

function expectedOf(tells: Tells): ExpectedTold[] {
  const { title, kinds = ['opened', 'resolved'], escalates = false, by = TOLD_BY, heldUp } = tells;
  const late = heldUp === undefined ? {} : { heldUp };
  const each = (to: ToldTo, kind: ToldKind): ExpectedTold[] => by.map((one) => ({ kind, title, to, by: one, ...late }));
  const next = kinds.includes('resolved') ? (['escalated', 'resolved'] as const) : (['escalated'] as const);
  return [
    ...kinds.flatMap((kind) => each('first', kind)),
    ...(escalates ? next.flatMap((kind) => each('next', kind)) : []),
  ];
}

/** What a drill has to tell people, and nothing else. */
export const expectedTold = ({ tells = [] }: Pick<Drill, 'tells'>): readonly ExpectedTold[] =>
  tells.flatMap(expectedOf);

/** What is wrong with when a message came. */
function judgeTime(told: Told, expected: ExpectedTold, record: DrillRecord): string[] {
  const after = (time: number): number => (time - record.began) / MINUTE;
  const due = dueTold(expected, record);
  if (due === undefined)
    return [`${shown(told)} was told after ${after(told.at)} minutes, though its alarm told nothing.`];
  if (told.at >= due.from && told.at <= due.until) return [];
  const [at, from, until] = [told.at, due.from, due.until].map(after);
  return [`${shown(told)} was told after ${at} minutes, not between ${from} and ${until}.`];
}

/**
 * What is wrong with what people were told in a drill, a sentence each: each message once and when it is due, nothing else, and
 * nothing at all before the fault.
 */
export function judgeTold(record: DrillRecord): readonly string[] {
  const missing = [...expectedTold(record.drill)];
  const wrong = readTold(record.before.told).map((told) => `${shown(told)} was told before the fault.`);
  for (const told of readTold(record.told)) {
    const index = missing.findIndex((expected) => shown(expected) === shown(told));
    const [expected] = index < 0 ? [] : missing.splice(index, 1);
    const after = (told.at - record.began) / MINUTE;
    if (expected === undefined) wrong.push(`${shown(told)} was told after ${after} minutes, which it should not be.`);
    else wrong.push(...judgeTime(told, expected, record));
  }
  return [...wrong, ...missing.map((message) => `${shown(message)} was not told.`)];
}
