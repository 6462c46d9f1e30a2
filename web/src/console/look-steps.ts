import { LONGEST_MINUTES, type Look, TIME_RANGES } from './time-range.ts';

const MINUTE = 60_000;

/** What an address is to say of the time; an empty value takes its parameter away. */
export type LookChange = { range: string; until: string; from: string; to: string };

/** The address's words for the time between two moments (epoch ms). */
export function between(from: number, to: number): LookChange {
  return { range: '', until: '', from: new Date(from).toISOString(), to: new Date(to).toISOString() };
}

/** The time of the same length right before the one that is looked at; `now` is in epoch ms. */
export function lookBefore({ minutes, until }: Look, now: number): LookChange {
  const end = until === undefined ? now : Date.parse(until);
  return between(end - 2 * minutes * MINUTE, end - minutes * MINUTE);
}

/** The time of the same length right after the one that is looked at, or the present one once it reaches `now` (epoch ms). */
export function lookAfter({ minutes, until }: Look, now: number): LookChange {
  const end = until === undefined ? now : Date.parse(until);
  const next = end + minutes * MINUTE;
  if (next < now) return between(end, next);
  const offered = TIME_RANGES.some((range) => range.minutes === minutes);
  return { range: offered ? String(minutes) : '', until: '', from: '', to: '' };
}

/** What the two fields of a time say, or why they say none: both as `datetime-local` has them; `now` is in epoch ms. */
export function typedTime(from: string, to: string, now: number): { change: LookChange } | { problem: string } {
  const [start, end] = [Date.parse(from), Math.min(Date.parse(to), now)];
  if (Number.isNaN(start) || Number.isNaN(end)) return { problem: 'Both need a day and a time.' };
  if (start >= end) return { problem: 'It must begin before it ends, and before now.' };
  if (end - start > LONGEST_MINUTES * MINUTE) return { problem: 'Two weeks are the most that can be shown at once.' };
  return { change: between(start, end) };
}

/** A moment (epoch ms) as a `datetime-local` field has it: to the minute, in the visitor's time zone. */
export function fieldTime(at: number): string {
  const local = at - new Date(at).getTimezoneOffset() * MINUTE;
  return new Date(local).toISOString().slice(0, 16);
}
