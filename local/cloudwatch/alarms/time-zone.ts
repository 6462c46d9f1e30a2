const MINUTE = 60_000;
const OFFSET = /^(?:UTC|GMT)?([+-])(\d{2}):?(\d{2})$/;
const NAMES_OF_UTC = ['Z', 'UTC', 'GMT'];

/** A time zone: how far its clocks are ahead of UTC at a moment (both in milliseconds). */
export type TimeZone = { readonly offsetAt: (time: number) => number };

export const UTC: TimeZone = { offsetAt: () => 0 };

/** Reads `Europe/London`, `+05:30`, `UTC+05:30` or `Z` (User Guide "Alarm evaluation window"); undefined when it is no time zone. */
export function parseTimeZone(text: string): TimeZone | undefined {
  if (NAMES_OF_UTC.includes(text)) return UTC;
  const [, sign, hours, minutes] = OFFSET.exec(text) ?? [];
  if (sign === undefined) return namedZone(text);
  if (Number(hours) > 18 || Number(minutes) > 59) return undefined;
  const offset = (Number(hours) * 60 + Number(minutes)) * MINUTE * (sign === '-' ? -1 : 1);
  return { offsetAt: () => offset };
}

/** The moment at which the zone's clocks show a time written as if it were UTC; of two such moments the earlier. */
export function momentOf(zone: TimeZone, local: number): number {
  const before = local - zone.offsetAt(local - 12 * 60 * MINUTE);
  const after = local - zone.offsetAt(local + 12 * 60 * MINUTE);
  const [first, second] = [Math.min(before, after), Math.max(before, after)];
  return first + zone.offsetAt(first) === local ? first : second;
}

function namedZone(name: string): TimeZone | undefined {
  if (!/^[A-Za-z]/.test(name)) return undefined;
  try {
    const format = new Intl.DateTimeFormat('en-US', { timeZone: name, timeZoneName: 'longOffset' });
    return { offsetAt: rememberedByQuarterHour((time) => offsetIn(format, time)) };
  } catch {
    return undefined;
  }
}

/** Clocks are changed at a full quarter of an hour only; formatting is slow. */
function rememberedByQuarterHour(offsetAt: (time: number) => number): (time: number) => number {
  let quarter = Number.NaN;
  let offset = 0;
  return (time) => {
    const asked = Math.floor(time / (15 * MINUTE));
    if (asked !== quarter) offset = offsetAt(asked * 15 * MINUTE);
    quarter = asked;
    return offset;
  };
}

function offsetIn(format: Intl.DateTimeFormat, time: number): number {
  const name = format.formatToParts(time).find(({ type }) => type === 'timeZoneName')?.value ?? '';
  const [, sign, hours, minutes] = OFFSET.exec(name) ?? [];
  if (sign === undefined) return 0;
  return (Number(hours) * 60 + Number(minutes)) * MINUTE * (sign === '-' ? -1 : 1);
}
