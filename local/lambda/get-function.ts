import type { Operation } from '../aws/aws-service.ts';
import type { Functions } from './functions.ts';
import { getFunctionConfiguration } from './get-function-configuration.ts';

/** API reference "GetFunction", without an address to get the code from. */
export const getFunction =
  (functions: Functions): Operation =>
  async (input, context) => ({
    Configuration: await getFunctionConfiguration(functions)(input, context),
    Code: { RepositoryType: 'S3' },
    Tags: {},
  });
