import { physicalName } from '../../monitoring/physical-name.ts';
import { QUERIES } from '../../monitoring/queries.ts';
import type { AwsService, OperationContext } from '../aws/aws-service.ts';
import { isJsonObject, type JsonObject } from '../aws/json.ts';
import { ACCOUNT_ID, REGION, STAGE } from './place.ts';
import { putQueryDefinitionInput } from './put-query-definition-input.ts';

function isDeployed(known: JsonObject, input: ReturnType<typeof putQueryDefinitionInput>): boolean {
  const members = ['name', 'queryString', 'logGroupNames', 'parameters'] as const;
  return members.every((member) => JSON.stringify(known[member]) === JSON.stringify({ ...input }[member]));
}

/**
 * Puts every query of monitoring/ into Logs as a query definition, through its own API, as a deployment does. Those of this
 * stage that are no longer defined go; what a user saved under another name stays.
 */
export async function deployQueries(logs: AwsService, now: number): Promise<void> {
  const context: OperationContext = { now, region: REGION, accountId: ACCOUNT_ID };
  const call = async (operation: string, input: JsonObject): Promise<unknown> =>
    logs.operations[operation]?.(input, context);

  // All that an account can have is on one page.
  const answer = await call('DescribeQueryDefinitions', { queryDefinitionNamePrefix: physicalName(STAGE, '') });
  const listed = isJsonObject(answer) && Array.isArray(answer.queryDefinitions) ? answer.queryDefinitions : [];
  const known = listed.filter(isJsonObject);
  const byName = new Map(known.map((each) => [each.name, each]));
  const names = new Set<unknown>(QUERIES.map(({ id }) => physicalName(STAGE, id)));
  for (const each of known) {
    const isWanted = names.has(each.name) && byName.get(each.name) === each;
    if (!isWanted) await call('DeleteQueryDefinition', { queryDefinitionId: String(each.queryDefinitionId) });
  }
  for (const query of QUERIES) {
    const input = putQueryDefinitionInput(query);
    const found = byName.get(input.name);
    if (found && isDeployed(found, input)) continue;
    await call('PutQueryDefinition', {
      ...input,
      ...(found && { queryDefinitionId: String(found.queryDefinitionId) }),
    });
  }
}
