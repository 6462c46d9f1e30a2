import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { customNamespace, physicalName } from '../../monitoring/physical-name.ts';
import { settingFaults } from '../../settings/setting-rules.ts';
import { conditionsHold, isAllowed } from '../support/iam-verdict.ts';
import { ACCOUNT, roleOf } from '../support/role-template.ts';
import { jobOf, stepOf } from '../support/workflows.ts';

const REPOSITORY = { Owner: 'owner', Repository: 'shop' };
const production = roleOf({ ...REPOSITORY, Stages: 'production' });
const preview = roleOf({ ...REPOSITORY, Stages: 'pr*' });
const withIds = roleOf({ ...REPOSITORY, Stages: 'pr*', OwnerId: '12', RepositoryId: '34' });

describe('the role is taken', () => {
  const job = (sub: string, ref = 'refs/pull/7/merge', aud = 'sts.amazonaws.com') => ({ sub, ref, aud });
  const JOBS = {
    'for production by a job of that environment on main': [
      production,
      job('repo:owner/shop:environment:production', 'refs/heads/main'),
      true,
    ],
    'for production by none on another branch': [
      production,
      job('repo:owner/shop:environment:production', 'refs/heads/other'),
      false,
    ],
    'for production by none of a pull request': [production, job('repo:owner/shop:pull_request'), false],
    'for production by none of the environment of previews': [
      production,
      job('repo:owner/shop:environment:preview', 'refs/heads/main'),
      false,
    ],
    'for production by none without an environment': [
      production,
      job('repo:owner/shop:ref:refs/heads/main', 'refs/heads/main'),
      false,
    ],
    'for previews by a job of that environment': [preview, job('repo:owner/shop:environment:preview'), true],
    'for previews by none of another repository': [preview, job('repo:somebody/shop:environment:preview'), false],
    'for previews by none whose repository’s name goes on': [
      preview,
      job('repo:owner/shop2:environment:preview'),
      false,
    ],
    'for previews by none that asks on behalf of others': [
      preview,
      job('repo:owner/shop:environment:preview', '', 'https://github.com/owner'),
      false,
    ],
    'by a repository of these numbers': [withIds, job('repo:owner@12/shop@34:environment:preview'), true],
    'by none that has taken over the name': [withIds, job('repo:owner@12/shop@35:environment:preview'), false],
    'by none that tells no numbers where they are asked for': [
      withIds,
      job('repo:owner/shop:environment:preview'),
      false,
    ],
  } as const satisfies Record<string, readonly [ReturnType<typeof roleOf>, ReturnType<typeof job>, boolean]>;

  test.each(Object.entries(JOBS))('%s', (_, [role, claims, taken]) => {
    const [trust, ...others] = role.trust;
    const keys = Object.entries(claims).map(([name, value]) => [`token.actions.githubusercontent.com:${name}`, value]);
    expect(others).toEqual([]);
    expect(trust?.Action).toEqual(['sts:AssumeRoleWithWebIdentity']);
    expect(conditionsHold(trust?.Condition ?? {}, Object.fromEntries(keys))).toBe(taken);
  });

  test('by jobs of the environments that the workflows name', () => {
    const environments = ['deploy', 'preview', 'preview-cleanup'].map((name) => jobOf(name).environment);
    expect(environments).toMatchObject([{ name: 'production' }, { name: 'preview' }, 'preview']);
  });

  test.each(['deploy', 'preview'])('for as long as the workflow %s may take', (name) => {
    const asked = Number(stepOf(name, 'Sign in to AWS').with?.['role-duration-seconds']);
    expect([asked, asked / 60]).toEqual([production.MaxSessionDuration, jobOf(name)['timeout-minutes']]);
  });

  test('for as long as the longest watches and an hour and a half, to get there and back', () => {
    const taken = (minutes: number) =>
      settingFaults('production', { release: { canaryMinutes: minutes, bakeMinutes: minutes } }).length === 0;
    const longest = Array.from({ length: 600 }, (_, minutes) => minutes).findLast(taken) ?? 0;
    expect(longest).toBeGreaterThan(0);
    expect(production.MaxSessionDuration).toBeGreaterThanOrEqual((2 * longest + 90) * 60);
  });
});

