import { AwsError } from '../aws/aws-error.ts';
import type { Operation } from '../aws/aws-service.ts';
import { checkGroupName, logMembers } from './log-errors.ts';
import type { LogStore } from './log-store.ts';

/** API reference "CreateLogGroup". */
export const createLogGroup =
  (logs: LogStore): Operation =>
  (input) => {
    const name = checkGroupName(logMembers(input).requiredString('logGroupName'));
    if (logs.group(name))
      throw new AwsError('ResourceAlreadyExistsException', 'The specified log group already exists');
    logs.createGroup(name);
  };
