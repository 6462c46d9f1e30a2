import { jsonAnswer, jsonError, xmlAnswer, xmlError } from './answer.ts';
import { AwsError, unservedOperation } from './aws-error.ts';
import type { AwsService, HttpRequest, HttpResponse, OperationContext, OperationTarget } from './aws-service.ts';
import { findOperation, parseInput } from './call.ts';
import { signedService } from './credential-scope.ts';
import { parseForm } from './form.ts';
import type { JsonObject } from './json.ts';
import { createRouter } from './route.ts';

/** One request that has been read, and the id that its answer carries. */
export type Call = { readonly request: HttpRequest; readonly context: OperationContext; readonly requestId: string };

/** Answers AWS API requests; every failure is an answer, and `onBug` is told of errors that no client caused. */
export type Dispatch = (call: Call) => Promise<HttpResponse>;

/** The operation that X-Amz-Target names, or `undefined`. */
export function parseTarget(header: string | string[] | undefined): OperationTarget | undefined {
  const [, service, operation] = /^([\w-]+)\.(\w+)$/.exec(typeof header === 'string' ? header : '') ?? [];
  return service !== undefined && operation !== undefined ? { service, operation } : undefined;
}

/** Makes the dispatcher over the given services: by X-Amz-Target, by form content type, else by REST route. */
export function createDispatch(services: readonly AwsService[], onBug: (error: unknown) => void): Dispatch {
  const route = createRouter(services);
  const internal = (error: unknown): AwsError => {
    if (error instanceof AwsError) return error;
    onBug(error);
    return new AwsError('InternalFailure', 'The embedded cloud failed; its log says why.', 500);
  };

  const targeted = async (target: OperationTarget, call: Call): Promise<HttpResponse> => {
    const service = services.find((candidate) => candidate.target === target.service);
    const protocol = service?.protocol ?? 'awsJson1_0';
    try {
      if (!service) throw unservedOperation(target.service, target.operation);
      const operation = findOperation(service, target.operation);
      const output = await operation(parseInput(call.request.body), call.context);
      return jsonAnswer(protocol, output, call.requestId);
    } catch (error) {
      return jsonError(protocol, internal(error), call.requestId, service?.queryCompatible ?? false);
    }
  };

  const queried = async (call: Call): Promise<HttpResponse> => {
    let service: AwsService | undefined;
    try {
      const input = parseForm(call.request.body.toString('utf8'));
      service = queryService(services, input, call.request.headers.authorization);
      const name = typeof input.Action === 'string' ? input.Action : '';
      if (name === '') throw new AwsError('MissingAction', 'The request must contain the parameter Action.');
      if (!service)
        throw unservedOperation(signedService(call.request.headers.authorization) ?? 'AWS', name, 'InvalidAction');
      const operation = findOperation(service, name, 'InvalidAction');
      return xmlAnswer(service, name, await operation(input, call.context), call.requestId);
    } catch (error) {
      return xmlError(internal(error), call.requestId, service?.query?.namespace);
    }
  };

  const routed = async (call: Call): Promise<HttpResponse> => {
    const { request } = call;
    try {
      const match = route(request.method, request.path);
      if (!match) throw unservedOperation('AWS', `${request.method} ${request.path}`);
      if (typeof match.handler !== 'string')
        return await match.handler({ ...request, params: match.params }, call.context);
      const operation = findOperation(match.service, match.handler);
      const input = { ...Object.fromEntries(request.query), ...parseInput(request.body), ...match.params };
      return jsonAnswer('restJson1', await operation(input, call.context), call.requestId);
    } catch (error) {
      return jsonError('restJson1', internal(error), call.requestId, false);
    }
  };

  return (call) => {
    const target = parseTarget(call.request.headers['x-amz-target']);
    if (target) return targeted(target, call);
    const form = call.request.headers['content-type']?.startsWith('application/x-www-form-urlencoded') ?? false;
    return form ? queried(call) : routed(call);
  };
}

/** The query-protocol service that the signature names, else the one whose API version the form gives. */
function queryService(
  services: readonly AwsService[],
  input: JsonObject,
  authorization: string | undefined,
): AwsService | undefined {
  const candidates = services.filter((service) => service.protocol === 'awsQuery');
  const signed = signedService(authorization);
  if (signed !== undefined) return candidates.find((service) => (service.signingName ?? service.name) === signed);
  return candidates.find((service) => service.query?.version === input.Version);
}
