import { AwsError } from '../aws/aws-error.ts';
import type { Operation } from '../aws/aws-service.ts';
import type { JsonObject } from '../aws/json.ts';
import type { Members } from '../aws/members.ts';
import { checkGroupName, invalidParameter, logMembers } from './log-errors.ts';
import type { QueryDefinitions, SavedQuery } from './query-definitions.ts';
import { queryNotFound } from './query-not-found.ts';

/** "CloudWatch Logs quotas" and API reference "PutQueryDefinition", "QueryParameter". */
const MOST_DEFINITIONS = 1_000;
const MOST_GROUPS = 50;
const MOST_PARAMETERS = 20;
const LANGUAGES = ['CWLI', 'SQL', 'PPL'];

function checkLength(member: string, value: string, least: number, most: number): string {
  if (value.length >= least && value.length <= most) return value;
  throw invalidParameter(
    `1 validation error detected: Value at '${member}' failed to satisfy constraint: Member must have length between ${least} and ${most}`,
  );
}

function readLanguage(members: Members): string {
  const language = members.string('queryLanguage') ?? 'CWLI';
  if (LANGUAGES.includes(language)) return language;
  throw invalidParameter(
    `1 validation error detected: Value at 'queryLanguage' failed to satisfy constraint: Member must satisfy enum value set: [${LANGUAGES.join(', ')}]`,
  );
}

function readGroups(members: Members, language: string): readonly string[] {
  const names = members.strings('logGroupNames') ?? [];
  if (names.length > MOST_GROUPS) throw invalidParameter(`logGroupNames may name at most ${MOST_GROUPS} log groups.`);
  if (language === 'SQL' && names.length > 0)
    throw invalidParameter('A query in SQL names its log groups in its text, not in logGroupNames.');
  return names.map(checkGroupName);
}

function readParameter(input: JsonObject): JsonObject {
  const members = logMembers(input);
  const name = checkLength('parameters.name', members.requiredString('name'), 1, 128);
  if (!/^[a-zA-Z_][a-zA-Z0-9_]*$/.test(name))
    throw invalidParameter(
      `1 validation error detected: Value at 'parameters.name' failed to satisfy constraint: Member must satisfy regular expression pattern: ^[a-zA-Z_][a-zA-Z0-9_]*`,
    );
  const defaultValue = members.string('defaultValue');
  const description = members.string('description');
  return {
    name,
    ...(defaultValue !== undefined && { defaultValue: checkLength('parameters.defaultValue', defaultValue, 0, 1_024) }),
    ...(description !== undefined && { description: checkLength('parameters.description', description, 0, 512) }),
  };
}

function readParameters(members: Members, language: string): readonly JsonObject[] {
  const parameters = members.objects('parameters') ?? [];
  if (parameters.length > MOST_PARAMETERS)
    throw invalidParameter(`parameters may hold at most ${MOST_PARAMETERS} parameters.`);
  if (language !== 'CWLI' && parameters.length > 0)
    throw invalidParameter('Query parameters are supported only for Logs Insights QL queries.');
  const read = parameters.map(readParameter);
  if (new Set(read.map(({ name }) => name)).size < read.length)
    throw invalidParameter('The names of parameters must differ.');
  return read;
}

function readQuery(members: Members): SavedQuery {
  const queryLanguage = readLanguage(members);
  return {
    name: checkLength('name', members.requiredString('name'), 1, 255),
    queryString: checkLength('queryString', members.requiredString('queryString'), 1, 10_000),
    queryLanguage,
    logGroupNames: readGroups(members, queryLanguage),
    parameters: readParameters(members, queryLanguage),
  };
}

function create(queries: QueryDefinitions, query: SavedQuery, now: number, clientToken: string | undefined): string {
  const made = clientToken === undefined ? undefined : queries.madeWith(clientToken);
  if (made !== undefined) return made;
  if (queries.list().length >= MOST_DEFINITIONS)
    throw new AwsError('LimitExceededException', `There may be at most ${MOST_DEFINITIONS} query definitions.`);
  return queries.create(query, now, clientToken);
}

/** API reference "PutQueryDefinition": without an id a new one is made, with one all of it is replaced. */
export const putQueryDefinition =
  (queries: QueryDefinitions): Operation =>
  (input, { now }) => {
    const members = logMembers(input);
    const query = readQuery(members);
    const token = members.string('clientToken');
    const clientToken = token === undefined ? undefined : checkLength('clientToken', token, 36, 128);
    const id = members.string('queryDefinitionId');
    if (id === undefined) return { queryDefinitionId: create(queries, query, now, clientToken) };
    if (!queries.find(id)) throw queryNotFound();
    queries.replace(id, query, now);
    return { queryDefinitionId: id };
  };
