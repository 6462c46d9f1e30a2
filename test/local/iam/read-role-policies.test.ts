import { expect, test } from 'vitest';
import { FUNCTIONS } from '../../../functions/manifest.ts';
import { roleStatements } from '../../../functions/role-statements.ts';
import { readRolePolicies } from '../../../local/iam/read-role-policies.ts';
import { roleResources } from '../../../local/iam/role-resources.ts';
import { createRoles } from '../../../local/iam/roles.ts';
import { FUNCTION_IDS } from '../../../monitoring/resources.ts';

const place = { region: 'us-east-1', accountId: '000000000000', stage: 'test' };
const statement = { actor: 'code', actions: ['sqs:SendMessage'], resources: ['*'] };
const conditional = (condition: object) => ({ ...statement, conditions: [condition] });

test('policies are read as they were made, whatever they allow', () => {
  const made = FUNCTION_IDS.map((id) => [id, roleStatements(id, FUNCTIONS[id], roleResources(place))] as const);
  expect(readRolePolicies(JSON.parse(JSON.stringify(Object.fromEntries(made))))).toEqual(new Map(made));
});

test.each<[string, unknown, string]>([
  ['no object', [], 'Give each function its statements: {"checkout":[…]}.'],
  ['an unknown function', { nobody: [] }, "There is no function 'nobody'."],
  ['no list', { cart: 'all' }, "The member 'cart' must be a list."],
  [
    'nobody who acts',
    { cart: [{ ...statement, actor: 'me' }] },
    "The actor of a statement must be 'code' or 'lambda'.",
  ],
  ['no actions', { cart: [{ ...statement, actions: undefined }] }, "A statement lacks 'actions'."],
  [
    'resources that are no text',
    { cart: [{ ...statement, resources: [1] }] },
    "Every element of 'resources' must be a string.",
  ],
  ['another test', { cart: [conditional({ test: 'IpAddress' })] }, 'The test of a condition must be StringEquals.'],
  ['half a condition', { cart: [conditional({ test: 'StringEquals', variable: 'a' })] }, "A statement lacks 'values'."],
])('policies with %s are refused in a sentence', (_, body, message) => {
  expect(() => readRolePolicies(body)).toThrow(expect.objectContaining({ message, statusCode: 400 }));
});

test('a policy takes the place of the one before, of its own role alone, and is counted anew', () => {
  const roles = createRoles(place);
  const { cart: before, catalog } = roles.report();
  roles.put(readRolePolicies({ cart: [statement] }));
  const { cart, catalog: still } = roles.report();
  expect(before.granted).not.toEqual(cart.granted);
  expect(cart).toMatchObject({ granted: [{ action: 'sqs:SendMessage', resource: '*', used: 0 }], lambda: [] });
  expect(still).toEqual(catalog);
});
