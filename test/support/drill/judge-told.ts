import type { Drill, DrillRecord } from './drill.ts';
import { readTold, TOLD_BY, type Told, type ToldBy, type ToldKind } from './told.ts';

/** An incident of which people are to be told, once. */
export type Tells = {
  readonly title: string;
  /** What the first contact is told of it, in order; that it opened and that it is over, unless given. */
  readonly kinds?: readonly ToldKind[];
  /** Channels that tell it; every one unless given. */
  readonly by?: readonly ToldBy[];
  /** Whether the next contact is told, too, as nobody acknowledges. */
  readonly escalates?: boolean;
};

const MINUTE = 60_000;

const shown = ({ kind, title, to, by }: Omit<Told, 'at'>): string => `"${title}" ${kind}, to ${to} by ${by}`;

function expectedOf({
  title,
  kinds = ['opened', 'resolved'],
  escalates = false,
  by: told = TOLD_BY,
}: Tells): Omit<Told, 'at'>[] {
  const first = kinds.flatMap((kind) => told.map((by) => ({ kind, title, to: 'first' as const, by })));
  const next = kinds.includes('resolved') ? (['escalated', 'resolved'] as const) : (['escalated'] as const);
  return [
    ...first,
    ...(escalates ? next.flatMap((kind) => told.map((by) => ({ kind, title, to: 'next' as const, by }))) : []),
  ];
}

/** What a drill has to tell people, and nothing else. */
export const expectedTold = ({ tells = [] }: Pick<Drill, 'tells'>): readonly Omit<Told, 'at'>[] =>
  tells.flatMap(expectedOf);

/** What is wrong with what people were told in a drill, a sentence each: each message once, and nothing else. */
export function judgeTold(record: DrillRecord): readonly string[] {
  const missing = expectedTold(record.drill).map(shown);
  const wrong: string[] = [];
  for (const told of readTold(record.told)) {
    const index = missing.indexOf(shown(told));
    if (index >= 0) missing.splice(index, 1);
    else
      wrong.push(`${shown(told)} was told after ${(told.at - record.began) / MINUTE} minutes, which it should not be.`);
  }
  return [...wrong, ...missing.map((message) => `${message} was not told.`)];
}
