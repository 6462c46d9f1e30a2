import { invalidNextToken } from '../errors.ts';
import type { MetricData, MetricDataResult } from './query-metric-data.ts';

/** How datapoints are cut into pages: at most `limit` in one, oldest first or newest first, from where a token says. */
export type Paging = { readonly limit: number; readonly ascending: boolean; readonly token: string | undefined };

/** A result's part in a page, in the order asked for; `complete` when nothing of it follows. */
export type PagedResult = MetricDataResult & { readonly complete: boolean };

export type DatapointPage = { readonly results: readonly PagedResult[]; readonly nextToken: string | undefined };

/** Where a page begins: in which result of which query, after which timestamp. */
type Place = { readonly query: number; readonly member: number; readonly after: number | undefined };
type Points = Pick<MetricDataResult, 'timestamps' | 'values'>;

const BEGINNING: Place = { query: 0, member: 0, after: undefined };

/**
 * One page of a request. Results are filled one after the other in the order of the queries, and not computed before it is
 * their turn; those that have to wait are listed on the first page without datapoints, as PartialData. With math there
 * are no further pages (API reference "MetricDataResult": NextToken is not returned then): what exceeds the limit is left out.
 */
export function pageOfDatapoints(data: MetricData, paging: Paging): DatapointPage {
  const from = paging.token === undefined ? BEGINNING : readPlace(paging.token);
  const results: PagedResult[] = [];
  let left = paging.limit;
  let next: Place | undefined;

  function fill(result: MetricDataResult, place: Place): void {
    if (next !== undefined) {
      wait([result]);
      return;
    }
    const part = cut(inOrder(result, paging.ascending), place.after, paging.ascending, left);
    left -= part.values.length;
    results.push({ ...result, ...part });
    if (!part.complete) next ??= { ...place, after: part.timestamps.at(-1) };
  }

  function wait(waiting: readonly Omit<MetricDataResult, keyof Points>[]): void {
    if (paging.token !== undefined) return;
    results.push(...waiting.map((result) => ({ ...result, timestamps: [], values: [], complete: false })));
  }

  for (let query = from.query; query < data.returned.length; query++) {
    const asked = data.returned[query];
    if (asked === undefined) continue;
    if (left > 0) {
      for (const { result, place } of placed(data.results(asked), query, from)) fill(result, place);
      continue;
    }
    next ??= { ...BEGINNING, query };
    if (paging.token !== undefined) break;
    const label = data.staticLabel(asked);
    wait(label === undefined ? data.results(asked) : [{ id: asked.id, label, messages: [] }]);
  }
  return { results, nextToken: next === undefined || data.hasMath ? undefined : writePlace(next) };
}

/** A query's results from the page's beginning on, each with where it begins. */
function placed(results: readonly MetricDataResult[], query: number, from: Place) {
  const first = query === from.query ? from.member : 0;
  return results.slice(first).map((result, index) => {
    const member = first + index;
    const goesOn = query === from.query && member === from.member;
    return { result, place: { query, member, after: goesOn ? from.after : undefined } };
  });
}

function inOrder({ timestamps, values }: MetricDataResult, ascending: boolean): Points {
  if (ascending) return { timestamps, values };
  return { timestamps: timestamps.toReversed(), values: values.toReversed() };
}

function cut({ timestamps, values }: Points, after: number | undefined, ascending: boolean, limit: number) {
  const found = timestamps.findIndex((time) => after === undefined || (ascending ? time > after : time < after));
  const first = found === -1 ? timestamps.length : found;
  const last = first + limit;
  return {
    timestamps: timestamps.slice(first, last),
    values: values.slice(first, last),
    complete: last >= timestamps.length,
  };
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
