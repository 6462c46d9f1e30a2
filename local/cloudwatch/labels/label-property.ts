import type { TimeSeries } from '../math/value.ts';

const DIMENSION = 'Dim.';

/**
 * A property of a series' metric as `${PROP('…')}` names it (User Guide "Use dynamic labels"); undefined for one that is
 * not known, or when the series comes from no single metric. A dimension that the metric has not shows `--`.
 */
export function labelProperty(
  name: string,
  { origin, period }: TimeSeries,
  { accountId, region }: { readonly accountId: string; readonly region: string },
): string | undefined {
  if (name === 'AccountId') return accountId;
  if (name === 'Region') return region;
  if (name === 'Period') return String(period / 1000);
  if (origin === undefined) return undefined;
  if (name.startsWith(DIMENSION)) return dimensionValue(origin.dimensions, name.slice(DIMENSION.length));
  switch (name) {
    case 'MetricName':
      return origin.name;
    case 'Namespace':
      return origin.namespace;
    case 'Stat':
      return origin.stat;
    default:
      return undefined;
  }
}

function dimensionValue(dimensions: Readonly<Record<string, string>>, name: string): string {
  return Object.hasOwn(dimensions, name) ? (dimensions[name] ?? '') : '--';
}
