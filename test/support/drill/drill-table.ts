import type { DrillVerdict } from './drill-verdict.ts';
import type { AlarmCourse } from './judge-drill.ts';
import { TOLD_BY, type Told } from './told.ts';

/** One alarm in one drill, as people read it. */
export type DrillRow = {
  readonly drill: string;
  readonly alarm: string;
  readonly promised: string;
  readonly detected: string;
  readonly resolved: string;
};

const MINUTE = 60_000;
const minutes = (count: number): string => `${Math.round(count * 10) / 10} min`;

function row(drill: string, { alarm, detected, resolved }: AlarmCourse): DrillRow {
  return {
    ...{ drill, alarm: alarm.id, promised: minutes(alarm.promiseMinutes) },
    detected: detected === undefined ? 'not' : minutes(detected),
    resolved: resolved === undefined ? 'later' : minutes(resolved),
  };
}

/** The rows of a drill: an alarm each. */
export const drillRows = ({ name, courses }: DrillVerdict): readonly DrillRow[] =>
  courses.map((course) => row(name, course));

/** What was told after how many minutes, to whom: a sentence for each message, whatever the channels it went by. */
export function toldSentences({ told, began }: Pick<DrillVerdict, 'told' | 'began'>): readonly string[] {
  const channels = new Map<string, Told['by'][]>();
  for (const { kind, title, to, by, at } of told) {
    const message = `${title} ${kind}, to the ${to} contact after ${minutes((at - began) / MINUTE)}`;
    channels.set(message, [...(channels.get(message) ?? []), by]);
  }
  return [...channels].map(([message, by]) => {
    const everywhere = TOLD_BY.every((channel) => by.includes(channel)) && by.length === TOLD_BY.length;
    return `${message}, by ${everywhere ? 'every channel' : by.toSorted().join(', ')}`;
  });
}
