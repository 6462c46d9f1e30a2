import { AwsError } from '../aws/aws-error.ts';
import type { JsonObject } from '../aws/json.ts';
import { type Members, readMembers } from '../aws/members.ts';
import type { LogGroup, LogStore, LogStream } from './log-store.ts';

/** CloudWatch Logs' error for a value it does not accept. */
export function invalidParameter(message: string): AwsError {
  return new AwsError('InvalidParameterException', message);
}

/** Reads an operation's input with the API's own error for absent members. */
export function logMembers(input: JsonObject): Members {
  return readMembers(input, (member) =>
    invalidParameter(
      `1 validation error detected: Value at '${member}' failed to satisfy constraint: Member must not be null`,
    ),
  );
}

/** The name of a log group that is given by its name or its ARN. */
export function groupNameOf(identifier: string): string {
  return /^arn:[^:]*:logs:[^:]*:[^:]*:log-group:([^:]+)/.exec(identifier)?.[1] ?? identifier;
}

/** The name in `logGroupName`, or in `logGroupIdentifier` as a name or an ARN. */
export function logGroupName(members: Members): string {
  return groupNameOf(members.string('logGroupName') ?? members.requiredString('logGroupIdentifier'));
}

/** A name that "CreateLogGroup" accepts; InvalidParameterException otherwise. */
export function checkGroupName(name: string): string {
  if (!/^[\w./#-]{1,512}$/.test(name))
    throw invalidParameter(
      `Value '${name}' at 'logGroupName' failed to satisfy constraint: Member must satisfy regular expression pattern: [\\.\\-_/#A-Za-z0-9]+`,
    );
  return name;
}

export function existingGroup(logs: LogStore, name: string): LogGroup {
  const group = logs.group(name);
  if (!group) throw new AwsError('ResourceNotFoundException', 'The specified log group does not exist.');
  return group;
}

export function existingStream(logs: LogStore, logGroup: string, name: string): LogStream {
  const stream = logs.stream(existingGroup(logs, logGroup).name, name);
  if (!stream) throw new AwsError('ResourceNotFoundException', 'The specified log stream does not exist.');
  return stream;
}

/** `limit`, or the member that an operation calls it by, within the API's bounds. */
export function limitOf(members: Members, highest: number, fallback: number, member = 'limit'): number {
  const limit = members.integer(member) ?? fallback;
  if (limit < 1 || limit > highest)
    throw invalidParameter(
      `Value '${limit}' at '${member}' failed to satisfy constraint: Member must have value between 1 and ${highest}`,
    );
  return limit;
}
