import { openClockMemory } from '../../../local/clock-memory.ts';
import { openStore } from '../../../local/store.ts';

const DAY = 86_400_000;
const TUESDAY = 2;
/** At nine people begin to work, and drills a while later: by then every job has run, and none of an hour's is due soon. */
const MORNING = 8 * 3_600_000;

/** Eight o'clock, UTC, on the next Tuesday that is not the first of its month: what drills measure does not depend on when they run. */
export function drillMorning(now: number): number {
  const midnight = Math.floor(now / DAY) * DAY;
  const week = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14].map((days) => new Date(midnight + days * DAY));
  const day = week.find((date) => date.getUTCDay() === TUESDAY && date.getUTCDate() > 1);
  return (day?.getTime() ?? midnight) + MORNING;
}

/** Makes a data folder's clock begin at a virtual time (epoch milliseconds) that is still to come. */
export function beginAt(dataFolder: string, time: number): void {
  const store = openStore(dataFolder);
  openClockMemory(store).write(time);
  store.close();
}
