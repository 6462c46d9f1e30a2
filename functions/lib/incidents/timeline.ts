import type { TimelineEntry } from './incident.ts';

/** The most that an incident tells of its course; of a longer one, its middle is left out. */
const LONGEST = 200;

/** The timeline with another entry in its place. */
export function withEntry(timeline: readonly TimelineEntry[], entry: TimelineEntry): readonly TimelineEntry[] {
  const index = timeline.findLastIndex(({ at }) => at <= entry.at) + 1;
  const all = timeline.toSpliced(index, 0, entry);
  return all.length <= LONGEST ? all : all.toSpliced(LONGEST / 2, 1);
}
