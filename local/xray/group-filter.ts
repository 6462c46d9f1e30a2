import type { OperationContext } from '../aws/aws-service.ts';
import type { Members } from '../aws/members.ts';
import { parseFilterExpression, type ScopeTest } from './filter-expression.ts';
import type { TraceGroup, TraceGroups } from './trace-groups.ts';
import { invalidRequest } from './xray-errors.ts';

type Place = Pick<OperationContext, 'region' | 'accountId'>;

/** A group's ARN. */
export function groupArn({ path }: TraceGroup, { region, accountId }: Place): string {
  return `arn:aws:xray:${region}:${accountId}:group/${path}`;
}

/** The group that `GroupName` or `GroupARN` names, undefined without either; InvalidRequestException when there is none. */
export function namedGroup(members: Members, groups: TraceGroups, place: Place): TraceGroup | undefined {
  const name = members.string('GroupName');
  const arn = members.string('GroupARN');
  if (name === undefined && arn === undefined) return undefined;
  const found = groups
    .list()
    .find((group) => (name === undefined ? groupArn(group, place) === arn : group.name === name));
  if (found === undefined) throw invalidRequest(`Group ${name ?? arn} does not exist.`);
  return found;
}

/** What "GetTraceSummaries" takes, in characters. */
const longestFilter = 2_000;

/** Parses a filter expression that may refer to groups, which may not lead back to itself; InvalidRequestException. */
export function parseFilter(
  expression: string,
  groups: TraceGroups,
  place: Place,
  within: readonly string[] = [],
): ScopeTest {
  if (expression.length > longestFilter)
    throw invalidRequest(`A filter expression must have at most ${longestFilter} characters.`);
  return parseFilterExpression(expression, {
    accountId: place.accountId,
    group: (named) => {
      const group = groups
        .list()
        .find((each) => ('name' in named ? each.name === named.name : groupArn(each, place) === named.arn));
      if (group === undefined || within.includes(group.name)) return undefined;
      return parseFilter(group.filter, groups, place, [...within, group.name]);
    },
  });
}
