/** The median; NaN of nothing. */
export function median(values: readonly number[]): number {
  return quantile(Float64Array.from(values).sort(), 0.5);
}

/** A quantile of ascending values, by linear interpolation between ranks; NaN of nothing. */
function quantile(sorted: Float64Array, fraction: number): number {
  const rank = fraction * (sorted.length - 1);
  const low = sorted[Math.floor(rank)] ?? Number.NaN;
  const high = sorted[Math.ceil(rank)] ?? Number.NaN;
  return low === high ? low : low + (high - low) * (rank - Math.floor(rank));
}

/** What all values agree on: the one nearest to 0 when all have one sign, else 0. */
export function agreed(values: readonly number[]): number {
  if (values.length === 0) return 0;
  const least = Math.min(...values);
  const most = Math.max(...values);
  return Math.max(0, least) + Math.min(0, most);
}

/** Differences of so small a part are rounding errors. */
const ROUNDING = 1e-9;

/** How far normal noise of standard deviation 1 lies from its median, at the median. */
const MEDIAN_DEVIATION = 0.674_489_750_196_081_7;

/**
 * The standard deviation of residuals around 0 without their outliers: the root mean square of those within `limit` robust
 * standard deviations (by the median of the magnitudes). Where more than half are 0, the largest `1 − quantileKept` are left out.
 */
export function deviation(residuals: readonly number[], limit: number, quantileKept: number): number {
  const magnitudes = Float64Array.from(residuals, Math.abs).sort();
  const typical = quantile(magnitudes, 0.5) / MEDIAN_DEVIATION;
  const negligible = (magnitudes.at(-1) ?? 0) * ROUNDING;
  const bound = (typical > negligible ? limit * typical : quantile(magnitudes, quantileKept)) * (1 + ROUNDING);
  let sum = 0;
  let count = 0;
  for (const magnitude of magnitudes) {
    if (magnitude > bound) break;
    sum += magnitude * magnitude;
    count++;
  }
  return count === 0 ? 0 : Math.sqrt(sum / count);
}
