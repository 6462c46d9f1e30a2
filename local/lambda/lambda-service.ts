import { AwsError } from '../aws/aws-error.ts';
import type { AwsService, HttpRequest, HttpResponse } from '../aws/aws-service.ts';
import type { FunctionDefinition } from './function-definition.ts';
import type { InvokeLater } from './invoke-later.ts';
import type { InvocationResult, Lambda } from './lambda.ts';

export type LambdaServiceOptions = {
  functions: readonly Pick<FunctionDefinition, 'id' | 'name'>[];
  invoke: Lambda['invoke'];
  invokeLater: InvokeLater;
};

/** "Lambda quotas", invocation payload: synchronous and asynchronous, in bytes. */
const payloadLimits = { RequestResponse: 6_291_456, Event: 1_048_576, DryRun: 6_291_456 } as const;
type InvocationType = keyof typeof payloadLimits;

const isInvocationType = (text: string): text is InvocationType => Object.hasOwn(payloadLimits, text);

/** Lambda's API as far as it is served: `Invoke`. */
export function createLambdaService(options: LambdaServiceOptions): AwsService {
  return {
    name: 'lambda',
    protocol: 'restJson1',
    operations: {},
    routes: {
      'POST /2015-03-31/functions/{FunctionName}/invocations': (request) => invokeOperation(request, options),
    },
  };
}

async function invokeOperation(request: HttpRequest, options: LambdaServiceOptions): Promise<HttpResponse> {
  const functionId = findFunction(request.params.FunctionName ?? '', options);
  const type = readType(request);
  const event = readEvent(request, type);
  const traceHeader = request.headers['x-amzn-trace-id'];
  const traced = typeof traceHeader === 'string' ? { traceHeader } : {};
  switch (type) {
    case 'DryRun':
      return { status: 204 };
    case 'Event':
      options.invokeLater(functionId, event, traced);
      return { status: 202 };
    case 'RequestResponse':
      return answer(await options.invoke(functionId, event, traced));
    default:
      return type satisfies never;
  }
}

/** A function is named by its name, its ARN or the end of its ARN, with or without `$LATEST`. */
function findFunction(given: string, { functions }: LambdaServiceOptions): string {
  const name = given.replace(/:\$LATEST$/, '').replace(/^.*:/, '');
  const found = functions.find((definition) => definition.name === name);
  if (found) return found.id;
  throw new AwsError('ResourceNotFoundException', `Function not found: ${given}`, 404);
}

function readType(request: HttpRequest): InvocationType {
  const type = String(request.headers['x-amz-invocation-type'] ?? 'RequestResponse');
  if (isInvocationType(type)) return type;
  throw new AwsError('InvalidParameterValueException', `Unsupported invocation type ${type}`);
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
  const headers = { 'content-type': 'application/json', 'x-amz-executed-version': '$LATEST' };
  if (result.status === 'ok') return { status: 200, headers, body: JSON.stringify(result.payload) };
  const { functionError, errorType, errorMessage, trace } = result;
  if (errorType === 'TooManyRequestsException') throw new AwsError(errorType, errorMessage, 429);
  const body = JSON.stringify({ errorType, errorMessage, trace });
  return { status: 200, headers: { ...headers, 'x-amz-function-error': functionError }, body };
}
