/** The hour of a time (epoch milliseconds) as roll-ups name it, in UTC: `2026-11-21T09`. */
export function hourOf(time: number): string {
  return new Date(time).toISOString().slice(0, 13);
}
