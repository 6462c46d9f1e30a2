import type { SeriesOrigin } from '../math/value.ts';

/** A metric that needs a label; the period in milliseconds. */
export type LabelledMetric = SeriesOrigin & { readonly period: number };

/** Whether the metric's name stands in labels of metrics that share it and are told apart by their dimensions. */
export type LabelRule = { readonly nameWhenEqual: boolean };

/**
 * The labels of metrics that were given none: the name, and whatever tells them apart of dimension values, statistic and
 * period in seconds, as GetMetricData writes it (`Errors Sum 60`). AWS documents only that a default is generated; that
 * a search leaves out the name follows from its example in "Use dynamic labels".
 */
export function defaultLabels(metrics: readonly LabelledMetric[], { nameWhenEqual }: LabelRule): string[] {
  const differ = (part: (metric: LabelledMetric) => string): boolean => new Set(metrics.map(part)).size > 1;
  const dimensionNames = [...new Set(metrics.flatMap(({ dimensions }) => Object.keys(dimensions)))];
  const telling = dimensionNames.filter((name) => differ(({ dimensions }) => `${dimensions[name]}`));
  const withNamespace = differ(({ namespace }) => namespace) && !nameWhenEqual;
  const withName = nameWhenEqual || telling.length === 0 || differ(({ name }) => name);
  const withStat = differ(({ stat }) => stat);
  const withPeriod = differ(({ period }) => String(period));
  return metrics.map(({ namespace, name, dimensions, stat, period }) =>
    [
      ...(withNamespace ? [namespace] : []),
      ...(withName ? [name] : []),
      ...telling.flatMap((dimension) => dimensions[dimension] ?? []),
      ...(withStat ? [stat] : []),
      ...(withPeriod ? [String(period / 1000)] : []),
    ].join(' '),
  );
}
