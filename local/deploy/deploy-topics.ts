import { FUNCTIONS } from '../../functions/manifest.ts';
import { physicalName } from '../../monitoring/physical-name.ts';
import { FUNCTION_IDS, MAIL_TOPICS, SEVERITIES, type Severity } from '../../monitoring/resources.ts';
import type { Topics } from '../sns/topics.ts';
import { queueNames } from './deploy-queue.ts';
import { queueArn, STAGE } from './place.ts';

/** The queues of the functions that the manifest subscribes to a topic, by ARN. */
function queuesOf(severity: Severity): readonly string[] {
  return FUNCTION_IDS.flatMap((id) => {
    const { source } = FUNCTIONS[id];
    if (source?.type !== 'alarms') return [];
    if (!source.topics.includes(severity)) return [];
    return [queueArn(queueNames(id, source.type).live)];
  });
}

/** Who is mailed by which topic: the first contact, and the one who is told next. */
export type Emails = Readonly<Record<(typeof MAIL_TOPICS)[number], string>>;

/** People are mailed by topics of their own; an earlier version mailed them what the alarm topics say. */
function stopMailing(topics: Topics, topic: string, emails: Emails): void {
  for (const { arn, endpoint, protocol } of topics.subscriptions(topic))
    if (protocol === 'email' && Object.values(emails).includes(endpoint)) topics.unsubscribe(arn);
}

/**
 * A topic for each severity, sent to the queues of the functions that the manifest subscribes, and one for each contact who is
 * mailed. Functions and queues of this stage that an earlier version subscribed no longer are; whatever a user subscribed stays.
 */
export function deployTopics(topics: Topics, emails: Emails): void {
  for (const id of MAIL_TOPICS)
    topics.subscribe(topics.create(physicalName(STAGE, id)), { protocol: 'email', endpoint: emails[id] });
  for (const severity of SEVERITIES) {
    const topic = topics.create(physicalName(STAGE, severity));
    stopMailing(topics, topic, emails);
    const wanted = queuesOf(severity).map((endpoint) => topics.subscribe(topic, { protocol: 'sqs', endpoint }).arn);
    for (const { arn, endpoint } of topics.subscriptions(topic)) {
      if (endpoint.includes(`:${physicalName(STAGE, '')}`) && !wanted.includes(arn)) topics.unsubscribe(arn);
    }
  }
}
