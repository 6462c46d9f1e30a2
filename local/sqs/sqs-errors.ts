import { AwsError } from '../aws/aws-error.ts';
import type { JsonObject } from '../aws/json.ts';
import { type Members, readMembers } from '../aws/members.ts';

const legacy = (code: string): string => `AWS.SimpleQueueService.${code}`;

/** An error whose code older clients know with SQS's prefix. */
export function sqsError(code: string, message: string): AwsError {
  return new AwsError(code, message, 400, { queryCode: legacy(code) });
}

export function queueDoesNotExist(): AwsError {
  return new AwsError('QueueDoesNotExist', 'The specified queue does not exist.', 400, {
    queryCode: legacy('NonExistentQueue'),
  });
}

export function invalidParameterValue(message: string): AwsError {
  return new AwsError('InvalidParameterValue', message);
}

export function invalidReceiptHandle(): AwsError {
  return new AwsError('ReceiptHandleIsInvalid', 'The input receipt handle is invalid.');
}

/** Reads an operation's input with SQS's own error for absent members. */
export function sqsMembers(input: JsonObject): Members {
  return readMembers(
    input,
    (member) => new AwsError('MissingParameter', `The request must contain the parameter ${member}.`),
  );
}

/** An integer member within bounds; InvalidParameterValue in SQS's words otherwise. */
export function within(name: string, value: number, lowest: number, highest: number): number {
  if (Number.isInteger(value) && value >= lowest && value <= highest) return value;
  throw invalidParameterValue(
    `Value ${value} for parameter ${name} is invalid. Reason: Must be between ${lowest} and ${highest}, if provided.`,
  );
}
