const MINUTE = 60_000;
const UNITS: readonly (readonly [string, number])[] = [
  ['d', 1440 * MINUTE],
  ['h', 60 * MINUTE],
  ['m', MINUTE],
  ['s', 1000],
];

/** A time of day in the time zone so many minutes ahead of UTC, `2026-11-21 04:30:00 UTC+01:30` (AWS names no form; our choice). */
export function formatLabelTime(time: number, offsetMinutes: number): string {
  const [day = '', clock = ''] = new Date(time + offsetMinutes * MINUTE).toISOString().split('T');
  return `${day} ${clock.slice(0, 8)} UTC${offsetMinutes === 0 ? '' : formatOffset(offsetMinutes)}`;
}

/** A length of time in its two largest units, `2h 5m` (AWS names no form; our choice). */
export function formatDuration(milliseconds: number): string {
  let rest = Math.abs(milliseconds);
  const parts = UNITS.flatMap(([unit, length]) => {
    const count = Math.floor(rest / length);
    rest -= count * length;
    return count === 0 ? [] : [`${count}${unit}`];
  });
  return parts.length === 0 ? '0s' : parts.slice(0, 2).join(' ');
}

function formatOffset(minutes: number): string {
  const two = (count: number): string => String(count).padStart(2, '0');
  const size = Math.abs(minutes);
  return `${minutes < 0 ? '-' : '+'}${two(Math.floor(size / 60))}:${two(size % 60)}`;
}