test('the provider is made once in an account', () => {
  expect(production.makes).toEqual(['AWS::IAM::OIDCProvider', 'AWS::IAM::ManagedPolicy', 'AWS::IAM::Role']);
  const second = roleOf({ ...REPOSITORY, Stages: 'pr*', Provider: 'arn:aws:iam::123456789012:oidc-provider/x' });
  expect(second.makes).toEqual(['AWS::IAM::ManagedPolicy', 'AWS::IAM::Role']);
  expect(second.trust[0]?.Principal).toEqual({ Federated: 'arn:aws:iam::123456789012:oidc-provider/x' });
});

test('production and previews cannot share an account, as IAM takes a name once', () => {
  expect(preview.RoleName).toBe(production.RoleName);
  expect(preview.boundary.name).toBe(production.boundary.name);
});

test('a stage that is neither production nor a preview has no role', () => {
  expect(() => roleOf({ ...REPOSITORY, Stages: '*' })).toThrow('Stages cannot be *');
});

/** IAM's limit on the inline policies of a role, white space apart (IAM User Guide, "IAM and AWS STS quotas"). */
const MOST_CHARACTERS = 10_240;

test.each([production, preview, withIds])('$RoleName has policies that IAM takes', ({ policies }) => {
  expect(JSON.stringify(policies).length).toBeLessThanOrEqual(MOST_CHARACTERS);
});

/** IAM's limit on a managed policy, white space apart. */
const MOST_OF_A_BOUNDARY = 6144;

test.each([production, preview])('$boundary.name is a policy that IAM takes', ({ boundary }) => {
  const document = { Version: '2012-10-17', Statement: boundary.statements };
  expect(JSON.stringify(document).length).toBeLessThanOrEqual(MOST_OF_A_BOUNDARY);
});

describe('a role of a stage', () => {
  const BOUNDS = { 'the Boundary': true, 'arn:aws:iam::aws:policy/AdministratorAccess': false };
  const resource = `arn:aws:iam::${ACCOUNT}:role/smallcart-production-CartRole-a`;
  const changes = ['CreateRole', 'PutRolePolicy', 'PutRolePermissionsBoundary'].map((name) => `iam:${name}`);

  test.each(Object.entries(BOUNDS))('bounded by %s: may be made: %s', (bound, expected) => {
    const keys = { 'iam:PermissionsBoundary': bound };
    const verdicts = changes.map((action) => isAllowed(production.statements, { action, resource, keys }));
    expect(verdicts).toEqual(changes.map(() => expected));
  });

  test('without a boundary, or freed of it, is refused', () => {
    const actions = [...changes, 'iam:DeleteRolePermissionsBoundary'];
    expect(actions.filter((action) => isAllowed(production.statements, { action, resource }))).toEqual([]);
  });

  test('reaches no IAM, whatever its policies say, and nothing of another app', () => {
    const arn = (service: string, name: string) => `arn:aws:${service}:eu-central-1:${ACCOUNT}:${name}`;
    const REFUSED = [
      ['iam:CreateUser', '*'],
      ['sts:AssumeRole', `arn:aws:iam::${ACCOUNT}:role/admin`],
      ['s3:GetObject', 'arn:aws:s3:::sst-state-abc/app/smallcart/production.json'],
      ['dynamodb:GetItem', arn('dynamodb', 'table/other')],
      ['lambda:InvokeFunction', arn('lambda', 'function:other')],
      ['lambda:UpdateFunctionCode', arn('lambda', `function:${physicalName('production', 'cart')}`)],
    ] as const;
    const { statements } = production.boundary;
    expect(REFUSED.filter(([action, resource]) => isAllowed(statements, { action, resource }))).toEqual([]);
  });
});

test.each([production, preview])('$RoleName has no power over itself or other roles of the account', (role) => {
  for (const name of [role.RoleName, 'admin'])
    for (const action of ['iam:PutRolePolicy', 'iam:UpdateAssumeRolePolicy', 'iam:PassRole', 'iam:DeleteRole'])
      expect(isAllowed(role.statements, { action, resource: `arn:aws:iam::${ACCOUNT}:role/${name}` })).toBe(false);
  expect(role.statements.flatMap(({ Action }) => Action)).not.toContain('iam:AttachRolePolicy');
});

const passed = (role: string, service: string) => ({
  ...{ action: 'iam:PassRole', resource: `arn:aws:iam::${ACCOUNT}:role/${role}` },
  keys: { 'iam:PassedToService': service },
});

test('roles are passed to the services that they are for alone', () => {
  const { statements } = production;
  expect(isAllowed(statements, passed('smallcart-production-CartRole-a', 'lambda.amazonaws.com'))).toBe(true);
  expect(isAllowed(statements, passed('smallcart-production-CartRole-a', 'ec2.amazonaws.com'))).toBe(false);
});

