import type { Operation } from '../aws/aws-service.ts';
import { aliasConfiguration } from './alias-configuration.ts';
import { checkAlias, readAliasInput } from './alias-input.ts';
import { findAlias } from './find-alias.ts';
import { functionArn } from './function-definition.ts';
import type { Functions } from './functions.ts';
import { lambdaMembers, preconditionFailed } from './lambda-errors.ts';

const MEMBERS = ['FunctionName', 'Name', 'FunctionVersion', 'Description', 'RoutingConfig', 'RevisionId'];

/** API reference "UpdateAlias": what is not given stays. */
export const updateAlias =
  (functions: Functions): Operation =>
  (input, context) => {
    const members = lambdaMembers(input, MEMBERS);
    const { found, alias } = findAlias(functions, members, context);
    const revisionId = members.string('RevisionId');
    if (revisionId !== undefined && revisionId !== alias.revisionId) throw preconditionFailed();
    const changed = { ...alias, ...readAliasInput(members) };
    checkAlias(changed, found, functionArn(context.region, context.accountId, found.name));
    return aliasConfiguration(found, functions.putAlias(found.id, changed), context);
  };
