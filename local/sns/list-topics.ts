import type { Operation } from '../aws/aws-service.ts';
import { pageOf } from './page.ts';
import { snsMembers } from './sns-errors.ts';
import type { Topics } from './topics.ts';

/** API reference "ListTopics". */
export const listTopics =
  (topics: Topics): Operation =>
  (input) => {
    const { page, NextToken } = pageOf(topics.arns(), (arn) => arn, snsMembers(input).string('NextToken'));
    return { Topics: page.map((TopicArn) => ({ TopicArn })), NextToken };
  };
