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

/** What GetQueryResults answered, as rows by field: Logs Insights leaves out of a row what it does not have. */
export function queryAnswer({ results = [], statistics }: GetQueryResultsResponse): QueryAnswer {
  const { recordsMatched = 0, recordsScanned = 0, bytesScanned = 0 } = statistics ?? {};
  return {
    fields: [...results.reduce(withRow, [])],
    rows: results.map((row) => Object.fromEntries(row.map(({ field = '', value = '' }) => [field, value]))),
    statistics: { recordsMatched, recordsScanned, bytesScanned },
  };
}
