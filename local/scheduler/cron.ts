import { specialDayOfMonth, specialDayOfWeek } from './special-day.ts';

/** The next time after `after` (epoch milliseconds, UTC) at which a cron expression is due; undefined when it never is again. */
export type NextRun = (after: number) => number | undefined;

type Field = { name: string; least: number; most: number; names?: readonly string[] };

const fields: readonly Field[] = [
  { name: 'minutes', least: 0, most: 59 },
  { name: 'hours', least: 0, most: 23 },
  { name: 'day-of-month', least: 1, most: 31 },
  { name: 'month', least: 1, most: 12, names: ['', ...'JAN FEB MAR APR MAY JUN JUL AUG SEP OCT NOV DEC'.split(' ')] },
  { name: 'day-of-week', least: 1, most: 7, names: ['', ...'SUN MON TUE WED THU FRI SAT'.split(' ')] },
  { name: 'year', least: 1970, most: 2199 },
];

const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;
/** A 29 February comes within eight years. */
const searchDays = 8 * 366;

/**
 * Reads the six fields of "Schedule types in EventBridge Scheduler", section "Cron-based schedules", in UTC: lists, ranges,
 * steps, names, `*`, `?`, and in the day fields, each standing alone, `L`, `W` and `#`. Throws RangeError that says what is wrong.
 */
export function parseCron(expression: string): NextRun {
  const texts = expression.trim().split(/\s+/);
  if (texts.length !== fields.length)
    throw new RangeError(`cron(${expression}) must have six fields, it has ${texts.length}.`);
  const isDay = specialDayOfMonth(texts[2] ?? '');
  const isWeekday = specialDayOfWeek(texts[4] ?? '');
  const plain = texts.map((text, index) => ((index === 2 && isDay) || (index === 4 && isWeekday) ? '?' : text));
  const sets = fields.map((field, index) => parseField(field, plain[index] ?? ''));
  const [minutes, hours, days, months, weekdays, years] = sets;
  const allows = (set: ReadonlySet<number> | undefined, value: number): boolean => set?.has(value) ?? false;
  const dayMatches = (day: Date): boolean =>
    allows(years, day.getUTCFullYear()) &&
    allows(months, day.getUTCMonth() + 1) &&
    allows(days, day.getUTCDate()) &&
    allows(weekdays, day.getUTCDay() + 1) &&
    (isDay?.(day) ?? true) &&
    (isWeekday?.(day) ?? true);

  const withinDay = (midnight: number, from: number): number | undefined => {
    for (let time = Math.max(midnight, from); time < midnight + dayMs; time += minuteMs) {
      const date = new Date(time);
      if (allows(hours, date.getUTCHours()) && allows(minutes, date.getUTCMinutes())) return time;
    }
    return undefined;
  };

  return (after) => {
    const from = Math.floor(after / minuteMs) * minuteMs + minuteMs;
    const firstMidnight = Math.floor(from / dayMs) * dayMs;
    for (let day = 0; day < searchDays; day++) {
      const midnight = firstMidnight + day * dayMs;
      const found = dayMatches(new Date(midnight)) ? withinDay(midnight, from) : undefined;
      if (found !== undefined) return found;
    }
    return undefined;
  };
}

function parseField(field: Field, text: string): ReadonlySet<number> {
  return new Set(text.split(',').flatMap((item) => parseItem(field, item)));
}

function parseItem(field: Field, item: string): number[] {
  const [range = '', stepText] = item.split('/');
  const step = stepText === undefined ? 1 : Number(stepText);
  const [least, most] = parseRange(field, range, stepText !== undefined);
  const valid = Number.isInteger(step) && step > 0 && least >= field.least && most <= field.most && least <= most;
  if (!valid) throw new RangeError(`"${item}" is not a valid ${field.name} field of a cron expression.`);
  return Array.from({ length: Math.floor((most - least) / step) + 1 }, (_, index) => least + index * step);
}

function parseRange(field: Field, range: string, stepped: boolean): [number, number] {
  if (range === '*' || (range === '?' && field.name.startsWith('day'))) return [field.least, field.most];
  const [from = '', to] = range.split('-');
  const least = parseValue(field, from);
  if (to !== undefined) return [least, parseValue(field, to)];
  return [least, stepped ? field.most : least];
}

function parseValue({ names }: Field, text: string): number {
  const named = names?.indexOf(text.toUpperCase()) ?? -1;
  if (named > 0) return named;
  return /^\d+$/.test(text) ? Number(text) : Number.NaN;
}
