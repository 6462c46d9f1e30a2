import type { Statistics } from '../../../../functions/admin/statistics.ts';
import { DEFAULT_RANGE, firstDay, type Range } from './days.ts';

/** Reads the statistics between two days, or of the default range. */
export type ReadStatistics = (days: { from?: string; to?: string }, signal?: AbortSignal) => Promise<Statistics>;

/** Reads the statistics of the last so many days, by the shop's calendar rather than this computer's. */
export async function loadStatistics(read: ReadStatistics, range: Range, signal?: AbortSignal): Promise<Statistics> {
  const latest = await read({}, signal);
  const to = latest.days.at(-1)?.day;
  if (range === DEFAULT_RANGE || to === undefined) return latest;
  return read({ from: firstDay(to, range), to }, signal);
}
