import { customNamespace, logGroupName, physicalName } from '../monitoring/physical-name.ts';
import type { FunctionId } from '../monitoring/resources.ts';
import type { EventSource, FunctionDefinition, Permission, TablePermission } from './function-definition.ts';
import { mutedRuleName } from './ops/muted-rule-name.ts';

/** What roles name, by ARNs as a place spells them: text, or what becomes text once the place is there. */
export type RoleResources<Arn> = {
  readonly stage: string;
  readonly table: Arn;
  readonly index: (name: string) => Arn;
  /** The table's stream. */
  readonly stream: Arn;
  readonly orderQueue: Arn;
  /** Of the queue that is told where in the stream the outbox gave up. */
  readonly outboxFailures: Arn;
  /** Of the queue of what incidents are made of. */
  readonly incidentQueue: Arn;
  /** Of the topics that mail people. */
  readonly mailTopics: readonly Arn[];
  /** Every stream of a log group. */
  readonly logGroup: (name: string) => Arn;
  /** Mute rules by name; `*` stands for any text. */
  readonly muteRules: (name: string) => Arn;
  /** Alarms by name; `*` stands for any text. */
  readonly alarms: (name: string) => Arn;
};

/** A condition of a statement, as SST and the data source `aws_iam_policy_document` write it. */
export type RoleCondition = {
  readonly test: 'StringEquals';
  readonly variable: string;
  readonly values: readonly string[];
};

/** A statement of a function's policy; all of them allow. */
export type RoleStatement<Arn> = {
  /** Who acts by it: the function's own code, or Lambda on its behalf, which needs what AWS documents. */
  readonly actor: 'code' | 'lambda';
  readonly actions: readonly string[];
  readonly resources: readonly (Arn | '*')[];
  readonly conditions?: readonly RoleCondition[];
};

/**
 * For actions that have no resource type to name ("Actions, resources, and condition keys" of each service), and for
 * DescribeAlarms and DescribeAlarmHistory, which leave out composite alarms when they are scoped more narrowly.
 */
const EVERYTHING = ['*'] as const;

function named(service: string, actions: readonly string[]): readonly string[] {
  return actions.map((action) => `${service}:${action}`);
}

/** "Visualize Lambda function invocations using AWS X-Ray". */
const SEND_TRACES = {
  actor: 'lambda',
  actions: named('xray', ['PutTraceSegments', 'PutTelemetryRecords']),
  resources: EVERYTHING,
} as const;

/** "Sending Lambda function logs to CloudWatch Logs". */
function writeLogs<Arn>(id: FunctionId, { stage, logGroup }: RoleResources<Arn>): RoleStatement<Arn> {
  const actions = named('logs', ['CreateLogStream', 'PutLogEvents']);
  return { actor: 'lambda', actions, resources: [logGroup(logGroupName(stage, id))] };
}

/** "Configuring execution role permissions" of Lambda's event source mappings for SQS. */
function takeFrom<Arn>(queue: Arn): RoleStatement<Arn> {
  const actions = named('sqs', ['ReceiveMessage', 'DeleteMessage', 'GetQueueAttributes']);
  return { actor: 'lambda', actions, resources: [queue] };
}

/** "Using Lambda with Amazon DynamoDB", execution role permissions, and those of a destination for what failed. */
function readStream<Arn>({ stream, outboxFailures }: RoleResources<Arn>): readonly RoleStatement<Arn>[] {
  const actions = named('dynamodb', ['DescribeStream', 'GetRecords', 'GetShardIterator', 'ListStreams']);
  return [
    { actor: 'lambda', actions, resources: [stream] },
    { actor: 'lambda', actions: ['sqs:SendMessage'], resources: [outboxFailures] },
  ];
}

function ownSource<Arn>(source: EventSource | undefined, resources: RoleResources<Arn>): readonly RoleStatement<Arn>[] {
  switch (source?.type) {
    case 'stream':
      return readStream(resources);
    case 'queue':
      return [takeFrom(resources.orderQueue)];
    case 'alarms':
      return [takeFrom(resources.incidentQueue)];
    case 'schedule':
    case 'direct':
    case undefined:
      return [];
    default:
      return source satisfies never;
  }
}

