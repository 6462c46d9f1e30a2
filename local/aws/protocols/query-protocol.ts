import { bytesAnswer, xmlAnswer, xmlError } from '../answer.ts';
import { AwsError, serializationError, unservedOperation } from '../aws-error.ts';
import type { AwsService, HttpRequest, HttpResponse } from '../aws-service.ts';
import { type AnswerCall, bodyOf, type Call, findOperation, type ToAwsError } from '../call.ts';
import { signedService } from '../credential-scope.ts';
import { type FormNode, parseFormTree } from '../query/form-tree.ts';
import { readForm } from '../query/read-form.ts';
import { readQueryInput } from '../query/read-query-input.ts';
import { writeQueryOutput } from '../query/write-query-output.ts';
import { toXml } from '../xml.ts';

/** Whether a request is awsQuery's: a form, or an `Action` in its URL, as the oldest clients send it. */
export function isQueryRequest(request: HttpRequest): boolean {
  return isForm(request) || request.query.has('Action');
}

/**
 * Answers a call of awsQuery (Smithy's "AWS query protocol"): the parameters of URL and form together, for the service
 * that the request is signed for, else the one whose API version it gives. A service with a model has its input and
 * output converted by it, any other gets strings and lists as the form has them.
 */
export function answerQuery(services: readonly AwsService[], toAwsError: ToAwsError): AnswerCall {
  return async (call) => {
    let service: AwsService | undefined;
    try {
      const form = parseFormTree(parameters(call));
      const signed = signedService(call.request.headers.authorization, textOf(form, 'X-Amz-Credential'));
      service = queryService(services, form, signed);
      const action = textOf(form, 'Action');
      if (action === '') throw new AwsError('MissingAction', 'The request must contain the parameter Action.');
      if (!service) throw unservedOperation(signed ?? 'AWS', action, 'InvalidAction');
      const bodies: HttpResponse[] = [];
      const setBody = (type: string, body: Uint8Array) => void bodies.push(bytesAnswer(type, body, call.requestId));
      const context = { ...call.context, setBody };
      const result = await perform(service, action, form, { ...call, context });
      return bodies[0] ?? xmlAnswer(service, action, result, call.requestId);
    } catch (error) {
      return xmlError(toAwsError(error), call.requestId, service?.query?.namespace);
    }
  };
}

/** The content of the operation's `Result` element; `undefined` when the operation has none. */
async function perform(service: AwsService, action: string, form: FormNode, call: Call): Promise<string | undefined> {
  const operation = findOperation(service, action, 'InvalidAction');
  if (!service.loadModel) {
    const output = await operation(readForm(form), call.context);
    return output === undefined ? undefined : toXml(output);
  }
  const api = await service.loadModel();
  const model = api.operation(action);
  if (!model) throw unservedOperation(service.name, action, 'InvalidAction');
  const output = await operation(readQueryInput(model.input, form), call.context);
  return model.output && writeQueryOutput(model.output, output ?? {}, api.formatDouble);
}

const isForm = (request: HttpRequest): boolean =>
  request.headers['content-type']?.trim().toLowerCase().startsWith('application/x-www-form-urlencoded') ?? false;

/** More than the largest PutMetricData has: a thousand data of 150 values and counts, and 30 dimensions. */
const MAX_PARAMETERS = 400_000;

function* parameters(call: Call): Iterable<readonly [string, string]> {
  const body = bodyOf(call);
  yield* call.request.query;
  if (!isForm(call.request)) return;
  if (hasMoreParameters(body, MAX_PARAMETERS))
    throw serializationError(`The form has more than ${MAX_PARAMETERS} parameters.`);
  yield* new URLSearchParams(body.toString('utf8'));
}

function hasMoreParameters(form: Buffer, limit: number): boolean {
  let count = 1;
  for (let at = form.indexOf('&'); at >= 0 && count <= limit; at = form.indexOf('&', at + 1)) count += 1;
  return count > limit;
}

/** The service that signs its requests so, else the one of the API version: the oldest signatures name no service. */
function queryService(services: readonly AwsService[], form: FormNode, signed: string | undefined) {
  const candidates = services.filter((service) => service.query !== undefined);
  const version = textOf(form, 'Version');
  return (
    candidates.find((service) => (service.signingName ?? service.name) === signed) ??
    candidates.find((service) => service.query?.version === version)
  );
}

function textOf(form: FormNode, parameter: string): string {
  const value = form.get(parameter);
  return typeof value === 'string' ? value : '';
}
