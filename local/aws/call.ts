import { serializationError, unservedOperation } from './aws-error.ts';
import type { AwsService, Operation } from './aws-service.ts';
import { type JsonObject, parseJsonObject } from './json.ts';

/** The operation of a service by its API name; UnknownOperationException (or the code given) when it is not served. */
export function findOperation(service: AwsService, name: string, code?: string): Operation {
  const operation = Object.hasOwn(service.operations, name) ? service.operations[name] : undefined;
  if (!operation) throw unservedOperation(service.name, name, code);
  return operation;
}

/** The input of a JSON-protocol operation; an empty body is an empty input, anything but an object a SerializationException. */
export function parseInput(body: Buffer): JsonObject {
  const text = body.toString('utf8');
  if (text.trim() === '') return {};
  const input = parseJsonObject(text);
  if (!input) throw serializationError('The request body is not a JSON object.');
  return input;
}
