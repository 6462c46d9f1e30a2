import { percentileOf } from './percentile.ts';
import type { SortedSamples } from './sorted-samples.ts';

/** A trimmed range: between percentiles of the samples or between fixed values. */
export type Bounds = { readonly unit: 'percent' | 'value'; readonly lower: number; readonly upper: number };

/** Trimmed mean, count and sum, winsorized mean, percentile rank. */
export type Trimming = 'TM' | 'TC' | 'TS' | 'WM' | 'PR';

/** Samples that lie within bounds: how many, and their sum. */
type Kept = { readonly count: number; readonly sum: number };

/** A statistic of User Guide "CloudWatch statistics definitions" over a part of the samples; undefined for the mean of none. */
export function computeTrimmed(trimming: Trimming, bounds: Bounds, samples: SortedSamples): number | undefined {
  if (trimming === 'WM') return winsorizedMean(samples, bounds);
  const { count, sum } = bounds.unit === 'percent' ? keepRanks(samples, bounds) : keepValues(samples, bounds);
  switch (trimming) {
    case 'TM':
      return count > 0 ? sum / count : undefined;
    case 'TC':
      return count;
    case 'TS':
      return sum;
    case 'PR':
      return (100 * count) / samples.count;
    default:
      return trimming satisfies never;
  }
}

/** Fixed bounds: the lower is exclusive, the upper inclusive. */
function keepValues(samples: SortedSamples, { lower, upper }: Bounds): Kept {
  return keep(samples, (value, weight) => (value > lower && value <= upper ? weight : 0));
}

/** Percentile bounds cut by rank; a sample on the cut counts with the part of its weight inside. */
function keepRanks(samples: SortedSamples, { lower, upper }: Bounds): Kept {
  const from = (lower / 100) * samples.count;
  const to = (upper / 100) * samples.count;
  let seen = 0;
  return keep(samples, (_, weight) => {
    const inside = Math.min(seen + weight, to) - Math.max(seen, from);
    seen += weight;
    return inside > 1e-9 ? inside : 0;
  });
}

function keep({ values, weights }: SortedSamples, inside: (value: number, weight: number) => number): Kept {
  let count = 0;
  let sum = 0;
  for (let index = 0; index < values.length; index++) {
    const value = values[index] ?? 0;
    const weight = inside(value, weights?.[index] ?? 1);
    count += weight;
    sum += value * weight;
  }
  return { count, sum };
}

/** Values beyond a bound count as the bound, whereas a trimmed mean drops them. */
function winsorizedMean(samples: SortedSamples, bounds: Bounds): number {
  const low = bounds.unit === 'value' ? bounds.lower : (percentileOf(samples, bounds.lower) ?? -Infinity);
  const high = bounds.unit === 'value' ? bounds.upper : (percentileOf(samples, bounds.upper) ?? Infinity);
  const { values, weights } = samples;
  let sum = 0;
  for (let index = 0; index < values.length; index++) {
    sum += Math.min(Math.max(values[index] ?? 0, low), high) * (weights?.[index] ?? 1);
  }
  return sum / samples.count;
}
