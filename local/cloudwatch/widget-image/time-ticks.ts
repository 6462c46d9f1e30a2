import type { Range } from '../queries/range.ts';

/** A place on the time axis and how it is written in the widget's time zone. */
export type TimeTick = { readonly time: number; readonly label: string };

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const STEPS = [
  ...[1, 2, 5, 10, 15, 30].map((count) => count * SECOND),
  ...[1, 2, 5, 10, 15, 30].map((count) => count * MINUTE),
  ...[1, 2, 3, 6, 12].map((count) => count * HOUR),
  ...[1, 2, 7, 14].map((count) => count * DAY),
];
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** At most `most` round times of a range, `utcOffset` minutes ahead of UTC: hours as 14:30, midnights as Nov 21, months as Nov 2026. */
export function timeTicks({ start, end }: Range, utcOffset: number, most: number): TimeTick[] {
  if (most < 1) return [];
  const offset = utcOffset * MINUTE;
  const step = STEPS.find((candidate) => (end - start) / candidate <= most);
  if (step === undefined) return monthTicks(start, end, offset, most);
  const ticks: TimeTick[] = [];
  for (let local = Math.ceil((start + offset) / step) * step; local - offset <= end; local += step) {
    ticks.push({ time: local - offset, label: label(local, step) });
  }
  return ticks.slice(0, most);
}

function label(local: number, step: number): string {
  const date = new Date(local);
  if (local % DAY === 0) return `${monthOf(date.getUTCMonth())} ${date.getUTCDate()}`;
  return date.toISOString().slice(11, step < MINUTE ? 19 : 16);
}

const MONTH_STEPS = [1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1200, 2400, 6000, 12_000];

function monthTicks(start: number, end: number, offset: number, most: number): TimeTick[] {
  const [first, last] = [monthIndex(start + offset), monthIndex(end + offset)];
  const step = MONTH_STEPS.find((months) => Math.floor(last / months) - Math.ceil(first / months) < most);
  if (step === undefined) return [];
  const ticks: TimeTick[] = [];
  for (let month = Math.ceil(first / step) * step; month <= last; month += step) {
    const time = Date.UTC(1970, month) - offset;
    const label = `${monthOf(((month % 12) + 12) % 12)} ${1970 + Math.floor(month / 12)}`;
    if (time >= start && time <= end) ticks.push({ time, label });
  }
  return ticks;
}

/** Months since January 1970. */
function monthIndex(local: number): number {
  const date = new Date(local);
  return (date.getUTCFullYear() - 1970) * 12 + date.getUTCMonth();
}

function monthOf(month: number): string {
  return MONTHS[month] ?? '';
}
