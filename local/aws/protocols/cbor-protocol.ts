import { fault } from '../answer.ts';
import { AwsError, unservedOperation } from '../aws-error.ts';
import type { AwsService, HttpRequest, HttpResponse } from '../aws-service.ts';
import { type AnswerCall, bodyOf, type Call, findOperation, type ToAwsError } from '../call.ts';
import { readCborInput } from '../cbor/read-cbor-input.ts';
import { writeCborJson } from '../cbor/write-cbor-json.ts';
import { writeCborOutput } from '../cbor/write-cbor-output.ts';

const CONTENT_TYPE = 'application/cbor';
const PROTOCOL = { 'smithy-protocol': 'rpc-v2-cbor' };
/** The namespace of the errors that all of AWS's services have in common. */
const COMMON_NAMESPACE = 'com.amazon.coral.service';

/** Whether a request says that it speaks rpc-v2-cbor. */
export function isCborRequest(request: HttpRequest): boolean {
  return request.headers['smithy-protocol'] === PROTOCOL['smithy-protocol'];
}

/** Answers a call of rpc-v2-cbor (Smithy's "Smithy RPC v2 CBOR protocol") to a service with a model. */
export function answerCbor(services: readonly AwsService[], toAwsError: ToAwsError): AnswerCall {
  return async (call) => {
    const { target, operation } = parsePath(call.request.path);
    const service = services.find((candidate) => candidate.loadModel && candidate.target === target);
    try {
      checkHeaders(call.request);
      if (!service)
        throw unservedOperation(target ?? 'AWS', operation ?? `${call.request.method} ${call.request.path}`);
      return await perform(service, operation ?? '', call);
    } catch (error) {
      return cborError(service, toAwsError(error), call.requestId);
    }
  };
}

async function perform(service: AwsService, name: string, call: Call): Promise<HttpResponse> {
  const operation = findOperation(service, name);
  const model = (await service.loadModel?.())?.operation(name);
  if (!model) throw unservedOperation(service.name, name);
  const output = await operation(readCborInput(model.input, bodyOf(call)), call.context);
  const headers = { ...PROTOCOL, 'x-amzn-requestid': call.requestId };
  if (!model.output) return { status: 200, headers };
  const body = writeCborOutput(model.output, output ?? {});
  return { status: 200, headers: { ...headers, 'content-type': CONTENT_TYPE }, body };
}

/** Writes an error: `__type` is the absolute id of its shape, and query-compatible clients read its older code in a header. */
async function cborError(service: AwsService | undefined, error: AwsError, requestId: string): Promise<HttpResponse> {
  const api = await service?.loadModel?.();
  const namespace = api?.hasError(error.code) ? api.namespace : COMMON_NAMESPACE;
  return {
    status: error.statusCode,
    headers: {
      ...PROTOCOL,
      'content-type': CONTENT_TYPE,
      'x-amzn-requestid': requestId,
      ...(service?.queryCompatible ? { 'x-amzn-query-error': `${error.queryCode};${fault(error)}` } : {}),
    },
    body: writeCborJson({ __type: `${namespace}#${error.code}`, message: error.message, ...error.members }),
  };
}

function parsePath(path: string): { readonly target?: string | undefined; readonly operation?: string | undefined } {
  const [, target, operation] = /\/service\/([\w-]+)\/operation\/(\w+)$/.exec(path) ?? [];
  return { target, operation };
}

function checkHeaders({ method, headers, body }: HttpRequest): void {
  const type = mediaType(headers['content-type'] ?? CONTENT_TYPE);
  if (method !== 'POST') throw new AwsError('MethodNotAllowedException', 'An operation is called with POST.', 405);
  if (body.length > 0 && type !== CONTENT_TYPE)
    throw new AwsError('UnsupportedMediaTypeException', `The content type must be ${CONTENT_TYPE}.`, 415);
  const accepted = (headers.accept ?? '*/*').split(',').map(mediaType);
  if (!accepted.some((accept) => [CONTENT_TYPE, 'application/*', '*/*'].includes(accept)))
    throw new AwsError('NotAcceptableException', `The answer is ${CONTENT_TYPE}.`, 406);
}

const mediaType = (header: string): string => (header.split(';')[0] ?? '').trim().toLowerCase();
