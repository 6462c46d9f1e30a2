import { invalidNextToken } from '../errors.ts';
import type { MetricDataQuery } from './metric-data-query.ts';
import type { MetricData, MetricDataResult } from './query-metric-data.ts';

/** How datapoints are cut into pages: at most `limit` in one, oldest first or newest first, from where a token says. */
export type Paging = { readonly limit: number; readonly ascending: boolean; readonly token: string | undefined };

/** A result's part in a page, in the order asked for; `complete` when nothing of it follows. */
export type PagedResult = MetricDataResult & { readonly complete: boolean };

export type DatapointPage = { readonly results: readonly PagedResult[]; readonly nextToken: string | undefined };

/** Where a page begins: in which result of which query, after which timestamp. */
type Place = { readonly query: number; readonly member: number; readonly after: number | undefined };

/**
 * One page of a request. Results are filled one after the other in the order of the queries; those that have to wait are
 * listed on the first page without datapoints, as PartialData. With math there are no further pages (API reference
 * "MetricDataResult": NextToken is not returned then): what exceeds the limit is left out.
 */
export function pageOfDatapoints(data: MetricData, paging: Paging): DatapointPage {
  const from = paging.token === undefined ? { query: 0, member: 0, after: undefined } : readPlace(paging.token);
  const results: PagedResult[] = [];
  let left = paging.limit;
  let next: Place | undefined;
  data.returned.forEach((query, index) => {
    if (index < from.query) return;
    if (left === 0) {
      next ??= { query: index, member: 0, after: undefined };
      if (paging.token === undefined) results.push(...waiting(data, query));
      return;
    }
    data.results(query).forEach((result, member) => {
      if (index === from.query && member < from.member) return;
      const after = index === from.query && member === from.member ? from.after : undefined;
      const part = cut(result, paging.ascending, after, left);
      left -= part.values.length;
      results.push(part);
      if (!part.complete) next ??= { query: index, member, after: part.timestamps.at(-1) ?? after };
    });
  });
  return { results, nextToken: next === undefined || data.hasMath ? undefined : writePlace(next) };
}

function cut(result: MetricDataResult, ascending: boolean, after: number | undefined, limit: number): PagedResult {
  const ordered = ascending
    ? { timestamps: result.timestamps, values: result.values }
    : { timestamps: result.timestamps.toReversed(), values: result.values.toReversed() };
  const found = ordered.timestamps.findIndex(
    (time) => after === undefined || (ascending ? time > after : time < after),
  );
  const first = found === -1 ? ordered.timestamps.length : found;
  const last = first + limit;
  return {
    ...result,
    timestamps: ordered.timestamps.slice(first, last),
    values: ordered.values.slice(first, last),
    complete: last >= ordered.timestamps.length,
  };
}

function waiting(data: MetricData, query: MetricDataQuery): PagedResult[] {
  const label = data.staticLabel(query);
  const results = label === undefined ? data.results(query) : [{ id: query.id, label, messages: [] }];
  return results.map((result) => ({ ...result, timestamps: [], values: [], complete: false }));
}

function writePlace({ query, member, after }: Place): string {
  return Buffer.from(`data:${query}.${member}.${after ?? ''}`).toString('base64url');
}

function readPlace(token: string): Place {
  const [, query, member, after] =
    /^data:(\d{1,6})\.(\d{1,6})\.(-?\d{1,16})?$/.exec(Buffer.from(token, 'base64url').toString()) ?? [];
  if (query === undefined || member === undefined) throw invalidNextToken();
  return { query: Number(query), member: Number(member), after: after === undefined ? undefined : Number(after) };
}
