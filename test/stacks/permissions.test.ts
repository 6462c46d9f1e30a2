import { describe, expect, inject, it } from 'vitest';
import { physicalName } from '../../monitoring/physical-name.ts';
import { FUNCTION_IDS, type FunctionId } from '../../monitoring/resources.ts';
import { allowedTo, ofType, statementsOf } from './select.ts';

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
  'cloudwatch:ListDashboards',
  'xray:BatchGetTraces',
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

describe('each function', () => {
  it.each(FUNCTION_IDS)('%s may write its own logs and no others', (id) => {
    const logs = allowedTo(plan, physicalName('production', id)).filter(({ Action: actions }) =>
      actions.some((action) => action.startsWith('logs:')),
    );
    expect(logs.flatMap(({ Resource: resources }) => resources)).toEqual([
      `arn:aws:logs:us-east-1:123456789012:log-group:/aws/lambda/${physicalName('production', id)}:*`,
    ]);
    expect(logs.flatMap(({ Action: actions }) => actions)).toEqual(['logs:CreateLogStream', 'logs:PutLogEvents']);
  });

  it.each(FUNCTION_IDS)('%s may send its traces', (id) => {
    expect(actionsOf(id)).toEqual(expect.arrayContaining(['xray:PutTraceSegments', 'xray:PutTelemetryRecords']));
  });

  const table = 'arn:aws:dynamodb:us-east-1:123456789012:table/smallcart-production-shop';
  const dashboards = 'arn:aws:cloudwatch::123456789012:dashboard/smallcart-production-*';
  /** Beyond logs, traces and the event source: `action on resource`. */
  const granted: Readonly<Partial<Record<FunctionId, readonly string[]>>> = {
    catalog: [`dynamodb:GetItem on ${table}`, `dynamodb:Query on ${table}/index/gsi1`],
    cart: ['GetItem', 'BatchGetItem', 'PutItem'].map((action) => `dynamodb:${action} on ${table}`),
    checkout: [
      ...['GetItem', 'BatchGetItem', 'PutItem', 'UpdateItem'].map((action) => `dynamodb:${action} on ${table}`),
      `dynamodb:Query on ${table}/index/gsi1`,
    ],
    account: ['GetItem', 'BatchGetItem', 'PutItem', 'DeleteItem'].map((action) => `dynamodb:${action} on ${table}`),
    ops: [
      ...['GetItem', 'Query'].map((action) => `dynamodb:${action} on ${table}`),
      `cloudwatch:GetDashboard on ${dashboards}`,
      ...['GetMetricData', 'DescribeAlarms', 'DescribeAlarmHistory', 'ListDashboards'].map(
        (action) => `cloudwatch:${action} on *`,
      ),
      'xray:GetTraceSummaries on *',
      'xray:BatchGetTraces on *',
    ],
    outbox: ['sqs:SendMessage on arn:aws:sqs:us-east-1:123456789012:smallcart-production-orders'],
    fulfilment: ['GetItem', 'UpdateItem'].map((action) => `dynamodb:${action} on ${table}`),
    probe: [],
    notifications: [`dynamodb:PutItem on ${table}`],
    setup: ['GetItem', 'PutItem'].map((action) => `dynamodb:${action} on ${table}`),
  };
  const ofEveryFunction = /^(logs:|xray:Put)|:stream\/|table\/.*\/stream|outbox-failures|sqs:(Receive|Delete|GetQueue)/;

  it.each(FUNCTION_IDS)('%s may do exactly what it does', (id) => {
    const allowed = allowedTo(plan, physicalName('production', id)).flatMap(
      ({ Action: actions, Resource: resources }) =>
        actions.flatMap((action) => resources.map((resource) => `${action} on ${resource}`)),
    );
    expect(allowed.filter((each) => !ofEveryFunction.test(each)).sort()).toEqual([...(granted[id] ?? [])].sort());
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

  it.each<[FunctionId, string]>([
    ['fulfilment', 'orders'],
    ['notifications', 'notifications'],
  ])('let %s take messages from its own queue and do nothing else with queues', (id, queue) => {
    const allowed = allowedTo(plan, physicalName('production', id)).filter(({ Action: actions }) =>
      actions.some((action) => action.startsWith('sqs:')),
    );
    expect(allowed).toEqual([
      {
        Effect: 'Allow',
        Action: ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'],
        Resource: [`arn:aws:sqs:us-east-1:123456789012:smallcart-production-${queue}`],
      },
    ]);
  });

  it('let the schedule invoke the probe and nothing else', () => {
    const schedule = roles.filter(({ inputs }) => String(inputs.assumeRolePolicy).includes('scheduler.amazonaws.com'));
    const policies = schedule.flatMap(({ inputs }) => inputs.inlinePolicies as readonly { policy: string }[]);
    expect(policies.flatMap(({ policy }) => statementsOf(policy))).toEqual([
      {
        Effect: 'Allow',
        Action: ['lambda:InvokeFunction'],
        Resource: ['arn:aws:lambda:us-east-1:123456789012:function:smallcart-production-probe'],
      },
    ]);
  });
});
