import type { EventSource, FunctionDefinition, Permission, TablePermission } from '../functions/manifest.ts';
import { customNamespace, logGroupName, physicalName } from '../monitoring/physical-name.ts';
import type { FunctionId } from '../monitoring/resources.ts';
import { account, partition, region } from './place.ts';
import type { Queues } from './queues.ts';

type Name = $util.Output<string>;
type Condition = { readonly test: string; readonly variable: string; readonly values: string[] };
type Statement = {
  readonly actions: string[];
  readonly resources: (string | Name)[];
  readonly conditions?: Condition[];
};
export type PermissionTargets = { readonly table: sst.aws.Dynamo; readonly queues: Queues };

/**
 * For actions that have no resource type to name ("Actions, resources, and condition keys" of each service), and for
 * DescribeAlarms and DescribeAlarmHistory, which leave out composite alarms when they are scoped more narrowly.
 */
const EVERYTHING = ['*'];

const SEND_TRACES: Statement = {
  actions: ['xray:PutTraceSegments', 'xray:PutTelemetryRecords'],
  resources: EVERYTHING,
};

function writeLogs(id: FunctionId): Statement {
  const group = logGroupName($app.stage, id);
  return {
    actions: ['logs:CreateLogStream', 'logs:PutLogEvents'],
    resources: [$interpolate`arn:${partition}:logs:${region}:${account}:log-group:${group}:*`],
  };
}

function isOfTable(permission: Permission): permission is TablePermission {
  return permission.startsWith('table:');
}

function tableActions(permissions: readonly Permission[], { table }: PermissionTargets): Statement[] {
  const actions = permissions.filter(isOfTable).map((permission) => permission.replace('table:', 'dynamodb:'));
  return actions.length === 0 ? [] : [{ actions, resources: [table.arn] }];
}

function granted(permission: Exclude<Permission, TablePermission>, { table, queues }: PermissionTargets): Statement[] {
  switch (permission) {
    case 'gsi1:Query':
      return [{ actions: ['dynamodb:Query'], resources: [$interpolate`${table.arn}/index/gsi1`] }];
    case 'gsi2:Query':
      return [{ actions: ['dynamodb:Query'], resources: [$interpolate`${table.arn}/index/gsi2`] }];
    case 'orderQueue:send':
      return [{ actions: ['sqs:SendMessage'], resources: [queues.orders.arn] }];
    case 'cloudwatch:read': {
      const dashboards = $interpolate`arn:${partition}:cloudwatch::${account}:dashboard/${physicalName($app.stage, '*')}`;
      const unscoped = ['GetMetricData', 'DescribeAlarms', 'DescribeAlarmHistory', 'ListDashboards'];
      return [
        { actions: ['cloudwatch:GetDashboard'], resources: [dashboards] },
        { actions: unscoped.map((action) => `cloudwatch:${action}`), resources: EVERYTHING },
      ];
    }
    case 'metrics:read':
      return [{ actions: ['cloudwatch:GetMetricData'], resources: EVERYTHING }];
    case 'metrics:write': {
      const ownNamespace = [customNamespace($app.stage)];
      const conditions = [{ test: 'StringEquals', variable: 'cloudwatch:namespace', values: ownNamespace }];
      return [{ actions: ['cloudwatch:PutMetricData'], resources: EVERYTHING, conditions }];
    }
    case 'xray:read':
      return [{ actions: ['xray:GetTraceSummaries', 'xray:BatchGetTraces'], resources: EVERYTHING }];
    default: {
      const unknown: never = permission;
      throw new Error(`functions/manifest.ts asks for an unknown permission: ${unknown}`);
    }
  }
}

function takeFrom(queue: aws.sqs.Queue): Statement {
  const actions = ['ReceiveMessage', 'DeleteMessage', 'GetQueueAttributes'].map((action) => `sqs:${action}`);
  return { actions, resources: [queue.arn] };
}

function ownSource(source: EventSource | undefined, { table, queues }: PermissionTargets): Statement[] {
  if (source?.type === 'stream') {
    const actions = ['DescribeStream', 'GetRecords', 'GetShardIterator', 'ListStreams'].map(
      (action) => `dynamodb:${action}`,
    );
    const stream = table.nodes.table.streamArn;
    return [
      { actions, resources: [stream] },
      { actions: ['sqs:SendMessage'], resources: [queues.outboxFailures.arn] },
    ];
  }
  if (source?.type === 'queue') return [takeFrom(queues.orders)];
  if (source?.type === 'topics') return [takeFrom(queues.notifications)];
  return [];
}

/** All that a function's role allows: its logs, its traces, its event source, and what the manifest grants. */
export function statements(id: FunctionId, definition: FunctionDefinition, targets: PermissionTargets): Statement[] {
  return [
    SEND_TRACES,
    writeLogs(id),
    ...ownSource(definition.source, targets),
    ...tableActions(definition.permissions, targets),
    ...definition.permissions.flatMap((permission) => (isOfTable(permission) ? [] : granted(permission, targets))),
  ];
}
