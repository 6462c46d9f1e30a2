import type { Operation } from '../aws/aws-service.ts';
import type { Insights, StartedQuery } from './insights/insights.ts';
import { invalidParameter, limitOf, logMembers } from './log-errors.ts';
import { unknownQuery } from './unknown-query.ts';

const MOST_ITEMS = 10_000;

function readToken(token: string | undefined): number {
  if (token === undefined) return 0;
  const [, start] = /^row:(\d{1,7})$/.exec(Buffer.from(token, 'base64url').toString()) ?? [];
  if (start === undefined) throw invalidParameter('The specified nextToken is invalid.');
  return Number(start);
}

const statistics = ({ request, progress, results }: StartedQuery) => ({
  ...progress,
  estimatedRecordsSkipped: 0,
  estimatedBytesSkipped: 0,
  logGroupsScanned: request.logGroups.length,
  resultCount: results.length,
});

/** API reference "GetQueryResults": as long as the query runs, how far it is. */
export const getQueryResults =
  (insights: Insights): Operation =>
  (input) => {
    const members = logMembers(input);
    const query = insights.find(members.requiredString('queryId'));
    if (!query) throw unknownQuery();
    const start = readToken(members.string('nextToken'));
    const end = start + limitOf(members, MOST_ITEMS, MOST_ITEMS, 'maxItems');
    return {
      queryLanguage: 'CWLI',
      results: query.results.slice(start, end),
      statistics: statistics(query),
      status: query.status,
      nextToken: end < query.results.length ? Buffer.from(`row:${end}`).toString('base64url') : undefined,
    };
  };
