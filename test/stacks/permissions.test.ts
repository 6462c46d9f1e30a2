import { describe, expect, inject, it } from 'vitest';
import { FUNCTIONS } from '../../functions/manifest.ts';
import { type RoleStatement, roleStatements } from '../../functions/role-statements.ts';
import { roleResources } from '../../local/iam/role-resources.ts';
import { customNamespace, physicalName } from '../../monitoring/physical-name.ts';
import { FUNCTION_IDS, type FunctionId } from '../../monitoring/resources.ts';
import { allowedTo, ofType, type Statement, statementsOf } from './select.ts';

const plan = inject('production');
const roles = ofType(plan, 'iam/role:Role');

const inline = roles.flatMap(({ inputs }) =>
  ((inputs.inlinePolicies ?? []) as readonly { policy: string }[]).flatMap(({ policy }) => statementsOf(policy)),
);

/** AWS defines no resource for these actions, or (describing alarms) leaves something out when one is named. */
const UNSCOPED_BY_AWS = [
  'cloudwatch:DescribeAlarmHistory',
  'cloudwatch:DescribeAlarms',
  'cloudwatch:GetMetricData',
  'cloudwatch:ListAlarmMuteRules',
  'cloudwatch:PutMetricData',
  'logs:GetLogRecord',
  'logs:GetQueryResults',
  'logs:StopQuery',
  'xray:BatchGetTraces',
  'xray:GetServiceGraph',
  'xray:GetTimeSeriesServiceStatistics',
  'xray:GetTraceGraph',
  'xray:GetTraceSummaries',
  'xray:PutTelemetryRecords',
  'xray:PutTraceSegments',
];

function actionsOf(id: FunctionId): readonly string[] {
  return allowedTo(plan, physicalName('production', id)).flatMap(({ Action: actions }) => actions);
}

describe('roles', () => {
  it('have no managed policy, which would allow more than they need', () => {
    expect(roles.flatMap(({ inputs }) => inputs.managedPolicyArns ?? [])).toEqual([]);
    expect(ofType(plan, 'iam/rolePolicyAttachment:RolePolicyAttachment')).toEqual([]);
  });

  it('allow no action by wildcard', () => {
    expect(inline.flatMap(({ Action: actions }) => actions).filter((action) => action.includes('*'))).toEqual([]);
  });

  it('allow actions on every resource only where AWS has no narrower one', () => {
    const unscoped = inline.filter(({ Resource: resources }) => resources.some((resource) => resource === '*'));
    expect([...new Set(unscoped.flatMap(({ Action: actions }) => actions))].sort()).toEqual(UNSCOPED_BY_AWS);
  });

  it('name resources of this stage alone', () => {
    const named = inline.flatMap(({ Resource: resources }) => resources).filter((resource) => resource !== '*');
    expect(named.filter((resource) => !resource.includes('smallcart-production-'))).toEqual([]);
  });
});

/** The stage's ARNs as text; the stream's label is the one that its plan makes up. */
const named = roleResources({ region: 'us-east-1', accountId: '123456789012', stage: 'production' });
const resources = { ...named, stream: named.stream.replace('*', '2026-01-01T00:00:00.000') };

/** Statements as the data source `aws_iam_policy_document` writes them into a policy. */
function asPolicy({ actions, resources: arns, conditions }: RoleStatement<string>): Statement {
  const conditional = conditions?.map(({ test, variable, values }) => [test, { [variable]: values }]);
  const statement = { Effect: 'Allow', Action: actions, Resource: arns };
  return conditional === undefined ? statement : { ...statement, Condition: Object.fromEntries(conditional) };
}

