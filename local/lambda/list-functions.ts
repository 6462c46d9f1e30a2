import type { Operation } from '../aws/aws-service.ts';
import { functionConfiguration } from './function-configuration.ts';
import type { Functions } from './functions.ts';
import { lambdaMembers } from './lambda-errors.ts';
import { pageOf } from './page.ts';

/** API reference "ListFunctions". */
export const listFunctions =
  (functions: Functions): Operation =>
  (input, context) => {
    const members = lambdaMembers(input, ['Marker', 'MaxItems']);
    const { page, NextMarker } = pageOf(functions.all(), ({ name }) => name, members);
    return { Functions: page.map(({ latest }) => functionConfiguration(latest, context, undefined)), NextMarker };
  };
