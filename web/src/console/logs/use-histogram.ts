import type { Found } from './follow-query.ts';
import { type Histogram, histogram, histogramQuery, insightsTime } from './histogram.ts';
import type { QueryRequest } from './queries-api.ts';
import { useQuery } from './use-query.ts';

type Rows = Found['results']['rows'];

const timesOf = (rows: Rows) => rows.map((row) => [insightsTime(row['@timestamp'] ?? ''), 1] as const);
const countsOf = (rows: Rows) => rows.map((row) => [insightsTime(row.time ?? ''), Number(row.lines)] as const);

/** Whether the rows are all the lines that there are, each with its time: then nothing need be asked to count them. */
function isAll({ results: { rows, statistics } }: Found): boolean {
  return rows.length >= statistics.recordsMatched && rows.every((row) => row['@timestamp'] !== undefined);
}

/** How many lines there were when, of a query that has found lines; asked for only where the rows do not tell. */
export function useHistogram(key: string, request: QueryRequest, found: Found | undefined): Histogram | undefined {
  const counting = found && histogramQuery(request.query, found.started);
  const asked = counting === undefined || found === undefined || isAll(found) ? undefined : counting;
  const until = found === undefined ? undefined : new Date(found.started.end).toISOString();
  const counted = asked === undefined ? undefined : { ...request, query: asked, until };
  const { run } = useQuery(`${key} ${until} ${asked}`, counted);
  if (found === undefined || counting === undefined) return undefined;
  if (asked === undefined) return histogram(timesOf(found.results.rows), found.started);
  return run.status === 'done' ? histogram(countsOf(run.found.results.rows), found.started) : undefined;
}
