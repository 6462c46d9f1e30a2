import type { AwsService } from '../aws/aws-service.ts';
import { createTopic } from './create-topic.ts';
import { getTopicAttributes } from './get-topic-attributes.ts';
import { listSubscriptions } from './list-subscriptions.ts';
import { listSubscriptionsByTopic } from './list-subscriptions-by-topic.ts';
import { listTopics } from './list-topics.ts';
import { publish } from './publish.ts';
import { subscribe } from './subscribe.ts';
import type { Topics } from './topics.ts';
import { unsubscribe } from './unsubscribe.ts';

/** Simple Notification Service over the query protocol. */
export function createSnsService(topics: Topics): AwsService {
  return {
    name: 'sns',
    protocol: 'awsQuery',
    query: { version: '2010-03-31', namespace: 'http://sns.amazonaws.com/doc/2010-03-31/' },
    operations: {
      CreateTopic: createTopic(topics),
      GetTopicAttributes: getTopicAttributes(topics),
      ListSubscriptions: listSubscriptions(topics),
      ListSubscriptionsByTopic: listSubscriptionsByTopic(topics),
      ListTopics: listTopics(topics),
      Publish: publish(topics),
      Subscribe: subscribe(topics),
      Unsubscribe: unsubscribe(topics),
    },
  };
}
