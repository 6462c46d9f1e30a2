import { momentOf, type TimeZone } from '../alarms/time-zone.ts';

const MINUTE = 60_000;
const DAY = 1440 * MINUTE;

/**
 * The instants, ascending, at which the clocks of a zone show the given minutes of a day (both counted from 0, the day since
 * the epoch). A time that clocks skip is left out, and one that they show twice counts the first time only ("Daylight savings
 * time on EventBridge Scheduler"; the pages on mute rules are silent).
 */
export function instantsOfDay(zone: TimeZone, day: number, minutes: readonly number[]): number[] {
  const midnight = day * DAY;
  const offset = zone.offsetAt(midnight - 2 * DAY);
  const shown = minutes.map((minute) => midnight + minute * MINUTE);
  if (zone.offsetAt(midnight + 2 * DAY) === offset) return shown.map((time) => time - offset);
  return shown.flatMap((time) => {
    const moment = momentOf(zone, time);
    return moment + zone.offsetAt(moment) === time ? [moment] : [];
  });
}
