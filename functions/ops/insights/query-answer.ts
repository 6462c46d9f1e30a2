import type { GetQueryResultsResponse, ResultField } from '@aws-sdk/client-cloudwatch-logs';
import type { QueryAnswer } from './query-responses.ts';

/** The names with those of a row that are new, each behind the one that it follows in the row. */
function withRow(names: readonly string[], row: readonly ResultField[]): readonly string[] {
  const merged = [...names];
  let place = 0;
  for (const { field = '' } of row) {
    const at = merged.indexOf(field);
    if (at < 0) merged.splice(place, 0, field);
    place = (at < 0 ? place : at) + 1;
  }
  return merged;
}

/** "Lambda quotas": an answer has room for 6 MB; this many bytes of rows leave some to the rest of it. */
const ROOM = 5_500_000;

/** The rows that an answer has room for: as the text of a body they are escaped twice. */
function fitting<Row>(rows: readonly Row[]): Row[] {
  let bytes = 0;
  const end = rows.findIndex((row) => {
    bytes += Buffer.byteLength(JSON.stringify(JSON.stringify(row)));
    return bytes > ROOM;
  });
  return rows.slice(0, end < 0 ? rows.length : end);
}

/**
 * What GetQueryResults answered, as rows by field: Logs Insights leaves out of a row what it does not have. What an
 * answer has no room for is cut off.
 */
export function queryAnswer({ results = [], statistics, nextToken }: GetQueryResultsResponse): QueryAnswer {
  const { recordsMatched = 0, recordsScanned = 0, bytesScanned = 0 } = statistics ?? {};
  const all = results.map((row) => Object.fromEntries(row.map(({ field = '', value = '' }) => [field, value])));
  const rows = fitting(all);
  return {
    fields: [...results.reduce(withRow, [])],
    rows,
    ...(rows.length < all.length || nextToken !== undefined ? { truncated: true } : {}),
    statistics: { recordsMatched, recordsScanned, bytesScanned },
  };
}
