/** Time ranges offered, in minutes. */
export const TIME_RANGES = [
  { minutes: 15, label: '15 m', name: 'Last 15 minutes' },
  { minutes: 60, label: '1 h', name: 'Last hour' },
  { minutes: 180, label: '3 h', name: 'Last 3 hours' },
  { minutes: 1440, label: '24 h', name: 'Last 24 hours' },
] as const;

const DEFAULT_MINUTES = 60;

/** The range that an address asks for (`?range=`, minutes); anything not offered is an hour. */
export function timeRange(value: string | undefined): number {
  return TIME_RANGES.find(({ minutes }) => String(minutes) === value)?.minutes ?? DEFAULT_MINUTES;
}
