import type { JsonObject } from './json.ts';

/** What an AWS error may say beyond code, message and HTTP status. */
export type AwsErrorDetails = {
  /** The code that older, query-protocol clients know the error by; sent as `x-amzn-query-error`. */
  readonly queryCode?: string;
  /** The HTTP status of the query protocol when it is another. */
  readonly queryStatusCode?: number;
  /** Further members of the error document, such as `ResourceType`. */
  readonly members?: JsonObject;
};

/** An error that a client caused and AWS has a name for; every protocol writes it in its own shape. */
export class AwsError extends Error {
  readonly code: string;
  readonly statusCode: number;
  readonly queryCode: string;
  readonly queryStatusCode: number;
  readonly members: JsonObject;

  constructor(code: string, message: string, statusCode = 400, details: AwsErrorDetails = {}) {
    super(message);
    this.name = 'AwsError';
    this.code = code;
    this.statusCode = statusCode;
    this.queryCode = details.queryCode ?? code;
    this.queryStatusCode = details.queryStatusCode ?? statusCode;
    this.members = details.members ?? {};
  }
}

/** The answer to an operation that exists on AWS but not here. */
export function unservedOperation(service: string, operation: string, code = 'UnknownOperationException'): AwsError {
  return new AwsError(code, `${service} operation ${operation} is not served by SmallCart's embedded cloud.`);
}

/** The answer to a body that its protocol cannot read; query clients know it as MalformedInput. */
export function serializationError(message: string): AwsError {
  return new AwsError('SerializationException', message, 400, { queryCode: 'MalformedInput' });
}
