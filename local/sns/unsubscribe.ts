import type { Operation } from '../aws/aws-service.ts';
import { snsMembers } from './sns-errors.ts';
import type { Topics } from './topics.ts';

/** API reference "Unsubscribe"; unsubscribing what is not subscribed succeeds. */
export const unsubscribe =
  (topics: Topics): Operation =>
  (input) => {
    topics.unsubscribe(snsMembers(input).requiredString('SubscriptionArn'));
  };
