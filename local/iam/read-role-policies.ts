import type { RoleCondition, RoleStatement } from '../../functions/role-statements.ts';
import { FUNCTION_IDS, type FunctionId } from '../../monitoring/resources.ts';
import { AwsError } from '../aws/aws-error.ts';
import { isJsonObject, type JsonObject } from '../aws/json.ts';
import { readMembers } from '../aws/members.ts';

/** What roles are to allow, by function. */
export type RolePolicies = ReadonlyMap<FunctionId, readonly RoleStatement<string>[]>;

const malformed = (message: string): AwsError => new AwsError('MalformedPolicyDocument', message);

function required<Value>(value: Value | undefined, member: string): Value {
  if (value === undefined) throw malformed(`A statement lacks '${member}'.`);
  return value;
}

function conditionOf(input: JsonObject): RoleCondition {
  const { string, strings } = readMembers(input);
  const test = string('test');
  if (test !== 'StringEquals') throw malformed('The test of a condition must be StringEquals.');
  return { test, variable: required(string('variable'), 'variable'), values: required(strings('values'), 'values') };
}

function statementOf(input: JsonObject): RoleStatement<string> {
  const { string, strings, objects } = readMembers(input);
  const actor = string('actor');
  if (actor !== 'code' && actor !== 'lambda') throw malformed("The actor of a statement must be 'code' or 'lambda'.");
  const conditions = objects('conditions')?.map(conditionOf);
  return {
    actor,
    actions: required(strings('actions'), 'actions'),
    resources: required(strings('resources'), 'resources'),
    ...(conditions && { conditions }),
  };
}

/** Reads `{"<function>": [<statement>, …]}`, statements as functions/role-statements.ts makes them; AwsError when it is anything else. */
export function readRolePolicies(body: unknown): RolePolicies {
  if (!isJsonObject(body)) throw malformed('Give each function its statements: {"checkout":[…]}.');
  const members = readMembers(body);
  const policies = Object.keys(body).map((name) => {
    const id = FUNCTION_IDS.find((known) => known === name);
    if (id === undefined) throw malformed(`There is no function '${name}'.`);
    return [id, (members.objects(name) ?? []).map(statementOf)] as const;
  });
  return new Map(policies);
}
