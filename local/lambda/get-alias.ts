import type { Operation } from '../aws/aws-service.ts';
import { aliasConfiguration } from './alias-configuration.ts';
import { findAlias } from './find-alias.ts';
import type { Functions } from './functions.ts';
import { lambdaMembers } from './lambda-errors.ts';

/** API reference "GetAlias". */
export const getAlias =
  (functions: Functions): Operation =>
  (input, context) => {
    const { found, alias } = findAlias(functions, lambdaMembers(input, ['FunctionName', 'Name']), context);
    return aliasConfiguration(found, alias, context);
  };
