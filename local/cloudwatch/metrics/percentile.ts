import type { SortedSamples } from './sorted-samples.ts';

/** Nearest rank: the lowest sample that at least `percent` % of all samples do not exceed (AWS documents no interpolation). */
export function percentileOf({ values, weights, count }: SortedSamples, percent: number): number | undefined {
  const rank = (percent / 100) * count;
  // What only rounding keeps from reaching the rank reaches it.
  const reached = rank * (1 - 1e-12) - 1e-9;
  if (weights === undefined) return values[Math.max(0, Math.ceil(reached) - 1)];
  let seen = 0;
  for (let index = 0; index < values.length; index++) {
    seen += weights[index] ?? 0;
    if (seen >= reached) return values[index];
  }
  return values[values.length - 1];
}