function isOfTable(permission: Permission): permission is TablePermission {
  return permission.startsWith('table:');
}

function ofTable<Arn>(permissions: readonly Permission[], table: Arn): readonly RoleStatement<Arn>[] {
  const actions = permissions.filter(isOfTable).map((permission) => permission.replace('table:', 'dynamodb:'));
  return actions.length === 0 ? [] : [{ actor: 'code', actions, resources: [table] }];
}

function everywhere(service: string, actions: readonly string[]): RoleStatement<never> {
  return { actor: 'code', actions: named(service, actions), resources: EVERYTHING };
}

function granted<Arn>(
  permission: Exclude<Permission, TablePermission>,
  { stage, index, orderQueue, incidentQueue, mailTopics, logGroup, muteRules, alarms }: RoleResources<Arn>,
): readonly RoleStatement<Arn>[] {
  switch (permission) {
    case 'gsi1:Query':
      return [{ actor: 'code', actions: ['dynamodb:Query'], resources: [index('gsi1')] }];
    case 'gsi2:Query':
      return [{ actor: 'code', actions: ['dynamodb:Query'], resources: [index('gsi2')] }];
    case 'orderQueue:send':
      return [{ actor: 'code', actions: ['sqs:SendMessage'], resources: [orderQueue] }];
    case 'incidentQueue:send':
      return [{ actor: 'code', actions: ['sqs:SendMessage'], resources: [incidentQueue] }];
    case 'mailTopics:publish':
      return [{ actor: 'code', actions: ['sns:Publish'], resources: mailTopics }];
    case 'cloudwatch:read':
      return [
        { actor: 'code', actions: ['cloudwatch:GetAlarmMuteRule'], resources: [muteRules(physicalName(stage, '*'))] },
        everywhere('cloudwatch', ['GetMetricData', 'DescribeAlarms', 'DescribeAlarmHistory']),
        everywhere('cloudwatch', ['ListAlarmMuteRules']),
      ];
    case 'logs:read':
      return [
        {
          actor: 'code',
          actions: named('logs', ['FilterLogEvents', 'StartQuery']),
          resources: [logGroup(logGroupName(stage, '*'))],
        },
        everywhere('logs', ['GetQueryResults', 'StopQuery', 'GetLogRecord']),
      ];
    case 'alarms:mute': {
      const rules = muteRules(mutedRuleName(stage, '*'));
      // "PutAlarmMuteRule": on the rule, and on each alarm that it names.
      const muted = [rules, alarms(physicalName(stage, '*'))];
      return [
        { actor: 'code', actions: ['cloudwatch:PutAlarmMuteRule'], resources: muted },
        { actor: 'code', actions: ['cloudwatch:DeleteAlarmMuteRule'], resources: [rules] },
      ];
    }
    case 'alarms:read':
      return [everywhere('cloudwatch', ['DescribeAlarms'])];
    case 'metrics:read':
      return [everywhere('cloudwatch', ['GetMetricData'])];
    case 'metrics:write': {
      const ownNamespace = { variable: 'cloudwatch:namespace', values: [customNamespace(stage)] };
      const conditions = [{ test: 'StringEquals', ...ownNamespace } as const];
      return [{ ...everywhere('cloudwatch', ['PutMetricData']), conditions }];
    }
    case 'xray:read':
      return [
        everywhere('xray', ['GetTraceSummaries', 'BatchGetTraces', 'GetTraceGraph']),
        everywhere('xray', ['GetServiceGraph', 'GetTimeSeriesServiceStatistics']),
      ];
    case 'traces:read':
      return [everywhere('xray', ['BatchGetTraces'])];
    default:
      return permission satisfies never;
  }
}

/** All that a function's role allows: its logs, its traces, its event source, and what the manifest grants. */
export function roleStatements<Arn>(
  id: FunctionId,
  { permissions, source }: Pick<FunctionDefinition, 'permissions' | 'source'>,
  resources: RoleResources<Arn>,
): readonly RoleStatement<Arn>[] {
  return [
    SEND_TRACES,
    writeLogs(id, resources),
    ...ownSource(source, resources),
    ...ofTable(permissions, resources.table),
    ...permissions.flatMap((permission) => (isOfTable(permission) ? [] : granted(permission, resources))),
  ];
}
