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
/** What is so much later (ms) than the last answer is not told to be yet to come: charts end with a period that is under way. */
const AHEAD = 5 * MINUTE;
/** CloudWatch is asked for two weeks at most. */
export const LONGEST_MINUTES = 14 * 24 * 60;

/** A moment in an address as ISO; undefined when it is none. */
function momentOf(value: string | undefined): string | undefined {
  const at = Date.parse(value ?? '');
  return Number.isNaN(at) ? undefined : new Date(at).toISOString();
}

type Asked = { begin: number; end: number };

/** The two moments of an address, epoch ms; undefined when one of them is missing or no moment. */
function askedOf({ from, to }: LookQuery): Asked | undefined {
  const [begin, end] = [momentOf(from), momentOf(to)];
  return begin === undefined || end === undefined ? undefined : { begin: Date.parse(begin), end: Date.parse(end) };
}

/** Why there is nothing to look at between two moments. */
function whyNothing({ begin, end }: Asked, now: number): string | undefined {
  if (begin > end) return 'The time in the address ends before it begins.';
  return begin >= now + AHEAD ? 'The time in the address is yet to come.' : undefined;
}

/**
 * What an address asks to look at: `?from=&to=` as links of notifications have it, or `?range=` minutes `&until=`. It ends at
 * `now` (epoch ms) at the latest; `lookProblem` says why it is not what was asked for.
 */
export function lookOf(query: LookQuery, now = Number.POSITIVE_INFINITY): Look {
  const asked = askedOf(query);
  if (asked === undefined || whyNothing(asked, now) !== undefined) {
    const until = momentOf(query.until);
    const ahead = until !== undefined && Date.parse(until) > now + AHEAD;
    return { minutes: timeRange(query.range), until: ahead ? undefined : until };
  }
  const end = asked.end > now + AHEAD ? now : asked.end;
  const minutes = Math.ceil((end - asked.begin) / MINUTE);
  return { minutes: Math.min(Math.max(minutes, 1), LONGEST_MINUTES), until: new Date(end).toISOString() };
}

/** What an address asks for that there is not, and what is shown instead; undefined when all is as it says. */
export function lookProblem(query: LookQuery, now: number): string | undefined {
  const { range, until, from, to } = query;
  const instead = `Shown instead: ${TIME_RANGES.find(({ minutes }) => minutes === timeRange(range))?.name.toLowerCase()}.`;
  const asked = askedOf(query);
  if (asked !== undefined) {
    const nothing = whyNothing(asked, now);
    if (nothing !== undefined) return `${nothing} ${instead}`;
    const longer = Math.min(asked.end, now) - asked.begin > LONGEST_MINUTES * MINUTE;
    return longer
      ? 'Two weeks are the most that can be shown at once. Shown instead: the last two of them.'
      : undefined;
  }
  if (from || to) return `The address does not say from when to when. ${instead}`;
  if (until && momentOf(until) === undefined) return `The address does not say until when. ${instead}`;
  return range && range !== String(timeRange(range)) ? `There is no such range to choose. ${instead}` : undefined;
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
