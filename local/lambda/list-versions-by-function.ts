import type { Operation } from '../aws/aws-service.ts';
import { functionConfiguration } from './function-configuration.ts';
import { findFunction } from './function-name.ts';
import type { Functions } from './functions.ts';
import { lambdaMembers } from './lambda-errors.ts';
import { pageOf } from './page.ts';

/** API reference "ListVersionsByFunction". */
export const listVersionsByFunction =
  (functions: Functions): Operation =>
  (input, context) => {
    const members = lambdaMembers(input, ['FunctionName', 'Marker', 'MaxItems']);
    const { found } = findFunction(functions, members.requiredString('FunctionName'), undefined, context);
    const { page, NextMarker } = pageOf([found.latest, ...found.versions], ({ version }) => version, members);
    return { Versions: page.map((version) => functionConfiguration(version, context, version.version)), NextMarker };
  };
