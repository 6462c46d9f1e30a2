import { momentOf, parseTimeZone, type TimeZone } from '../alarms/time-zone.ts';
import { parseMuteCron } from './mute-cron.ts';

const MINUTE = 60_000;
const DAY = 1440 * MINUTE;
const LONGEST = 15 * DAY;

/** Whether alarms are muted at an instant, since when, and until when (exclusive) that answer holds at least; Infinity for ever. */
export type MuteWindow =
  | { readonly muted: true; readonly since: number; readonly until: number }
  | { readonly muted: false; readonly until: number };

/** When a mute rule mutes, apart from its start and expire dates. */
export interface MuteSchedule {
  readonly type: 'RECURRING' | 'ONE_TIME';
  windowAt(instant: number): MuteWindow;
}

/**
 * Reads a Schedule (API reference "Schedule"): a cron or at expression in a time zone, UTC unless given, and how long
 * each window lasts. A day of a duration is 24 hours, also where clocks are changed. Throws RangeError that says what is wrong.
 */
export function parseMuteSchedule(expression: string, duration: string, zoneName = 'UTC'): MuteSchedule {
  const zone = parseTimeZone(zoneName);
  if (zone === undefined)
    throw new RangeError(`Timezone "${zoneName}" is not a time zone identifier such as Europe/London.`);
  const length = parseDuration(duration);
  const [, kind, argument = ''] = /^(cron|at)\((.*)\)$/s.exec(expression) ?? [];
  if (kind === 'cron') return recurring(argument, length, zone);
  if (kind === 'at') return oneTime(parseAt(argument, zone), length);
  throw new RangeError(`Expression "${expression}" is neither cron(...) nor at(yyyy-MM-ddThh:mm).`);
}

function recurring(fields: string, length: number, zone: TimeZone): MuteSchedule {
  const cron = parseMuteCron(fields, zone);
  if (cron.next(0) === undefined) throw new RangeError(`Expression "cron(${fields})" never occurs.`);
  return {
    type: 'RECURRING',
    windowAt(instant) {
      const start = cron.latest(instant - length, instant);
      if (start !== undefined) return { muted: true, since: start, until: start + length };
      return { muted: false, until: cron.next(instant) ?? Number.POSITIVE_INFINITY };
    },
  };
}

function oneTime(start: number, length: number): MuteSchedule {
  return {
    type: 'ONE_TIME',
    windowAt(instant) {
      if (instant < start) return { muted: false, until: start };
      if (instant < start + length) return { muted: true, since: start, until: start + length };
      return { muted: false, until: Number.POSITIVE_INFINITY };
    },
  };
}

function parseAt(text: string, zone: TimeZone): number {
  const wallTime = /^\d{4}-\d\d-\d\dT\d\d:\d\d$/.test(text) ? Date.parse(`${text}:00Z`) : Number.NaN;
  const exists = Number.isFinite(wallTime) && new Date(wallTime).toISOString().startsWith(text);
  if (!exists) throw new RangeError(`Expression "at(${text})" does not name a time as yyyy-MM-ddThh:mm.`);
  return momentOf(zone, wallTime);
}

function parseDuration(text: string): number {
  const found = /^P(?=.)(?:(\d+)D)?(?:T(?=.)(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/.exec(text);
  const [, days, hours, minutes, seconds] = found ?? [];
  const length = amount(days) * DAY + amount(hours) * 60 * MINUTE + amount(minutes) * MINUTE + amount(seconds) * 1000;
  if (found === null) throw new RangeError(`Duration "${text}" is not an ISO 8601 duration such as PT4H or P2DT12H.`);
  if (length < MINUTE || length > LONGEST) throw new RangeError(`Duration "${text}" is not between PT1M and P15D.`);
  return length;
}

function amount(digits = '0'): number {
  return Number(digits);
}
