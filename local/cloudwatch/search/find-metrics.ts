import type { Metric, MetricStore } from '../metric-store.ts';
import { identityKey } from '../metrics/metric-identity.ts';
import { matchesSearch } from './matches-search.ts';
import type { SearchQuery } from './search-query.ts';

const TWO_WEEKS = 14 * 86_400_000;

/**
 * The metrics a search finds: those with a datapoint in the two weeks before `now` (User Guide "Use search expressions in
 * graphs"), by namespace, name and dimensions in alphabetical order (AWS names no order; our choice).
 */
export function findMetrics(
  store: MetricStore,
  query: SearchQuery,
  { now, accountId }: { readonly now: number; readonly accountId: string },
): Metric[] {
  const found: { readonly key: string; readonly metric: Metric }[] = [];
  for (const metric of store.metrics()) {
    if (!metric.series.some((series) => series.newest >= now - TWO_WEEKS)) continue;
    if (!matchesSearch(query, metric, accountId)) continue;
    found.push({ key: identityKey(metric.namespace, metric.name, metric.dimensions), metric });
  }
  return found.sort((a, b) => (a.key < b.key ? -1 : 1)).map(({ metric }) => metric);
}