describe('each function', () => {
  it.each(FUNCTION_IDS)('%s has a policy of exactly the statements that the embedded cloud holds it to', (id) => {
    const statements = roleStatements(id, FUNCTIONS[id], resources).map(asPolicy);
    expect(allowedTo(plan, physicalName('production', id))).toEqual(statements);
  });

  it.each(FUNCTION_IDS)('%s may write its own logs and no others, and the console’s read all of the stage', (id) => {
    const logs = allowedTo(plan, physicalName('production', id)).filter(({ Action: actions }) =>
      actions.some((action) => action.startsWith('logs:')),
    );
    const group = (name: string) =>
      `arn:aws:logs:us-east-1:123456789012:log-group:/aws/lambda/${physicalName('production', name)}:*`;
    const write = { Action: ['logs:CreateLogStream', 'logs:PutLogEvents'], Resource: [group(id)] };
    const read = { Action: ['logs:FilterLogEvents', 'logs:StartQuery'], Resource: [group('*')] };
    const queries = { Action: ['logs:GetQueryResults', 'logs:StopQuery', 'logs:GetLogRecord'], Resource: ['*'] };
    expect(logs).toMatchObject(id === 'ops' ? [write, read, queries] : [write]);
    expect(logs).toHaveLength(id === 'ops' ? 3 : 1);
  });

  it.each(FUNCTION_IDS)('%s may send its traces', (id) => {
    expect(actionsOf(id)).toEqual(expect.arrayContaining(['xray:PutTraceSegments', 'xray:PutTelemetryRecords']));
  });

  it.each(FUNCTION_IDS)('%s may write metrics into the stage’s namespace alone, if at all', (id) => {
    const writes = allowedTo(plan, physicalName('production', id)).filter(({ Action: actions }) =>
      actions.includes('cloudwatch:PutMetricData'),
    );
    const only = { StringEquals: { 'cloudwatch:namespace': [customNamespace('production')] } };
    expect(writes.map(({ Condition: condition }) => condition)).toEqual(
      FUNCTIONS[id].permissions.includes('metrics:write') ? [only] : [],
    );
  });

  it('cannot scan, create or delete tables, nor purge queues', () => {
    const powerful = /dynamodb:(Scan|CreateTable|DeleteTable|UpdateTable)|sqs:(PurgeQueue|DeleteQueue)|iam:|sts:/;
    expect(FUNCTION_IDS.flatMap(actionsOf).filter((action) => powerful.test(action))).toEqual([]);
  });

  it('needs neither table nor queue to probe the shop', () => {
    expect(actionsOf('probe').filter((action) => /^(dynamodb|sqs):/.test(action))).toEqual([]);
  });
});

describe('event sources', () => {
  it('let the outbox read the stream and report what it gave up', () => {
    expect(actionsOf('outbox')).toEqual(expect.arrayContaining(['dynamodb:GetRecords', 'dynamodb:GetShardIterator']));
    const sends = allowedTo(plan, physicalName('production', 'outbox')).filter(({ Action: actions }) =>
      actions.includes('sqs:SendMessage'),
    );
    expect(sends.flatMap(({ Resource: resources }) => resources).sort()).toEqual([
      'arn:aws:sqs:us-east-1:123456789012:smallcart-production-orders',
      'arn:aws:sqs:us-east-1:123456789012:smallcart-production-outbox-failures',
    ]);
  });

  it.each<[FunctionId, string, readonly string[]]>([
    ['fulfilment', 'orders', []],
    // What it cannot keep goes on in its own queue, with who was told of it.
    ['incidents', 'incidents', ['sqs:SendMessage']],
  ])('let %s take messages from its own queue, and do nothing with any other', (id, queue, besides) => {
    const allowed = allowedTo(plan, physicalName('production', id)).filter(({ Action: actions }) =>
      actions.some((action) => action.startsWith('sqs:')),
    );
    expect(allowed.flatMap(({ Action: actions }) => actions)).toEqual(
      ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'].concat(besides),
    );
    const own = `arn:aws:sqs:us-east-1:123456789012:smallcart-production-${queue}`;
    expect(new Set(allowed.flatMap(({ Resource: resources }) => resources))).toEqual(new Set([own]));
  });

  it('let each schedule invoke its own function and nothing else', () => {
    const scheduled = FUNCTION_IDS.filter((id) => FUNCTIONS[id].source?.type === 'schedule');
    const schedules = roles.filter(({ inputs }) => String(inputs.assumeRolePolicy).includes('scheduler.amazonaws.com'));
    const policies = schedules.map(({ inputs }) => (inputs.inlinePolicies ?? []) as readonly { policy: string }[]);
    const allowed = policies.map((each) => each.flatMap(({ policy }) => statementsOf(policy)));
    const expected = scheduled.map((id) => [
      {
        Effect: 'Allow',
        Action: ['lambda:InvokeFunction'],
        Resource: [`arn:aws:lambda:us-east-1:123456789012:function:${physicalName('production', id)}:live`],
      },
    ]);
    expect(allowed).toHaveLength(expected.length);
    expect(allowed).toEqual(expect.arrayContaining(expected));
  });
});
