import type { Operation } from '../aws/aws-service.ts';
import { limitOf, logMembers } from './log-errors.ts';
import { pageBy } from './page-token.ts';
import type { QueryDefinitions, StoredQuery } from './query-definitions.ts';

/** API reference "QueryDefinition": lists are there when they hold something. */
function described({ logGroupNames, parameters, ...query }: StoredQuery) {
  return {
    ...query,
    ...(logGroupNames.length > 0 && { logGroupNames }),
    ...(parameters.length > 0 && { parameters }),
  };
}

/** API reference "DescribeQueryDefinitions". */
export const describeQueryDefinitions =
  (queries: QueryDefinitions): Operation =>
  (input) => {
    const members = logMembers(input);
    const prefix = members.string('queryDefinitionNamePrefix') ?? '';
    const language = members.string('queryLanguage');
    const matching = queries
      .list()
      .filter(({ name, queryLanguage }) => name.startsWith(prefix) && (language ?? queryLanguage) === queryLanguage);
    const limit = limitOf(members, 1_000, 1_000, 'maxResults');
    const { page, nextToken } = pageBy(
      matching,
      ({ queryDefinitionId }) => queryDefinitionId,
      limit,
      members.string('nextToken'),
    );
    return { queryDefinitions: page.map(described), nextToken };
  };
