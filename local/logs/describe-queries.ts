import type { Operation } from '../aws/aws-service.ts';
import type { Insights, StartedQuery } from './insights/insights.ts';
import { limitOf, logMembers } from './log-errors.ts';
import { pageBy } from './page-token.ts';

const described = ({ id, request, status, progress, durationMs }: StartedQuery) => ({
  queryLanguage: 'CWLI',
  queryId: id,
  queryString: request.queryString,
  status,
  createTime: request.now,
  logGroupName: request.logGroups.join(', '),
  queryDuration: durationMs === undefined ? undefined : Math.round(durationMs),
  bytesScanned: progress.bytesScanned,
});

/** API reference "DescribeQueries": those that run and those that ran lately, the latest first. */
export const describeQueries =
  (insights: Insights): Operation =>
  (input) => {
    const members = logMembers(input);
    const [group, status] = [members.string('logGroupName'), members.string('status')];
    const language = members.string('queryLanguage') ?? 'CWLI';
    const matching = insights
      .list()
      .filter(
        (query) =>
          language === 'CWLI' &&
          (group === undefined || query.request.logGroups.includes(group)) &&
          (status === undefined || query.status === status),
      );
    const limit = limitOf(members, 1_000, 1_000, 'maxResults');
    const { page, nextToken } = pageBy(matching, ({ id }) => id, limit, members.string('nextToken'));
    return { queries: page.map(described), nextToken };
  };
