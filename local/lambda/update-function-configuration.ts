import type { Operation } from '../aws/aws-service.ts';
import type { JsonObject } from '../aws/json.ts';
import type { Members } from '../aws/members.ts';
import { readMembers } from '../aws/members.ts';
import { functionConfiguration } from './function-configuration.ts';
import { findFunction } from './function-name.ts';
import type { VersionSettings } from './function-version.ts';
import type { Functions } from './functions.ts';
import { invalidParameterValue, lambdaMembers, preconditionFailed, validationFailed } from './lambda-errors.ts';

const MEMBERS = ['FunctionName', 'Description', 'Environment', 'MemorySize', 'Timeout', 'RevisionId'];

/** "Defined runtime environment variables": the keys that a configuration cannot set. */
const RESERVED =
  /^(_HANDLER|_X_AMZN_TRACE_ID|AWS_(DEFAULT_REGION|REGION|EXECUTION_ENV|ACCESS_KEY|ACCESS_KEY_ID|SECRET_ACCESS_KEY|SESSION_TOKEN)|AWS_LAMBDA_.*|LAMBDA_(TASK_ROOT|RUNTIME_DIR))$/;

/** "Lambda quotas": all variables together, in bytes. */
const ENVIRONMENT_LIMIT = 4096;

function within(members: Members, member: string, least: number, most: number): number | undefined {
  const value = members.integer(member);
  if (value === undefined || (value >= least && value <= most)) return value;
  const [bound, limit] = value < least ? ['greater', least] : ['less', most];
  throw validationFailed(member, `Member must have value ${bound} than or equal to ${limit}`);
}

function variablesOf(environment: JsonObject): Readonly<Record<string, string>> {
  const variables = readMembers(environment).stringMap('Variables') ?? {};
  const names = Object.keys(variables);
  const reserved = names.filter((name) => RESERVED.test(name));
  if (reserved.length > 0) {
    throw invalidParameterValue(
      `Lambda was unable to configure your environment variables because the environment variables you have provided contains reserved keys that are currently not supported for modification. Reserved keys used in this request: ${reserved.join(', ')}`,
    );
  }
  const strange = names.find((name) => !/^[a-zA-Z]\w+$/.test(name));
  if (strange !== undefined) {
    throw validationFailed(
      'environment.variables',
      `Member must satisfy regular expression pattern: [a-zA-Z]([a-zA-Z0-9_])+, not ${strange}`,
    );
  }
  if (Buffer.byteLength(JSON.stringify(variables)) > ENVIRONMENT_LIMIT) {
    throw invalidParameterValue(
      'Lambda was unable to configure your environment variables because the environment variables you have provided exceeded the 4KB limit.',
    );
  }
  return variables;
}

function changeOf(members: Members): Partial<VersionSettings> {
  const environment = members.object('Environment');
  const [memorySize, timeout] = [within(members, 'MemorySize', 128, 10_240), within(members, 'Timeout', 1, 900)];
  const description = members.string('Description');
  return {
    ...(environment && { environment: variablesOf(environment) }),
    ...(memorySize !== undefined && { memorySize }),
    ...(timeout !== undefined && { timeout }),
    ...(description !== undefined && { description }),
  };
}

/** API reference "UpdateFunctionConfiguration", for description, memory, timeout and variables. */
export const updateFunctionConfiguration =
  (functions: Functions): Operation =>
  (input, context) => {
    const members = lambdaMembers(input, MEMBERS);
    const { found } = findFunction(functions, members.requiredString('FunctionName'), undefined, context);
    const revisionId = members.string('RevisionId');
    if (revisionId !== undefined && revisionId !== found.latest.revisionId) throw preconditionFailed();
    return functionConfiguration(functions.update(found.id, changeOf(members)), context, undefined);
  };
