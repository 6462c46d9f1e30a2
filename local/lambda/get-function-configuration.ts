import type { Operation } from '../aws/aws-service.ts';
import { functionConfiguration } from './function-configuration.ts';
import { findFunction, versionOf } from './function-name.ts';
import type { Functions } from './functions.ts';
import { lambdaMembers } from './lambda-errors.ts';

/** API reference "GetFunctionConfiguration". */
export const getFunctionConfiguration =
  (functions: Functions): Operation =>
  (input, context) => {
    const members = lambdaMembers(input, ['FunctionName', 'Qualifier']);
    const named = findFunction(functions, members.requiredString('FunctionName'), members.string('Qualifier'), context);
    return functionConfiguration(versionOf(named, context), context, named.qualifier);
  };
