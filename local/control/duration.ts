const DURATION = /^P(?=.)(?:(\d+)W)?(?:(\d+)D)?(?:T(?=.)(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?$/;
const UNIT_MS = [604_800_000, 86_400_000, 3_600_000, 60_000, 1_000];

/** Reads an ISO 8601 duration of weeks, days, hours, minutes and seconds, such as `PT10M`: milliseconds, or undefined when it is none. */
export function parseDuration(text: string): number | undefined {
  const match = DURATION.exec(text);
  if (match === null) return undefined;
  const parts = match.slice(1).map((part, index) => Number(part ?? 0) * (UNIT_MS[index] ?? 0));
  return Math.round(parts.reduce((sum, part) => sum + part, 0));
}
