import * as z from 'zod/mini';
import { Problem } from '../lib/problem.ts';

const DAY = 86_400_000;
/** Days that one answer covers at most. */
const MOST_DAYS = 92;
const DEFAULT_DAYS = 30;

const day = z.string().check(
  // A month before the year 1 is no day that this form has.
  z.refine((value) => /^(?!0000)\d{4}-\d{2}-\d{2}$/.test(value) && dayOf(Date.parse(value)) === value, {
    params: { rule: 'must be a day such as 2026-11-21' },
  }),
);

/** Query of `GET /api/admin/statistics`: first and last day (UTC), both included; the last thirty days by default. */
export const StatisticsQuery = z.object({ from: z.optional(day), to: z.optional(day) });

/** The day of a time in UTC: `2026-11-21`; an empty text for no time at all. */
export function dayOf(time: number): string {
  return Number.isNaN(time) ? '' : new Date(time).toISOString().slice(0, 10);
}

/** The days asked for, ascending; 400 when they are in the wrong order or too many. */
export function daysOf({ from, to }: z.infer<typeof StatisticsQuery>, now: number): string[] {
  const last = Date.parse(to ?? dayOf(now));
  const first = from === undefined ? last - (DEFAULT_DAYS - 1) * DAY : Date.parse(from);
  const count = Math.round((last - first) / DAY) + 1;
  if (count >= 1 && count <= MOST_DAYS) return Array.from({ length: count }, (_, index) => dayOf(first + index * DAY));
  throw new Problem(400, `Ask for 1 to ${MOST_DAYS} days, the first of them in from and the last in to.`, {
    code: 'validation',
    errors: [{ path: 'from', message: `must be at most ${MOST_DAYS - 1} days before to` }],
  });
}
