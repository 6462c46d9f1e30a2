import type { Operation } from '../aws/aws-service.ts';
import { aliasConfiguration } from './alias-configuration.ts';
import { checkAlias, readAliasInput } from './alias-input.ts';
import { functionArn } from './function-definition.ts';
import { findFunction } from './function-name.ts';
import type { Functions } from './functions.ts';
import { lambdaMembers, resourceConflict, validationFailed } from './lambda-errors.ts';

const MEMBERS = ['FunctionName', 'Name', 'FunctionVersion', 'Description', 'RoutingConfig'];

/** API reference "CreateAlias". */
export const createAlias =
  (functions: Functions): Operation =>
  (input, context) => {
    const members = lambdaMembers(input, MEMBERS);
    const { found } = findFunction(functions, members.requiredString('FunctionName'), undefined, context);
    const [name, functionVersion] = [members.requiredString('Name'), members.requiredString('FunctionVersion')];
    if (!/^(?!\d+$)[\w-]{1,128}$/.test(name)) {
      throw validationFailed('name', 'Member must satisfy regular expression pattern: (?!^[0-9]+$)([a-zA-Z0-9-_]+)');
    }
    const arn = functionArn(context.region, context.accountId, found.name);
    if (found.aliases.has(name)) throw resourceConflict(`Alias already exists: ${arn}:${name}`);
    const empty = { name, functionVersion, description: '', additionalVersionWeights: {} };
    const alias = { ...empty, ...readAliasInput(members) };
    checkAlias(alias, found, arn);
    return aliasConfiguration(found, functions.putAlias(found.id, alias), context);
  };
