const HOUR = 3_600_000;

/** The hour of a time (epoch milliseconds) as roll-ups name it, in UTC: `2026-11-21T09`. */
export function hourOf(time: number): string {
  return new Date(time).toISOString().slice(0, 13);
}

/** The month of an hour or a day: `2026-11`. */
export function monthOf(hour: string): string {
  return hour.slice(0, 7);
}

/** When an hour begins, in epoch milliseconds. */
export function startOfHour(hour: string): number {
  return Date.parse(`${hour}:00:00Z`);
}

/** The hour after an hour. */
export function nextHour(hour: string): string {
  return hourOf(startOfHour(hour) + HOUR);
}
