import type { RoleResources } from '../../functions/role-statements.ts';
import { physicalName } from '../../monitoring/physical-name.ts';
import { MAIL_TOPICS } from '../../monitoring/resources.ts';

/** Where a stage is. */
export type StagePlace = { readonly region: string; readonly accountId: string; readonly stage: string };

/** The ARNs of a stage as text, which follow from where it is; `*` stands for the label of the stream, the time of its making. */
export function roleResources({ region, accountId, stage }: StagePlace): RoleResources<string> {
  const arn = (service: string, rest: string) => `arn:aws:${service}:${region}:${accountId}:${rest}`;
  const table = arn('dynamodb', `table/${physicalName(stage, 'shop')}`);
  const queue = (id: string) => arn('sqs', physicalName(stage, id));
  return {
    stage,
    table,
    index: (name) => `${table}/index/${name}`,
    stream: `${table}/stream/*`,
    orderQueue: queue('orders'),
    outboxFailures: queue('outbox-failures'),
    incidentQueue: queue('incidents'),
    mailTopics: MAIL_TOPICS.map((id) => arn('sns', physicalName(stage, id))),
    logGroup: (name) => arn('logs', `log-group:${name}:*`),
    muteRules: (name) => arn('cloudwatch', `alarm-mute-rule:${name}`),
    alarms: (name) => arn('cloudwatch', `alarm:${name}`),
  };
}
