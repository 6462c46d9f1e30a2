import type { ChartThreshold } from './chart-subject.ts';

/** How much higher than the highest value a threshold may be to be in sight; farther up it would press all lines flat. */
const IN_SIGHT = 4;
const MARGIN = 0.08;

/** Thresholds near enough to the values to be drawn among them. */
export function thresholdsInSight(
  thresholds: readonly ChartThreshold[],
  max: number | null,
): readonly ChartThreshold[] {
  const highest = max === null || max <= 0 ? 0 : max;
  return thresholds.filter(({ value }) => highest === 0 || value <= IN_SIGHT * highest);
}

/** The least of shares that are all near 100: their differences would not be seen from 0 up. */
function highShares(min: number, max: number): boolean {
  return max <= 100 && min >= 90 && min < 100;
}

/** The ends of a value axis: 0 unless values are negative, or shares of nearly everything; a little above the highest value or threshold. */
export function valueRange(
  min: number | null,
  max: number | null,
  unit: string,
  thresholds: readonly ChartThreshold[],
): [from: number, to: number] {
  const marks = thresholdsInSight(thresholds, max).map(({ value }) => value);
  const lowest = Math.min(min ?? 0, ...(min === null ? [] : marks));
  const highest = Math.max(max ?? 0, ...marks);
  if (unit === '%' && min !== null && highShares(lowest, highest)) {
    const room = (100 - lowest) * MARGIN;
    return [lowest - room, 100 + room];
  }
  const from = lowest < 0 ? lowest * (1 + MARGIN) : 0;
  return [from, highest <= 0 && from === 0 ? 1 : Math.max(highest, 0) * (1 + MARGIN) || 0];
}
