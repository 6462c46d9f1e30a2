import { FUNCTIONS } from '../../functions/manifest.ts';
import { physicalName } from '../../monitoring/physical-name.ts';
import { FUNCTION_IDS, SEVERITIES, type Severity } from '../../monitoring/resources.ts';
import type { Topics } from '../sns/topics.ts';
import { queueNames } from './deploy-queue.ts';
import { queueArn, STAGE } from './place.ts';

/** The queues of the functions that the manifest subscribes to a topic, by ARN. */
function queuesOf(severity: Severity): readonly string[] {
  return FUNCTION_IDS.flatMap((id) => {
    const { source } = FUNCTIONS[id];
    if (source?.type !== 'topics' || !source.topics.includes(severity)) return [];
    return [queueArn(queueNames(id, source.type).live)];
  });
}

/**
 * A topic for each severity, mailed to the operator and sent to the queues of the functions that the manifest subscribes.
 * Functions and queues of this stage that an earlier version subscribed no longer are; whatever a user subscribed stays.
 */
export function deployTopics(topics: Topics, operatorEmail: string): void {
  for (const severity of SEVERITIES) {
    const topic = topics.create(physicalName(STAGE, severity));
    topics.subscribe(topic, { protocol: 'email', endpoint: operatorEmail });
    const wanted = queuesOf(severity).map((endpoint) => topics.subscribe(topic, { protocol: 'sqs', endpoint }).arn);
    for (const { arn, endpoint } of topics.subscriptions(topic)) {
      if (endpoint.includes(`:${physicalName(STAGE, '')}`) && !wanted.includes(arn)) topics.unsubscribe(arn);
    }
  }
}
