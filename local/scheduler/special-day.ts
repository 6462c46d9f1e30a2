/** Whether a date, in UTC, is meant. */
export type DayMatcher = (date: Date) => boolean;

const WEEKDAYS = 'SUN MON TUE WED THU FRI SAT'.split(' ');

/** Days of the month that no list can name: `L` the last, `3W` the weekday nearest to the 3rd within the month; undefined for another text. */
export function specialDayOfMonth(text: string): DayMatcher | undefined {
  if (text === 'L') return (date) => date.getUTCDate() === lastOf(date);
  const [, digits] = /^(\d{1,2})W$/.exec(text) ?? [];
  const day = Number(digits);
  if (!(day >= 1 && day <= 31)) return undefined;
  return (date) => date.getUTCDate() === nearestWeekday(date, day);
}

/** Days of the week that no list can name: `L` Saturday, `6L` the last Friday of the month, `3#2` the second Tuesday; undefined for another text. */
export function specialDayOfWeek(text: string): DayMatcher | undefined {
  if (text === 'L') return (date) => date.getUTCDay() === 6;
  const [, name = '', count] = /^([A-Z]{3}|[1-7])(?:L|#([1-5]))$/i.exec(text) ?? [];
  const weekday = /^\d$/.test(name) ? Number(name) - 1 : WEEKDAYS.indexOf(name.toUpperCase());
  if (weekday < 0) return undefined;
  const isMeant: DayMatcher =
    count === undefined
      ? (date) => date.getUTCDate() > lastOf(date) - 7
      : (date) => Math.ceil(date.getUTCDate() / 7) === Number(count);
  return (date) => date.getUTCDay() === weekday && isMeant(date);
}

function lastOf(date: Date): number {
  return new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate();
}

/** From a Saturday back to Friday, from a Sunday on to Monday, unless that is in another month; none when the month has no such day. */
function nearestWeekday(date: Date, day: number): number | undefined {
  const last = lastOf(date);
  if (day > last) return undefined;
  const weekday = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), day)).getUTCDay();
  if (weekday === 6) return day === 1 ? 3 : day - 1;
  if (weekday === 0) return day === last ? day - 2 : day + 1;
  return day;
}
