import type { Operation } from '../aws/aws-service.ts';
import { queueUrl, type SqsDependencies } from './queue-url.ts';
import { invalidParameterValue, sqsMembers, within } from './sqs-errors.ts';

const mostResults = 1_000;

/** API reference "ListQueues"; pages only when MaxResults is given, as SQS does. */
export const listQueues =
  (dependencies: SqsDependencies): Operation =>
  (input) => {
    const members = sqsMembers(input);
    const limit = within('MaxResults', members.number('MaxResults') ?? mostResults, 1, mostResults);
    const token = members.string('NextToken');
    const prefix = members.string('QueueNamePrefix') ?? '';
    const names = dependencies.queues
      .list()
      .map((queue) => queue.name)
      .filter((name) => name.startsWith(prefix));
    const from = token === undefined ? 0 : names.indexOf(Buffer.from(token, 'base64url').toString()) + 1;
    if (token !== undefined && from === 0) throw invalidParameterValue('Invalid or expired next token.');
    const page = names.slice(from, from + limit);
    const more = members.number('MaxResults') !== undefined && from + limit < names.length;
    return {
      QueueUrls: page.map((name) => queueUrl(dependencies, name)),
      ...(more && { NextToken: Buffer.from(page.at(-1) ?? '').toString('base64url') }),
    };
  };
