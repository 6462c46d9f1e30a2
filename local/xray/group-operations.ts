import type { Operation, OperationContext } from '../aws/aws-service.ts';
import { type Members, readMembers } from '../aws/members.ts';
import { groupArn, namedGroup, parseFilter } from './group-filter.ts';
import { defaultGroup, type TraceGroup, type TraceGroups } from './trace-groups.ts';
import { invalidRequest, xrayMembers } from './xray-errors.ts';

/** "AWS X-Ray endpoints and quotas": groups of an account. */
const mostGroups = 25;
const pageSize = 20;

type Place = Pick<OperationContext, 'region' | 'accountId'>;

function told(group: TraceGroup, place: Place) {
  return {
    GroupName: group.name,
    GroupARN: groupArn(group, place),
    FilterExpression: group.filter,
    InsightsConfiguration: {
      InsightsEnabled: group.insights,
      NotificationsEnabled: group.insightNotifications,
    },
  };
}

/** `InsightsConfiguration`, what it does not say as it was. */
function insightsOf(members: Members, known: Pick<TraceGroup, 'insights' | 'insightNotifications'>) {
  const given = readMembers(members.object('InsightsConfiguration') ?? {});
  const insights = given.boolean('InsightsEnabled') ?? known.insights;
  const insightNotifications = given.boolean('NotificationsEnabled') ?? known.insightNotifications;
  if (insightNotifications && !insights)
    throw invalidRequest('NotificationsEnabled requires InsightsEnabled to be true.');
  return { insights, insightNotifications };
}

/** The group that a call is about; InvalidRequestException when it names none. */
function theGroup(members: Members, groups: TraceGroups, place: Place): TraceGroup {
  const group = namedGroup(members, groups, place);
  if (group === undefined) throw invalidRequest('GroupName or GroupARN must be given.');
  return group;
}

/** API reference "CreateGroup". */
const createGroup =
  (groups: TraceGroups): Operation =>
  (input, place) => {
    const members = xrayMembers(input);
    const name = members.requiredString('GroupName');
    const filter = members.string('FilterExpression') ?? '';
    if (!/^[\w-]{1,32}$/.test(name))
      throw invalidRequest('GroupName must be 1 to 32 letters, digits, dashes or underscores.');
    if (groups.find(name) !== undefined) throw invalidRequest(`Group ${name} already exists.`);
    if (groups.list().length > mostGroups) throw invalidRequest(`An account has at most ${mostGroups} groups.`);
    parseFilter(filter, groups, place, [name]);
    const insights = insightsOf(members, defaultGroup);
    return { Group: told(groups.put({ name, filter, ...insights }), place) };
  };

/** API reference "UpdateGroup": what is not given stays. */
const updateGroup =
  (groups: TraceGroups): Operation =>
  (input, place) => {
    const members = xrayMembers(input);
    const group = theGroup(members, groups, place);
    if (group.name === defaultGroup.name) throw invalidRequest('The Default group cannot be changed.');
    const filter = members.string('FilterExpression') ?? group.filter;
    parseFilter(filter, groups, place, [group.name]);
    return { Group: told(groups.put({ name: group.name, filter, ...insightsOf(members, group) }), place) };
  };

/** API reference "DeleteGroup". */
const deleteGroup =
  (groups: TraceGroups): Operation =>
  (input, place) => {
    const group = theGroup(xrayMembers(input), groups, place);
    if (group.name === defaultGroup.name) throw invalidRequest('The Default group cannot be deleted.');
    groups.delete(group.name);
    return {};
  };

/** API reference "GetGroup". */
const getGroup =
  (groups: TraceGroups): Operation =>
  (input, place) => ({ Group: told(theGroup(xrayMembers(input), groups, place), place) });

/** API reference "GetGroups"; the token names the last group of the page before. */
const getGroups =
  (groups: TraceGroups): Operation =>
  (input, place) => {
    const token = xrayMembers(input).string('NextToken');
    const all = groups.list();
    const last = token === undefined ? -1 : all.findIndex(({ name }) => name === token);
    if (token !== undefined && last < 0) throw invalidRequest('The NextToken is invalid.');
    const page = all.slice(last + 1, last + 1 + pageSize);
    const more = last + 1 + pageSize < all.length;
    return { Groups: page.map((group) => told(group, place)), ...(more && { NextToken: page.at(-1)?.name }) };
  };

/** The operations on groups, by name. */
export const groupOperations = (groups: TraceGroups): Readonly<Record<string, Operation>> => ({
  CreateGroup: createGroup(groups),
  DeleteGroup: deleteGroup(groups),
  GetGroup: getGroup(groups),
  GetGroups: getGroups(groups),
  UpdateGroup: updateGroup(groups),
});
