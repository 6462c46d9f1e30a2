import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { jsonError } from './answer.ts';
import { AwsError } from './aws-error.ts';
import type {
  AwsService,
  HttpHandler,
  HttpRequest,
  HttpResponse,
  OperationContext,
  ProxyHandler,
} from './aws-service.ts';
import type { FindCaller } from './caller.ts';
import { accessKeyOf } from './credential-scope.ts';
import { createDispatch } from './dispatch.ts';
import { foreignRequest } from './loopback.ts';
import { parseTarget } from './protocols/json-protocol.ts';
import { decodeBody, receiveBody } from './read-body.ts';

export type AwsServerOptions = {
  readonly services: readonly AwsService[];
  /** Takes every request whose target is DynamoDB or DynamoDB Streams. */
  readonly dynamodb?: ProxyHandler;
  /** Whose role decides, by access key id; nobody's unless given. */
  readonly findCaller?: FindCaller;
  /** Answers `/_local/…`, the control API. */
  readonly control: HttpHandler;
  /** Virtual epoch milliseconds. */
  readonly now: () => number;
  readonly region: string;
  readonly accountId: string;
  /** Told of errors that no client caused. */
  readonly onBug: (error: unknown) => void;
  readonly requestId?: () => string;
};

/**
 * Makes the server of the embedded cloud's one port, not yet listening: the AWS APIs for any region and credentials,
 * and the control API. Requests from web pages of other origins, or for foreign hosts, get 403.
 */
export function createAwsServer(options: AwsServerOptions): Server {
  const { requestId = randomUUID } = options;
  const dispatch = createDispatch(options.services, options.onBug);

  const answer = async (request: IncomingMessage, context: OperationContext, id: string): Promise<HttpResponse> => {
    const foreign = foreignRequest(request.headers);
    if (foreign !== undefined) return plainError(new AwsError('AccessDeniedException', foreign, 403), id);
    const unread = { ...splitUrl(request), params: {}, headers: request.headers, body: Buffer.alloc(0) };
    const isControl = unread.path.startsWith('/_local/');
    try {
      const sent = await receiveBody(request);
      const read = { ...unread, body: await decodeBody(sent, request.headers['content-encoding']) };
      if (isControl) return await options.control(read, context);
      return await dispatch({ request: read, context: { ...context, bodyBytes: sent.length }, requestId: id });
    } catch (error) {
      if (error instanceof AwsError && isControl) return plainError(error, id);
      if (error instanceof AwsError) return dispatch({ request: unread, context, requestId: id, unreadable: error });
      options.onBug(error);
      return plainError(new AwsError('InternalFailure', 'The embedded cloud failed; its log says why.', 500), id);
    }
  };

  const serve = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const target = parseTarget(request.headers['x-amz-target']);
    if (options.dynamodb && target?.service.startsWith('DynamoDB') && !foreignRequest(request.headers)) {
      options.dynamodb(request, response, target);
      return;
    }
    const hangUp = new AbortController();
    response.once('close', () => hangUp.abort());
    const id = requestId();
    const { region, accountId } = options;
    const caller = options.findCaller?.(accessKeyOf(request.headers.authorization));
    const context = {
      ...{ now: options.now(), region, accountId, requestId: id, signal: hangUp.signal },
      ...(caller && { caller }),
      setHeader: (name: string, value: string) => void response.setHeader(name, value),
    };
    write(request, response, await answer(request, context, id));
  };

  const server = createServer({ requestTimeout: 60_000, keepAliveTimeout: 60_000 }, (request, response) => {
    // A client that hangs up while it is answered is no one's error.
    response.on('error', () => {});
    serve(request, response).catch((error: unknown) => {
      response.destroy();
      options.onBug(error);
    });
  });
  return server;
}

function splitUrl(request: IncomingMessage): Pick<HttpRequest, 'method' | 'path' | 'query'> {
  const [, path = '/', query = ''] = /^([^?]*)\??(.*)$/s.exec(request.url ?? '/') ?? [];
  return { method: request.method ?? 'GET', path, query: new URLSearchParams(query) };
}

const plainError = (error: AwsError, id: string): HttpResponse => jsonError('restJson1', error, id, false);

function write(request: IncomingMessage, response: ServerResponse, answer: HttpResponse): void {
  // A request that was refused before its body was read cannot be followed by another on this connection.
  const connection = request.complete ? {} : { connection: 'close' };
  const body = Buffer.from(answer.body ?? '');
  response.writeHead(answer.status, { ...answer.headers, ...connection, 'content-length': body.byteLength });
  response.end(request.method === 'HEAD' ? undefined : body);
}
