import type { Operation } from '../aws/aws-service.ts';
import { snsMembers, topicNotFound } from './sns-errors.ts';
import type { Topics } from './topics.ts';

/** API reference "GetTopicAttributes". */
export const getTopicAttributes =
  (topics: Topics): Operation =>
  (input, { accountId }) => {
    const topicArn = snsMembers(input).requiredString('TopicArn');
    if (!topics.has(topicArn)) throw topicNotFound();
    const attributes = {
      TopicArn: topicArn,
      Owner: accountId,
      DisplayName: '',
      SubscriptionsConfirmed: String(topics.subscriptions(topicArn).length),
      SubscriptionsPending: '0',
      SubscriptionsDeleted: '0',
    };
    return { Attributes: new Map(Object.entries(attributes)) };
  };
