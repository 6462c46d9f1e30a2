import type { Operation } from '../aws/aws-service.ts';
import { invalidParameter, snsMembers, topicNotFound } from './sns-errors.ts';
import type { Protocol } from './topic-tables.ts';
import type { Topics } from './topics.ts';

/** How an endpoint of each protocol looks. */
const endpoints: Readonly<Record<Protocol, RegExp>> = {
  email: /^[^\s@]+@[^\s@]+$/,
  lambda: /^arn:[^:]+:lambda:[^:]*:[^:]*:function:[\w-]+/,
  sqs: /^arn:[^:]+:sqs:[^:]+:\d{12}:[\w-]{1,80}$/,
};
const isServed = (protocol: string): protocol is Protocol => Object.hasOwn(endpoints, protocol);

/** API reference "Subscribe"; e-mail addresses, too, are confirmed at once, for there is nobody to click a link. */
export const subscribe =
  (topics: Topics): Operation =>
  (input) => {
    const members = snsMembers(input);
    const topicArn = members.requiredString('TopicArn');
    if (!topics.has(topicArn)) throw topicNotFound();
    const protocol = members.requiredString('Protocol');
    if (!isServed(protocol)) {
      throw invalidParameter(
        `Protocol: the embedded cloud delivers to ${Object.keys(endpoints).join(', ')}, not to '${protocol}'`,
      );
    }
    const endpoint = members.requiredString('Endpoint');
    if (!endpoints[protocol].test(endpoint)) throw invalidParameter(`${protocol} endpoint '${endpoint}'`);
    return { SubscriptionArn: topics.subscribe(topicArn, { protocol, endpoint }).arn };
  };
