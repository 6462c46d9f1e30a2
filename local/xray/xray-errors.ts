import { AwsError } from '../aws/aws-error.ts';
import type { JsonObject } from '../aws/json.ts';
import { type Members, readMembers } from '../aws/members.ts';

/** X-Ray's error for a request it cannot use. */
export function invalidRequest(message: string): AwsError {
  return new AwsError('InvalidRequestException', message);
}

/** Reads an operation's input with the API's own error for absent members. */
export function xrayMembers(input: JsonObject): Members {
  return readMembers(input, (member) =>
    invalidRequest(
      `1 validation error detected: Value at '${member}' failed to satisfy constraint: Member must not be null`,
    ),
  );
}

/** `StartTime` and `EndTime`, in epoch seconds. */
export function timeRange(members: Members): { readonly start: number; readonly end: number } {
  const start = members.requiredNumber('StartTime');
  const end = members.requiredNumber('EndTime');
  if (end < start) throw invalidRequest('EndTime must not be before StartTime.');
  return { start, end };
}
