import { AwsError, serializationError, unservedOperation } from './aws-error.ts';
import type { AwsService, HttpRequest, HttpResponse, Operation, OperationContext } from './aws-service.ts';
import { type JsonObject, measureJson, membersWithoutNulls, parseJsonObject } from './json.ts';

/** One request that has been read, and the id that its answer carries. */
export type Call = {
  readonly request: HttpRequest;
  readonly context: OperationContext;
  readonly requestId: string;
  /** Why the body could not be read; that of the request is empty then. */
  readonly unreadable?: AwsError;
};

/** The body of a call; throws why it could not be read, for the protocol of the call to tell it in its own way. */
export function bodyOf({ request, unreadable }: Call): Buffer {
  if (unreadable) throw unreadable;
  return request.body;
}

/** Answers the requests of one protocol; every failure is an answer. */
export type AnswerCall = (call: Call) => Promise<HttpResponse>;

/** Turns whatever an operation threw into what the client is told. */
export type ToAwsError = (error: unknown) => AwsError;

/** Passes AwsErrors on; anything else is no client's fault: `onBug` is told and the client gets an InternalFailure. */
export function createToAwsError(onBug: (error: unknown) => void): ToAwsError {
  return (error) => {
    if (error instanceof AwsError) return error;
    onBug(error);
    return new AwsError('InternalFailure', 'The embedded cloud failed; its log says why.', 500);
  };
}

/** The operation of a service by its API name; UnknownOperationException (or the code given) when it is not served. */
export function findOperation(service: AwsService, name: string, code?: string): Operation {
  const operation = Object.hasOwn(service.operations, name) ? service.operations[name] : undefined;
  if (!operation) throw unservedOperation(service.name, name, code);
  return operation;
}

/** More than any API's input has; what walks an input may call itself as often. */
const MAX_DEPTH = 64;

/** More than the largest PutMetricData has: a thousand data of 150 values and counts, and 30 dimensions. */
const MAX_ITEMS = 500_000;

/** The input of a JSON-protocol operation; an empty body is an empty input, anything but an object, or one too large or nested too deeply, a SerializationException. */
export function parseInput(body: Buffer): JsonObject {
  const { depth, items } = measureJson(body);
  if (depth > MAX_DEPTH)
    throw serializationError(`The request body is nested deeper than ${MAX_DEPTH} objects and lists.`);
  if (items > MAX_ITEMS) throw serializationError(`The request body has more than ${MAX_ITEMS} items.`);
  const text = body.toString('utf8');
  if (text.trim() === '') return {};
  const input = parseJsonObject(text);
  if (!input) throw serializationError('The request body is not a JSON object.');
  return text.includes('null') ? membersWithoutNulls(input) : input;
}
