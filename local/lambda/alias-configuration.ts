import type { OperationContext } from '../aws/aws-service.ts';
import type { Alias } from './alias.ts';
import { functionArn } from './function-definition.ts';
import type { DeployedFunction } from './functions.ts';

/** API reference "AliasConfiguration". */
export function aliasConfiguration(
  { name: FunctionName }: DeployedFunction,
  alias: Alias,
  { region, accountId }: Pick<OperationContext, 'region' | 'accountId'>,
): object {
  const { name, description, functionVersion, additionalVersionWeights, revisionId } = alias;
  const weighted = Object.keys(additionalVersionWeights).length > 0;
  return {
    AliasArn: functionArn(region, accountId, FunctionName, name),
    ...{ Name: name, FunctionVersion: functionVersion, Description: description, RevisionId: revisionId },
    ...(weighted && { RoutingConfig: { AdditionalVersionWeights: additionalVersionWeights } }),
  };
}
