import type { Operation } from '../aws/aws-service.ts';
import { namesVersion } from './alias.ts';
import { aliasConfiguration } from './alias-configuration.ts';
import { findFunction } from './function-name.ts';
import type { Functions } from './functions.ts';
import { lambdaMembers } from './lambda-errors.ts';
import { pageOf } from './page.ts';

/** API reference "ListAliases". */
export const listAliases =
  (functions: Functions): Operation =>
  (input, context) => {
    const members = lambdaMembers(input, ['FunctionName', 'FunctionVersion', 'Marker', 'MaxItems']);
    const { found } = findFunction(functions, members.requiredString('FunctionName'), undefined, context);
    const version = members.string('FunctionVersion');
    const all = [...found.aliases.values()].filter((alias) => version === undefined || namesVersion(alias, version));
    const { page, NextMarker } = pageOf(all, ({ name }) => name, members);
    return { Aliases: page.map((alias) => aliasConfiguration(found, alias, context)), NextMarker };
  };
