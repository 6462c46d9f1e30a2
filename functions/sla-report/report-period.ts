import type { ReportKind } from '../lib/slos/sla-report.ts';

/** A week from Monday, or a month, of a time zone's calendar; epoch milliseconds, `to` exclusive. */
export type ReportPeriod = {
  readonly kind: ReportKind;
  /** Such as `2026-11-16`. */
  readonly firstDay: string;
  readonly from: number;
  readonly to: number;
};

const DAY = 86_400_000;

/** What clock and calendar of a time zone show at an instant, as if they were UTC's; epoch milliseconds. */
function wallClock(at: number, timeZone: string): number {
  const format = new Intl.DateTimeFormat('en-US', {
    ...{ timeZone, hourCycle: 'h23', year: 'numeric', month: 'numeric', day: 'numeric' },
    ...{ hour: 'numeric', minute: 'numeric', second: 'numeric' },
  });
  const parts = new Map(format.formatToParts(at).map(({ type, value }) => [type, Number(value)]));
  const part = (name: Intl.DateTimeFormatPartTypes) => parts.get(name) ?? 0;
  return Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'), part('second'));
}

/** The instant at which a day begins there; the day is a midnight as if it were UTC's. */
function beginning(day: number, timeZone: string): number {
  const guess = day - (wallClock(day, timeZone) - day);
  return guess - (wallClock(guess, timeZone) - day);
}

function firstDayOf(kind: ReportKind, today: number): number {
  const date = new Date(today);
  return kind === 'week' ? today - ((date.getUTCDay() + 6) % 7) * DAY : today - (date.getUTCDate() - 1) * DAY;
}

/** The last week, or month, that is over at an instant (epoch milliseconds) in a time zone (an IANA name). */
export function lastPeriod(kind: ReportKind, now: number, timeZone: string): ReportPeriod {
  const today = Math.floor(wallClock(now, timeZone) / DAY) * DAY;
  const end = firstDayOf(kind, today);
  const first = firstDayOf(kind, end - DAY);
  const firstDay = new Date(first).toISOString().slice(0, 10);
  return { kind, firstDay, from: beginning(first, timeZone), to: beginning(end, timeZone) };
}
