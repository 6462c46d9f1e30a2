import { AwsError } from '../aws/aws-error.ts';
import type { HttpHandler, HttpRequest, HttpResponse } from '../aws/aws-service.ts';
import { findFunction, versionOf } from './function-name.ts';
import type { Functions } from './functions.ts';
import type { InvokeLater } from './invoke-later.ts';
import { type InvocationResult, isThrottled, type Lambda } from './lambda.ts';
import { invalidParameterValue, tooManyRequests } from './lambda-errors.ts';

export type InvokeDependencies = { readonly invoke: Lambda['invoke']; readonly invokeLater: InvokeLater };

/** "Lambda quotas", invocation payload: synchronous and asynchronous, in bytes. */
const payloadLimits = { RequestResponse: 6_291_456, Event: 1_048_576, DryRun: 6_291_456 } as const;
type InvocationType = keyof typeof payloadLimits;

const isInvocationType = (text: string): text is InvocationType => Object.hasOwn(payloadLimits, text);

/** API reference "Invoke". */
export const invoke =
  (functions: Functions, { invoke: run, invokeLater }: InvokeDependencies): HttpHandler =>
  async (request, context) => {
    const separate = request.query.get('Qualifier') ?? undefined;
    const named = findFunction(functions, request.params.FunctionName ?? '', separate, context);
    versionOf(named, context);
    const { id } = named.found;
    const type = readType(request);
    const event = readEvent(request, type);
    const traceHeader = request.headers['x-amzn-trace-id'];
    const options = {
      ...(typeof traceHeader === 'string' && { traceHeader }),
      ...(named.qualifier !== undefined && { qualifier: named.qualifier }),
    };
    switch (type) {
      case 'DryRun':
        return { status: 204 };
      case 'Event':
        invokeLater(id, event, options);
        return { status: 202 };
      case 'RequestResponse':
        return answer(await run(id, event, options));
      default:
        return type satisfies never;
    }
  };

function readType(request: HttpRequest): InvocationType {
  const type = String(request.headers['x-amz-invocation-type'] ?? 'RequestResponse');
  if (isInvocationType(type)) return type;
  throw invalidParameterValue(`Unsupported invocation type ${type}`);
}

function readEvent({ body }: HttpRequest, type: InvocationType): unknown {
  if (body.length > payloadLimits[type]) {
    const message = `Request must be smaller than ${payloadLimits[type]} bytes for the InvokeFunction operation`;
    throw new AwsError('RequestTooLargeException', message, 413);
  }
  if (body.length === 0) return {};
  try {
    return JSON.parse(body.toString('utf8'));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new AwsError('InvalidRequestContentException', `Could not parse request body into json: ${reason}`);
  }
}

function answer(result: InvocationResult): HttpResponse {
  const headers = {
    'content-type': 'application/json',
    ...(result.executedVersion !== undefined && { 'x-amz-executed-version': result.executedVersion }),
  };
  if (result.status === 'ok') return { status: 200, headers, body: JSON.stringify(result.payload) };
  const { functionError, errorType, errorMessage, trace } = result;
  if (isThrottled(result)) throw tooManyRequests(errorMessage);
  const body = JSON.stringify({ errorType, errorMessage, trace });
  return { status: 200, headers: { ...headers, 'x-amz-function-error': functionError }, body };
}
