/** The median; NaN of nothing. */
export function median(values: readonly number[]): number {
  return takeMedian(Float64Array.from(values));
}

/** The median of values whose order may be changed; NaN of nothing. */
export function takeMedian(values: Float64Array): number {
  return takeQuantile(values, 0.5);
}

/** A quantile of values whose order may be changed, by linear interpolation between ranks; NaN of nothing. */
export function takeQuantile(values: Float64Array, fraction: number): number {
  const rank = fraction * (values.length - 1);
  const before = Math.floor(rank);
  const low = select(values, before);
  if (rank === before) return low;
  let high = Number.POSITIVE_INFINITY;
  for (let index = before + 1; index < values.length; index++) high = Math.min(high, at(values, index));
  return low === high ? low : low + (high - low) * (rank - before);
}

/** The value of a rank (Hoare's selection): what comes before it afterwards is not greater, what comes after it not less. */
function select(values: Float64Array, rank: number): number {
  let left = 0;
  let right = values.length - 1;
  while (left < right) {
    const pivot = middleOf(at(values, left), at(values, (left + right) >> 1), at(values, right));
    let low = left;
    let high = right;
    while (low <= high) {
      while (at(values, low) < pivot) low++;
      while (at(values, high) > pivot) high--;
      if (low > high) break;
      const greater = at(values, low);
      values[low++] = at(values, high);
      values[high--] = greater;
    }
    if (rank > high && rank < low) break;
    if (rank <= high) right = high;
    else left = low;
  }
  return at(values, rank);
}

function middleOf(a: number, b: number, c: number): number {
  return Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
}

function at(values: Float64Array, index: number): number {
  return values[index] ?? Number.NaN;
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
export function deviation(residuals: Float64Array, limit: number, quantileKept: number): number {
  const magnitudes = residuals.map(Math.abs);
  const typical = takeMedian(magnitudes) / MEDIAN_DEVIATION;
  const negligible = magnitudes.reduce((most, each) => Math.max(most, each), 0) * ROUNDING;
  const bound = (typical > negligible ? limit * typical : takeQuantile(magnitudes, quantileKept)) * (1 + ROUNDING);
  let sum = 0;
  let count = 0;
  for (const magnitude of magnitudes) {
    if (magnitude > bound) continue;
    sum += magnitude * magnitude;
    count++;
  }
  return count === 0 ? 0 : Math.sqrt(sum / count);
}
