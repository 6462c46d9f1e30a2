import type { Operation } from '../aws/aws-service.ts';
import { pageOf } from './page.ts';
import { snsMembers } from './sns-errors.ts';
import type { Subscription } from './topic-tables.ts';
import type { Topics } from './topics.ts';

/** API reference "ListSubscriptions". */
export const listSubscriptions =
  (topics: Topics): Operation =>
  (input, { accountId }) =>
    present(topics.subscriptions(), snsMembers(input).string('NextToken'), accountId);

/** A page of subscriptions as SNS shows them. */
export function present(subscriptions: readonly Subscription[], token: string | undefined, accountId: string) {
  const { page, NextToken } = pageOf(subscriptions, (subscription) => subscription.arn, token);
  const Subscriptions = page.map(({ arn, protocol, endpoint }) => ({
    SubscriptionArn: arn,
    Owner: accountId,
    Protocol: protocol,
    Endpoint: endpoint,
    TopicArn: arn.slice(0, arn.lastIndexOf(':')),
  }));
  return { Subscriptions, NextToken };
}
