import type { Operation } from '../aws/aws-service.ts';
import { present } from './list-subscriptions.ts';
import { snsMembers } from './sns-errors.ts';
import type { Topics } from './topics.ts';

/** API reference "ListSubscriptionsByTopic". */
export const listSubscriptionsByTopic =
  (topics: Topics): Operation =>
  (input, { accountId }) => {
    const members = snsMembers(input);
    return present(topics.subscriptions(members.requiredString('TopicArn')), members.string('NextToken'), accountId);
  };
