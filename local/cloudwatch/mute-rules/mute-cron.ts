import type { TimeZone } from '../alarms/time-zone.ts';
import { instantsOfDay } from './instants-of-day.ts';

const DAY = 86_400_000;
/** A 29 February comes within eight years. */
const SEARCH_DAYS = 8 * 366;

type Field = {
  readonly name: string;
  readonly least: number;
  readonly most: number;
  readonly names?: readonly string[];
};

const FIELDS: readonly Field[] = [
  { name: 'minutes', least: 0, most: 59 },
  { name: 'hours', least: 0, most: 23 },
  { name: 'day-of-month', least: 1, most: 31 },
  { name: 'month', least: 1, most: 12, names: ['', ...'JAN FEB MAR APR MAY JUN JUL AUG SEP OCT NOV DEC'.split(' ')] },
  { name: 'day-of-week', least: 0, most: 7, names: 'SUN MON TUE WED THU FRI SAT'.split(' ') },
];

/** The instants (epoch milliseconds) at which a recurring mute window starts. */
export interface MuteCron {
  /** The latest start in (after, until]. */
  latest(after: number, until: number): number | undefined;
  /** The first start later than `after`; undefined when there is none in eight years. */
  next(after: number): number | undefined;
}

/**
 * Reads the five fields `Minutes Hours Day-of-month Month Day-of-week` of a mute rule (User Guide "Alarm Mute Rules"): `*`,
 * `-`, `,` and English names; days of the week are numbered from 0, and 0 and 7 are Sunday. Throws RangeError that says
 * what is wrong. Where the page leaves it open this is the usual cron: when both day fields are restricted either suffices.
 */
export function parseMuteCron(expression: string, zone: TimeZone): MuteCron {
  const texts = expression.trim().split(/\s+/);
  if (texts.length !== FIELDS.length) {
    throw new RangeError(`A cron expression has ${FIELDS.length} fields, this one has ${texts.length}.`);
  }
  const [minutes, hours, days, months, weekdays] = FIELDS.map((field, index) => parseField(field, texts[index] ?? ''));
  if (!(minutes && hours && days && months && weekdays)) throw new RangeError('A field is missing.');
  if (weekdays.has(7)) weekdays.add(0);
  const either = texts[2] !== '*' && texts[4] !== '*';
  const minutesOfDay = sorted(hours).flatMap((hour) => sorted(minutes).map((minute) => hour * 60 + minute));

  const isDue = (day: number): boolean => {
    const date = new Date(day * DAY);
    if (!months.has(date.getUTCMonth() + 1)) return false;
    const [byDay, byWeekday] = [days.has(date.getUTCDate()), weekdays.has(date.getUTCDay())];
    return either ? byDay || byWeekday : byDay && byWeekday;
  };

  const known = new Map<number, readonly number[]>();
  const starts = (day: number): readonly number[] => {
    if (!isDue(day)) return [];
    const found = known.get(day) ?? instantsOfDay(zone, day, minutesOfDay);
    if (!known.has(day) && known.size > 3) known.clear();
    known.set(day, found);
    return found;
  };

  return {
    latest(after, until) {
      for (let day = dayOf(until) + 1; day >= dayOf(after) - 1; day--) {
        const found = starts(day).findLast((start) => start <= until);
        if (found !== undefined) return found > after ? found : undefined;
      }
      return undefined;
    },
    next(after) {
      const today = dayOf(after);
      for (let day = today - 1; day <= today + SEARCH_DAYS; day++) {
        const found = starts(day).find((start) => start > after);
        if (found !== undefined) return found;
      }
      return undefined;
    },
  };
}

/** The day of an instant in UTC; no zone is more than a day off. */
function dayOf(instant: number): number {
  return Math.floor(instant / DAY);
}

function sorted(values: ReadonlySet<number>): number[] {
  return [...values].sort((a, b) => a - b);
}

function parseField(field: Field, text: string): Set<number> {
  return new Set(text.split(',').flatMap((item) => parseItem(field, item)));
}

function parseItem(field: Field, item: string): number[] {
  const [from = '', to = from, ...rest] = item === '*' ? [`${field.least}`, `${field.most}`] : item.split('-');
  const least = parseValue(field, from);
  const most = to.toUpperCase() === 'SUN' && least > 0 ? 7 : parseValue(field, to);
  if (rest.length > 0 || !(least >= field.least && least <= most && most <= field.most)) {
    throw new RangeError(`"${item}" is not valid in the ${field.name} field.`);
  }
  return Array.from({ length: most - least + 1 }, (_, index) => least + index);
}

function parseValue({ names }: Field, text: string): number {
  const named = text === '' ? -1 : (names?.indexOf(text.toUpperCase()) ?? -1);
  if (named >= 0) return named;
  return /^\d{1,2}$/.test(text) ? Number(text) : Number.NaN;
}
