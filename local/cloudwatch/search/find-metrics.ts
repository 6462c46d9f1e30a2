import type { Metric, MetricStore } from '../metric-store.ts';
import { identityKey } from '../metrics/metric-identity.ts';
import { hasSchema, matchesSearch, searchWork } from './matches-search.ts';
import type { SearchQuery } from './search-query.ts';

const TWO_WEEKS = 14 * 86_400_000;

/** Who searches and when; `spend` takes the work from what the request may do. */
export type SearchContext = {
  readonly now: number;
  readonly accountId: string;
  readonly spend: (steps: number) => void;
};

/**
 * The metrics a search finds: those with a datapoint in the two weeks before `now` (User Guide "Use search expressions in
 * graphs"), by namespace, name and dimensions in alphabetical order (AWS names no order; our choice).
 */
export function findMetrics(
  store: MetricStore,
  query: SearchQuery,
  { now, accountId, spend }: SearchContext,
): Metric[] {
  const work = searchWork(query);
  const found: { readonly key: string; readonly metric: Metric }[] = [];
  for (const metric of store.metrics()) {
    if (!metric.series.some((series) => series.newest >= now - TWO_WEEKS)) continue;
    spend(1);
    if (!hasSchema(metric, query.schema)) continue;
    spend(work);
    if (!matchesSearch(query, metric, accountId)) continue;
    found.push({ key: identityKey(metric.namespace, metric.name, metric.dimensions), metric });
  }
  return found.sort((a, b) => (a.key < b.key ? -1 : 1)).map(({ metric }) => metric);
}
