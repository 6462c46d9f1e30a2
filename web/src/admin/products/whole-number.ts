/** The most that there may be of one product. */
const MOST = 1_000_000;

/** A typed number of things, perhaps with a sign; undefined for what is none within a million. */
export function readWhole(typed: string): number | undefined {
  const text = typed.trim().replace('−', '-');
  if (!/^[+-]?\d{1,7}$/.test(text)) return undefined;
  const value = Number(text);
  return Math.abs(value) <= MOST ? value : undefined;
}

/** A typed number of things that there are; undefined for what is none from 0 to a million. */
export function readCount(typed: string): number | undefined {
  const value = readWhole(typed);
  return value !== undefined && value >= 0 ? value : undefined;
}
