import { AwsError } from '../aws/aws-error.ts';
import type { JsonObject } from '../aws/json.ts';
import { type Members, readMembers } from '../aws/members.ts';

/** Lambda says of each of its errors whose it is. */
const userError = (code: string, message: string, status: number): AwsError =>
  new AwsError(code, message, status, { members: { Type: 'User' } });

export const invalidParameterValue = (message: string): AwsError =>
  userError('InvalidParameterValueException', message, 400);

export const resourceNotFound = (message: string): AwsError => userError('ResourceNotFoundException', message, 404);

export const resourceConflict = (message: string): AwsError => userError('ResourceConflictException', message, 409);

/** Lambda's error for an invocation that it has no concurrency for. */
export const tooManyRequests = (message: string): AwsError =>
  new AwsError('TooManyRequestsException', message, 429, {
    members: { Type: 'User', Reason: 'ConcurrentInvocationLimitExceeded' },
  });

/** Lambda's error for a change to what somebody else has changed since. */
export const preconditionFailed = (): AwsError =>
  userError(
    'PreconditionFailedException',
    'The Revision Id provided does not match the latest Revision Id. Call the GetFunction/GetAlias API to retrieve the latest Revision Id',
    412,
  );

/** Lambda's error for a value that does not fit its constraint. */
export const validationFailed = (member: string, constraint: string): AwsError =>
  new AwsError(
    'ValidationException',
    `1 validation error detected: Value at '${member}' failed to satisfy constraint: ${constraint}`,
  );

/** Reads an operation's input; what it has and is not among the members that are served is refused by name. */
export function lambdaMembers(input: JsonObject, served?: readonly string[]): Members {
  const strange = served && Object.keys(input).find((member) => !served.includes(member));
  if (strange === undefined) return readMembers(input);
  throw invalidParameterValue(`The embedded Lambda does not serve the parameter ${strange} of this operation.`);
}
