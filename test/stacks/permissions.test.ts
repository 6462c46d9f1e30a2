import { describe, expect, inject, it } from 'vitest';
import { FUNCTIONS, type Permission } from '../../functions/manifest.ts';
import { customNamespace, physicalName } from '../../monitoring/physical-name.ts';
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
  'cloudwatch:PutMetricData',
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

function isOfTable(permission: Permission): permission is Extract<Permission, `table:${string}`> {
  return permission.startsWith('table:');
}

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
  const unscoped = (actions: readonly string[]) => actions.map((action) => `${action} on *`);
  const actionsFor = (permission: Exclude<Permission, `table:${string}`>): readonly string[] => {
    switch (permission) {
      case 'gsi1:Query':
        return [`dynamodb:Query on ${table}/index/gsi1`];
      case 'gsi2:Query':
        return [`dynamodb:Query on ${table}/index/gsi2`];
      case 'orderQueue:send':
        return ['sqs:SendMessage on arn:aws:sqs:us-east-1:123456789012:smallcart-production-orders'];
      case 'metrics:read':
        return ['cloudwatch:GetMetricData on *'];
      case 'metrics:write':
        return ['cloudwatch:PutMetricData on *'];
      case 'xray:read':
        return unscoped(['xray:GetTraceSummaries', 'xray:BatchGetTraces']);
      case 'cloudwatch:read':
        return [
          `cloudwatch:GetDashboard on ${dashboards}`,
          ...unscoped(
            ['GetMetricData', 'DescribeAlarms', 'DescribeAlarmHistory', 'ListDashboards'].map(
              (action) => `cloudwatch:${action}`,
            ),
          ),
        ];
      default:
        return permission satisfies never;
    }
  };
  /** What the manifest grants beyond logs, traces and the event source: `action on resource`. */
  const granted = (id: FunctionId): readonly string[] =>
    FUNCTIONS[id].permissions.flatMap((permission) =>
      isOfTable(permission) ? [`dynamodb:${permission.slice('table:'.length)} on ${table}`] : actionsFor(permission),
    );
  const ofEveryFunction = /^(logs:|xray:Put)|:stream\/|table\/.*\/stream|outbox-failures|sqs:(Receive|Delete|GetQueue)/;

  it.each(FUNCTION_IDS)('%s may do exactly what it does', (id) => {
    const allowed = allowedTo(plan, physicalName('production', id)).flatMap(
      ({ Action: actions, Resource: resources }) =>
        actions.flatMap((action) => resources.map((resource) => `${action} on ${resource}`)),
    );
    const expected = new Set(granted(id));
    expect([...new Set(allowed.filter((each) => !ofEveryFunction.test(each)))].sort()).toEqual([...expected].sort());
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
