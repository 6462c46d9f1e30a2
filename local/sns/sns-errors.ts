import { AwsError } from '../aws/aws-error.ts';
import type { JsonObject } from '../aws/json.ts';
import { type Members, readMembers } from '../aws/members.ts';

/** SNS's error for a value it does not accept. */
export function invalidParameter(message: string): AwsError {
  return new AwsError('InvalidParameter', `Invalid parameter: ${message}`);
}

export function topicNotFound(): AwsError {
  return new AwsError('NotFound', 'Topic does not exist', 404);
}

/** SNS's error for what it cannot do now. */
export function internalError(): AwsError {
  return new AwsError('InternalError', 'SNS cannot deliver for now.', 500);
}

/** Reads an operation's input with SNS's own error for absent members. */
export function snsMembers(input: JsonObject): Members {
  return readMembers(input, (member) => invalidParameter(`${member} must not be null`));
}
