import { createHash } from 'node:crypto';
import { type EventKind, eventPattern, eventRuleId } from '../functions/event-rules.ts';
import { physicalName } from '../monitoring/physical-name.ts';
import type { FunctionId, Severity } from '../monitoring/resources.ts';
import { componentName } from './component-name.ts';
import { httpsOnly } from './https-only.ts';
import type { Topics } from './topics.ts';

/** What a function is to hear by its queue. */
type Heard = {
  readonly id: FunctionId;
  readonly queue: aws.sqs.Queue;
  readonly severities: readonly Severity[];
  readonly events: readonly EventKind[];
};

/** EventBridge's limit on a rule's name ("PutRule"). */
const LONGEST_RULE_NAME = 64;

/** The name of a rule, of which the end is a hash where it would be too long. */
function ruleName(id: string): string {
  const name = physicalName($app.stage, id);
  if (name.length <= LONGEST_RULE_NAME) return name;
  const hash = createHash('sha256').update(name).digest('hex').slice(0, 12);
  return `${name.slice(0, LONGEST_RULE_NAME - hash.length - 1)}-${hash}`;
}

function createRule(id: FunctionId, kind: EventKind): aws.cloudwatch.EventRule {
  return new aws.cloudwatch.EventRule(`${componentName(id)}Rule-${kind}`, {
    name: ruleName(eventRuleId(id, kind)),
    eventPattern: JSON.stringify(eventPattern(kind, $app.stage)),
  });
}

function maySend(sid: string, service: string, queue: aws.sqs.Queue, sources: readonly $util.Output<string>[]) {
  if (sources.length === 0) return [];
  return [
    {
      Sid: sid,
      Effect: 'Allow',
      Principal: { Service: service },
      Action: 'sqs:SendMessage',
      Resource: queue.arn,
      Condition: { ArnEquals: { 'aws:SourceArn': [...sources] } },
    },
  ];
}

/** Has topics and rules send to the queue. Nobody else may: each of them is named by its ARN, which holds the account. */
export function hear({ id, queue, severities, events }: Heard, topics: Topics): void {
  const name = componentName(id);
  const rules = events.map((kind) => ({ kind, rule: createRule(id, kind) }));
  const heardTopics = severities.map((severity) => topics[severity].arn);
  const heardRules = rules.map(({ rule }) => rule.arn);
  const policy = new aws.sqs.QueuePolicy(`${name}QueuePolicy`, {
    queueUrl: queue.url,
    policy: $jsonStringify({
      Version: '2012-10-17',
      Statement: [
        ...maySend('TopicsMaySend', 'sns.amazonaws.com', queue, heardTopics),
        ...maySend('RulesMaySend', 'events.amazonaws.com', queue, heardRules),
        httpsOnly('sqs:*', queue.arn),
      ],
    }),
  });
  for (const severity of severities) {
    const subscription = { topic: topics[severity].arn, protocol: 'sqs', endpoint: queue.arn };
    new aws.sns.TopicSubscription(`${name}To-${severity}`, subscription, { dependsOn: [policy] });
  }
  for (const { kind, rule } of rules)
    new aws.cloudwatch.EventTarget(
      `${name}Target-${kind}`,
      { rule: rule.name, arn: queue.arn },
      { dependsOn: [policy] },
    );
}
