import type { Operation } from '../aws/aws-service.ts';
import { findFunction } from './function-name.ts';
import type { Functions } from './functions.ts';
import { lambdaMembers } from './lambda-errors.ts';

/** API reference "DeleteAlias": nothing happens when there is none. */
export const deleteAlias =
  (functions: Functions): Operation =>
  (input, context) => {
    const members = lambdaMembers(input, ['FunctionName', 'Name']);
    const { found } = findFunction(functions, members.requiredString('FunctionName'), undefined, context);
    functions.removeAlias(found.id, members.requiredString('Name'));
    return {};
  };
