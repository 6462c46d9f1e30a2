import { LOCALE } from '../../ui/locale.ts';

const LONGEST_UNDATED_SECONDS = 20 * 3600;

/** Writes instants (epoch seconds) of a range as time of day, with the date when the range is long enough to need it. */
export function chartClock(times: readonly number[]): (seconds: number) => string {
  const dated = (times.at(-1) ?? 0) - (times[0] ?? 0) > LONGEST_UNDATED_SECONDS;
  const format = new Intl.DateTimeFormat(LOCALE, {
    ...(dated ? { month: 'short', day: 'numeric' } : {}),
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  return (seconds) => format.format(new Date(seconds * 1000));
}