test('the items of the table are read one by one', () => {
  const table = `arn:aws:dynamodb:eu-central-1:${ACCOUNT}:table/${physicalName('production', 'shop')}`;
  const may = (action: string) => isAllowed(production.statements, { action: `dynamodb:${action}`, resource: table });
  expect(['GetItem', 'PutItem', 'UpdateItem', 'Query'].filter((action) => !may(action))).toEqual([]);
  expect(['Scan', 'ExportTableToPointInTime', 'BatchGetItem', 'PartiQLSelect'].filter(may)).toEqual([]);
});

describe('SST’s state', () => {
  const object = (key: string) => ({ action: 's3:GetObject', resource: `arn:aws:s3:::sst-state-abc/${key}` });
  const STATE = {
    'secret/smallcart/production.json': ['production'],
    'app/smallcart/production.json': ['production'],
    'snapshot/smallcart/production/1.json': ['production'],
    'app/smallcart/pr7.json': ['preview'],
    'lock/smallcart/pr7.json': ['preview'],
    'secret/smallcart/prod.json': [],
    'secret/smallcart/dev.json': [],
    'secret/other/pr7.json': [],
    'secret/smallcart/_fallback.json': ['production', 'preview'],
  };

  test.each(Object.entries(STATE))('%s is read for %j', (key, expected) => {
    const roles = Object.entries({ production, preview });
    const reading = roles.filter(([, { statements }]) => isAllowed(statements, object(key))).map(([name]) => name);
    expect(reading).toEqual(expected);
  });

  test('says where it is to both, and lets neither move it', () => {
    const resource = `arn:aws:ssm:eu-central-1:${ACCOUNT}:parameter/sst/bootstrap`;
    for (const { statements } of [production, preview]) {
      expect(isAllowed(statements, { action: 'ssm:GetParameter', resource })).toBe(true);
      expect(isAllowed(statements, { action: 'ssm:PutParameter', resource })).toBe(false);
    }
  });
});

/** What a deployment and a removal call themselves, beside SST: actions of the commands that its code sends. */
function actionsCalled(): readonly string[] {
  const files = globSync('operations/{deploy,remove,telemetry,verify}/**/*.ts', {
    cwd: join(import.meta.dirname, '../..'),
  });
  const sources = files.filter((file) => !file.includes('/local/')).map((file) => readFileSync(file, 'utf8'));
  const imports = sources.flatMap((text) => [...text.matchAll(/import \{([^}]*)\} from '@aws-sdk\/client-([\w-]+)'/g)]);
  const prefixes = new Map([
    ['cloudwatch-logs', 'logs'],
    ['eventbridge', 'events'],
  ]);
  return imports.flatMap(([, names = '', client = '']) =>
    [...names.matchAll(/(\w+)Command\b/g)].map(([, name]) => {
      const action = name === 'Invoke' ? 'InvokeFunction' : name;
      return `${prefixes.get(client) ?? client}:${action}`;
    }),
  );
}

/** A resource of each kind that a deployment calls an action on. */
function resourcesOf(stage: string): readonly string[] {
  const arn = (service: string, resource: string) => `arn:aws:${service}:us-east-1:${ACCOUNT}:${resource}`;
  return [
    arn('lambda', `function:${physicalName(stage, 'checkout')}`),
    arn('logs', `log-group:/aws/lambda/${physicalName(stage, 'checkout')}`),
    `arn:aws:cloudwatch::${ACCOUNT}:dashboard/${physicalName(stage, 'overview')}`,
    arn('dynamodb', `table/${physicalName(stage, 'shop')}`),
    arn('events', 'event-bus/default'),
    '*',
  ];
}

test.each([
  ['production', production],
  ['pr7', preview],
] as const)('what a deployment and a removal of %s call is allowed', (stage, { statements }) => {
  const keys = { 'cloudwatch:namespace': customNamespace(stage) };
  const called = new Set(actionsCalled());
  const may = (action: string) =>
    resourcesOf(stage).some((resource) => isAllowed(statements, { action, resource, keys }));
  expect(called).toContain('lambda:UpdateAlias');
  expect([...called].filter((action) => !may(action))).toEqual([]);
});

test('previews cannot write production’s metrics', () => {
  const keys = { 'cloudwatch:namespace': customNamespace('production') };
  const asked = { action: 'cloudwatch:PutMetricData', resource: '*', keys };
  expect([production, preview].map(({ statements }) => isAllowed(statements, asked))).toEqual([true, false]);
});
