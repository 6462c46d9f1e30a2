import type { SeriesOrigin } from '../math/value.ts';
import type { MetricStore } from '../metric-store.ts';
import type { Band } from './seasonal-model.ts';

/** Sums and counts of percentages may be above 100. */
const NO_PERCENTAGE = /^(Sum|SampleCount|TS|TC)/i;

/** The least and the greatest value that a series can have. */
export type LogicalRange = { readonly least: number; readonly most: number };

/**
 * The logical values of a metric, beyond which its band does not extend (User Guide "Using CloudWatch anomaly detection"): of
 * "many common metrics from AWS services", AWS says and names none; here of all in their namespaces, none of which is
 * negative, percentages being those with that unit. Of custom metrics nothing is known.
 */
export function logicalRange(
  { namespace, name, dimensions, stat }: SeriesOrigin,
  metrics: MetricStore,
): LogicalRange | undefined {
  if (!namespace.startsWith('AWS/')) return undefined;
  const series = metrics.find(namespace, name, dimensions)?.series ?? [];
  const isPercentage = series.length > 0 && series.every(({ unit }) => unit === 'Percent') && !NO_PERCENTAGE.test(stat);
  return { least: 0, most: isPercentage ? 100 : Number.POSITIVE_INFINITY };
}

/** The band with both sides drawn into the range. */
export function clampBand({ timestamps, lower, upper }: Band, { least, most }: LogicalRange): Band {
  const clamp = (value: number): number => Math.min(most, Math.max(least, value));
  return { timestamps, lower: lower.map(clamp), upper: upper.map(clamp) };
}
