import type { FunctionDefinition } from '../functions/function-definition.ts';
import { type RoleResources, type RoleStatement, roleStatements } from '../functions/role-statements.ts';
import { physicalName } from '../monitoring/physical-name.ts';
import { type FunctionId, MAIL_TOPICS } from '../monitoring/resources.ts';
import { account, partition, region } from './place.ts';
import type { Queues } from './queues.ts';

type Arn = $util.Output<string>;
export type PermissionTargets = { readonly table: sst.aws.Dynamo; readonly queues: Queues };

const named = (service: 'sns' | 'sqs', id: string): Arn =>
  $interpolate`arn:${partition}:${service}:${region}:${account}:${physicalName($app.stage, id)}`;

function resourcesOf({ table, queues }: PermissionTargets): RoleResources<Arn> {
  return {
    stage: $app.stage,
    table: table.arn,
    index: (name) => $interpolate`${table.arn}/index/${name}`,
    stream: table.nodes.table.streamArn,
    orderQueue: queues.orders.arn,
    outboxFailures: queues.outboxFailures.arn,
    incidentQueue: named('sqs', 'incidents'),
    mailTopics: MAIL_TOPICS.map((id) => named('sns', id)),
    logGroup: (name) => $interpolate`arn:${partition}:logs:${region}:${account}:log-group:${name}:*`,
    muteRules: (name) => $interpolate`arn:${partition}:cloudwatch:${region}:${account}:alarm-mute-rule:${name}`,
    alarms: (name) => $interpolate`arn:${partition}:cloudwatch:${region}:${account}:alarm:${name}`,
  };
}

function asSst({ actions, resources, conditions }: RoleStatement<Arn>) {
  return {
    actions: [...actions],
    resources: [...resources],
    ...(conditions && { conditions: conditions.map((each) => ({ ...each, values: [...each.values] })) }),
  };
}

/** All that a function's role allows, as SST takes it; functions/role-statements.ts says what that is. */
export function statements(id: FunctionId, definition: FunctionDefinition, targets: PermissionTargets) {
  return roleStatements(id, definition, resourcesOf(targets)).map(asSst);
}
