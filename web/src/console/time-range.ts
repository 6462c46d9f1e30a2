/** Time ranges offered, in minutes. */
export const TIME_RANGES = [
  { minutes: 15, label: '15 m', name: 'Last 15 minutes' },
  { minutes: 60, label: '1 h', name: 'Last hour' },
  { minutes: 180, label: '3 h', name: 'Last 3 hours' },
  { minutes: 1440, label: '24 h', name: 'Last 24 hours' },
  { minutes: 10_080, label: '7 d', name: 'Last 7 days' },
] as const;

const DEFAULT_MINUTES = 60;

/** What an address asks to look at. */
export type Look = {
  /** How far back, in minutes. */
  minutes: number;
  /** Until when (ISO); undefined is now. */
  until: string | undefined;
};

type LookQuery = Readonly<Partial<Record<'range' | 'until' | 'from' | 'to', string>>>;

const MINUTE = 60_000;
/** CloudWatch is asked for two weeks at most. */
export const LONGEST_MINUTES = 14 * 24 * 60;

/** A moment in an address as ISO; undefined when it is none. */
function momentOf(value: string | undefined): string | undefined {
  const at = Date.parse(value ?? '');
  return Number.isNaN(at) ? undefined : new Date(at).toISOString();
}

/** What an address asks to look at: `?from=&to=` as links of notifications have it, or `?range=` minutes `&until=`. */
export function lookOf({ range, until, from, to }: LookQuery): Look {
  const [begin, end] = [momentOf(from), momentOf(to)];
  if (begin === undefined || end === undefined) return { minutes: timeRange(range), until: momentOf(until) };
  const minutes = Math.ceil((Date.parse(end) - Date.parse(begin)) / MINUTE);
  return { minutes: Math.min(Math.max(minutes, 1), LONGEST_MINUTES), until: end };
}

/** What of an address says which time to look at, for links that keep to it. */
export function lookQuery(query: LookQuery): URLSearchParams {
  const { range, until, from, to } = query;
  const parts = Object.entries({ range, until, from, to });
  return new URLSearchParams(parts.flatMap(([name, value]) => (value ? [[name, value]] : [])));
}

/** The range that an address asks for (`?range=`, minutes); anything not offered is an hour. */
export function timeRange(value: string | undefined): number {
  return TIME_RANGES.find(({ minutes }) => String(minutes) === value)?.minutes ?? DEFAULT_MINUTES;
}
