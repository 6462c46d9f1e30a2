const MINUTE = 60_000;
const QUARTER_HOUR = 15 * MINUTE;
const BLOCK = 24 * QUARTER_HOUR;
/** So many blocks are remembered: half a year. */
const MAX_BLOCKS = 730;
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
    return { offsetAt: rememberedByBlock((time) => offsetIn(format, time)) };
  } catch {
    return undefined;
  }
}

/**
 * Formatting is slow, so offsets are remembered by blocks of six hours, within which clocks are changed once at most; in a
 * block with a change they are asked for each time, by the quarter of an hour: clocks are changed at full ones only.
 */
function rememberedByBlock(offsetAt: (time: number) => number): (time: number) => number {
  const blocks = new Map<number, number | undefined>();
  const changing = rememberedByQuarterHour(offsetAt);

  function ofBlock(block: number): number | undefined {
    const offset = offsetAt(block * BLOCK);
    const constant = offset === offsetAt((block + 1) * BLOCK - QUARTER_HOUR) ? offset : undefined;
    if (blocks.size >= MAX_BLOCKS) blocks.clear();
    blocks.set(block, constant);
    return constant;
  }

  return (time) => {
    const block = Math.floor(time / BLOCK);
    const known = blocks.has(block) ? blocks.get(block) : ofBlock(block);
    return known ?? changing(time);
  };
}

function rememberedByQuarterHour(offsetAt: (time: number) => number): (time: number) => number {
  let quarter = Number.NaN;
  let offset = 0;
  return (time) => {
    const asked = Math.floor(time / QUARTER_HOUR);
    if (asked !== quarter) offset = offsetAt(asked * QUARTER_HOUR);
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
