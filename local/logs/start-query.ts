import { AwsError } from '../aws/aws-error.ts';
import type { Operation } from '../aws/aws-service.ts';
import type { Members } from '../aws/members.ts';
import type { Insights } from './insights/insights.ts';
import { existingGroup, groupNameOf, invalidParameter, limitOf, logMembers } from './log-errors.ts';
import type { LogStore } from './log-store.ts';

/** API reference "StartQuery". */
const MOST_GROUPS = 50;
const MOST_RESULTS = 100_000;
const DEFAULT_RESULTS = 10_000;
const LANGUAGES = ['CWLI', 'SQL', 'PPL'];

function checkLanguage(members: Members): void {
  const language = members.string('queryLanguage') ?? 'CWLI';
  if (!LANGUAGES.includes(language))
    throw invalidParameter(
      `1 validation error detected: Value '${language}' at 'queryLanguage' failed to satisfy constraint: Member must satisfy enum value set: [${LANGUAGES.join(', ')}]`,
    );
  if (language !== 'CWLI')
    throw invalidParameter(`Queries in ${language} are not served by SmallCart's embedded cloud; use CWLI.`);
}

/** Exactly one of three members says which groups. */
function readGroups(members: Members): readonly string[] {
  const name = members.string('logGroupName');
  const given = [
    name === undefined ? undefined : [name],
    members.strings('logGroupNames'),
    members.strings('logGroupIdentifiers'),
  ].filter((names) => names !== undefined);
  const [names = []] = given;
  if (given.length !== 1 || names.length === 0)
    throw invalidParameter('Exactly one of logGroupName, logGroupNames and logGroupIdentifiers must name log groups.');
  if (names.length > MOST_GROUPS) throw invalidParameter(`A query may be of at most ${MOST_GROUPS} log groups.`);
  return [...new Set(names.map(groupNameOf))];
}

/** A closed range of whole seconds. */
function readRange(members: Members): { readonly start: number; readonly end: number } {
  const [start, end] = [members.requiredNumber('startTime'), members.requiredNumber('endTime')];
  if (!Number.isSafeInteger(start) || !Number.isSafeInteger(end) || start < 0 || end < 0)
    throw invalidParameter('startTime and endTime must be whole seconds since 1970.');
  if (start > end) throw invalidParameter('End time should not be before start time.');
  return { start: start * 1000, end: end * 1000 + 999 };
}

/** API reference "StartQuery", for the Logs Insights query language. */
export const startQuery =
  (logs: LogStore, insights: Insights): Operation =>
  (input, { now, accountId }) => {
    const members = logMembers(input);
    checkLanguage(members);
    const queryString = members.requiredString('queryString');
    const range = readRange(members);
    const limit = limitOf(members, MOST_RESULTS, DEFAULT_RESULTS);
    const logGroups = readGroups(members);
    for (const name of logGroups) existingGroup(logs, name);
    if (queryString.trim() === '') throw new AwsError('MalformedQueryException', 'The query is empty.');
    return { queryId: insights.start({ queryString, logGroups, ...range, limit, now, accountId }) };
  };
