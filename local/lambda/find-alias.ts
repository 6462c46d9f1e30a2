import type { OperationContext } from '../aws/aws-service.ts';
import type { Members } from '../aws/members.ts';
import type { Alias } from './alias.ts';
import { functionArn } from './function-definition.ts';
import { findFunction } from './function-name.ts';
import type { DeployedFunction, Functions } from './functions.ts';
import { resourceNotFound } from './lambda-errors.ts';

/** The alias that the members FunctionName and Name name. */
export function findAlias(
  functions: Functions,
  members: Members,
  context: OperationContext,
): { readonly found: DeployedFunction; readonly alias: Alias } {
  const { found } = findFunction(functions, members.requiredString('FunctionName'), undefined, context);
  const name = members.requiredString('Name');
  const alias = found.aliases.get(name);
  if (alias) return { found, alias };
  const arn = functionArn(context.region, context.accountId, found.name, name);
  throw resourceNotFound(`Cannot find alias arn: ${arn}`);
}
