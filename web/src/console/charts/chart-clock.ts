import { LOCALE } from '../../ui/locale.ts';

const LONGEST_UNDATED_SECONDS = 20 * 3600;

const isDated = (from: number, to: number): boolean => to - from > LONGEST_UNDATED_SECONDS;

/** How far apart (pixels) the instants of a range (epoch seconds) must be on an axis not to run into each other. */
export function clockSpace(from: number, to: number): number {
  return isDated(from, to) ? 110 : 60;
}

/** Writes instants (epoch seconds) of a range as time of day, with the date when the range is long enough to need it. */
export function chartClock(times: readonly number[]): (seconds: number) => string {
  const dated = isDated(times[0] ?? 0, times.at(-1) ?? 0);
  const format = new Intl.DateTimeFormat(LOCALE, {
    ...(dated ? { month: 'short', day: 'numeric' } : {}),
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  return (seconds) => format.format(new Date(seconds * 1000));
}
