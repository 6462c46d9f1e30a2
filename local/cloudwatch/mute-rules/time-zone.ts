const DAY = 86_400_000;

/** A time zone of the IANA database; a wall time is what its clocks show, written as if it were UTC (milliseconds). */
export interface TimeZone {
  /** What a clock in the zone shows at an instant. */
  wallTime(instant: number): number;
  /**
   * The instants at which clocks show the given minutes of a day, ascending. A wall time that clocks skip is left out
   * and one that they show twice counts the first time only ("Daylight savings time on EventBridge Scheduler"; the
   * pages on mute rules are silent).
   */
  instants(day: number, minutes: readonly number[]): number[];
  /** The instant of one wall time; one that clocks skip stands for as much later as they are put forward. */
  instant(wallTime: number): number;
}

const UTC: TimeZone = {
  wallTime: (instant) => instant,
  instants: (day, minutes) => minutes.map((minute) => day * DAY + minute * 60_000),
  instant: (wallTime) => wallTime,
};

const zones = new Map<string, TimeZone>([['UTC', UTC]]);

/** The zone of that name, undefined when there is none. */
export function timeZone(name: string): TimeZone | undefined {
  const known = zones.get(name);
  if (known !== undefined) return known;
  const format = wallClock(name);
  if (format === undefined) return undefined;
  const zone = createTimeZone(format);
  zones.set(name, zone);
  return zone;
}

function createTimeZone(format: Intl.DateTimeFormat): TimeZone {
  const wallTime = (instant: number): number => {
    const part: Partial<Record<Intl.DateTimeFormatPartTypes, number>> = {};
    for (const { type, value } of format.formatToParts(instant)) part[type] = Number(value);
    const { year = 0, month = 1, day, hour, minute, second } = part;
    return Date.UTC(year, month - 1, day, hour, minute, second) + (((instant % 1000) + 1000) % 1000);
  };
  const offset = (instant: number): number => wallTime(instant) - instant;

  /** The first instant at which clocks show a wall time, given the offsets in force before and after it. */
  const first = (wall: number, offsets: readonly number[]): number | undefined => {
    const shown = offsets.map((each) => wall - each).filter((instant) => wallTime(instant) === wall);
    return shown.length === 0 ? undefined : Math.min(...shown);
  };

  const around = (wall: number): [number, number] => [offset(wall - 2 * DAY), offset(wall + 2 * DAY)];

  return {
    wallTime,
    instants(day, minutes) {
      const midnight = day * DAY;
      const [before, after] = around(midnight);
      const walls = minutes.map((minute) => midnight + minute * 60_000);
      if (before === after) return walls.map((wall) => wall - before);
      return walls.map((wall) => first(wall, [before, after])).filter((instant) => instant !== undefined);
    },
    instant(wall) {
      const [before, after] = around(wall);
      return first(wall, [before, after]) ?? wall - before;
    },
  };
}

function wallClock(timeZone: string): Intl.DateTimeFormat | undefined {
  const numeric = 'numeric' as const;
  const parts = { year: numeric, month: numeric, day: numeric, hour: numeric, minute: numeric, second: numeric };
  try {
    return new Intl.DateTimeFormat('en-US', { timeZone, calendar: 'iso8601', hourCycle: 'h23', ...parts });
  } catch {
    return undefined;
  }
}
