import { AwsError } from '../aws/aws-error.ts';
import type { Operation } from '../aws/aws-service.ts';
import { existingGroup, invalidParameter, logMembers } from './log-errors.ts';
import type { LogStore } from './log-store.ts';

/** API reference "CreateLogStream". */
export const createLogStream =
  (logs: LogStore): Operation =>
  (input) => {
    const members = logMembers(input);
    const group = existingGroup(logs, members.requiredString('logGroupName'));
    const name = members.requiredString('logStreamName');
    if (!/^[^:*]{1,512}$/.test(name))
      throw invalidParameter(
        `Value '${name}' at 'logStreamName' failed to satisfy constraint: Member must satisfy regular expression pattern: [^:*]*`,
      );
    if (logs.stream(group.name, name)) {
      throw new AwsError('ResourceAlreadyExistsException', 'The specified log stream already exists');
    }
    logs.createStream(group.name, name);
  };
