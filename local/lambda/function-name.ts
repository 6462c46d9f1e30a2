import type { OperationContext } from '../aws/aws-service.ts';
import { functionArn } from './function-definition.ts';
import type { FunctionVersion } from './function-version.ts';
import type { DeployedFunction, Functions } from './functions.ts';
import { invalidParameterValue, resourceNotFound } from './lambda-errors.ts';

/** A function as a request names it, and the version or alias of it, if one is named. */
export type NamedFunction = { readonly found: DeployedFunction; readonly qualifier: string | undefined };

/** `name`, `name:qualifier`, or with the ARN or the end of it before that. */
const NAME = /^(?:(?:arn:aws[a-z-]*:lambda:[a-z0-9-]+:)?\d{12}:function:|function:)?([\w-]+)(?::(\$LATEST|[\w-]+))?$/;

/** "Name formats" of the API's FunctionName, and its Qualifier beside it. */
export function findFunction(
  functions: Functions,
  given: string,
  separate: string | undefined,
  { region, accountId }: Pick<OperationContext, 'region' | 'accountId'>,
): NamedFunction {
  const [, name = given, own] = NAME.exec(given) ?? [];
  if (own !== undefined && separate !== undefined && own !== separate) {
    throw invalidParameterValue('The derived qualifier from the function name does not match the specified qualifier.');
  }
  const qualifier = own ?? separate;
  const found = functions.byName(name);
  if (found) return { found, qualifier };
  throw resourceNotFound(`Function not found: ${functionArn(region, accountId, name, qualifier)}`);
}

/** The version that a qualifier names now; of a weighted alias, the first of both. */
export function versionOf(
  { found, qualifier = '$LATEST' }: NamedFunction,
  { region, accountId }: Pick<OperationContext, 'region' | 'accountId'>,
): FunctionVersion {
  const version = found.aliases.get(qualifier)?.functionVersion ?? qualifier;
  const all = [found.latest, ...found.versions];
  const named = all.find((candidate) => candidate.version === version);
  if (named) return named;
  throw resourceNotFound(`Function not found: ${functionArn(region, accountId, found.name, qualifier)}`);
}
