import type { Operation } from '../aws/aws-service.ts';
import { invalidParameter, snsMembers } from './sns-errors.ts';
import type { Topics } from './topics.ts';

/** API reference "CreateTopic", standard topics only. */
export const createTopic =
  (topics: Topics): Operation =>
  (input) => {
    const name = snsMembers(input).requiredString('Name');
    if (name.endsWith('.fifo')) throw invalidParameter('FIFO topics are not served by the embedded cloud');
    if (!/^[\w-]{1,256}$/.test(name)) throw invalidParameter('Topic Name');
    return { TopicArn: topics.create(name) };
  };
