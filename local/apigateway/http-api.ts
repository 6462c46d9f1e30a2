import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Clock } from '../clock.ts';
import type { InvocationResult, InvokeOptions } from '../lambda/lambda.ts';
import { newTraceId, parseTraceHeader } from '../lambda/trace-header.ts';
import { buildProxyEvent, type GatewayRequest, splitTarget } from './proxy-event.ts';
import { type GatewayResponse, gatewayMessage, internalServerError, readProxyResponse } from './proxy-response.ts';
import { readRequest } from './read-request.ts';
import { type ApiRoute, createRoutes } from './routes.ts';

type GatewayMetric = {
  namespace: 'AWS/ApiGateway';
  name: 'Count' | '4xx' | '5xx' | 'Latency' | 'IntegrationLatency';
  dimensions: Readonly<Record<string, string>>;
  unit: 'Count' | 'Milliseconds';
  timestamp: number;
  value: number;
};

export type HttpApiOptions = {
  apiId: string;
  region: string;
  accountId: string;
  routes: readonly ApiRoute[];
  clock: Clock;
  invoke: (functionId: string, event: unknown, options: InvokeOptions) => Promise<InvocationResult>;
  recordMetric: (sample: GatewayMetric) => void;
  /** Told of what went wrong in the gateway itself, whose caller gets a 500. */
  onBug: (error: unknown) => void;
  /** Whether the gateway itself fails at a request, by its path; it never does unless given. */
  isDown?: (path: string) => boolean;
  /** Real milliseconds that a function may take; the quota of HTTP APIs unless given. */
  integrationTimeoutMs?: number;
};

/** Answers a request of the API; every request gets an answer. */
export type HttpApi = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

/** "Quotas for configuring and running an HTTP API": payload size and integration timeout. */
const payloadLimitBytes = 10 * 1024 * 1024;
const integrationTimeoutMs = 30_000;
/** "Lambda quotas", synchronous invocation payload. */
const eventLimitBytes = 6_291_456;

/** Whether Lambda would refuse the event: only a body can make it so large. */
function isTooLarge(event: object, bodyBytes: number): boolean {
  return bodyBytes > eventLimitBytes / 2 && Buffer.byteLength(JSON.stringify(event)) > eventLimitBytes;
}

const notFound = gatewayMessage(404, 'Not Found');
const tooLarge = gatewayMessage(413, 'Request Entity Too Large');
const unavailable = gatewayMessage(503, 'Service Unavailable');

/** An answer, and the milliseconds by which it would have come later on a clock that does not stand still. */
type HeldResponse = GatewayResponse & { readonly heldMs?: number };

/** Makes an HTTP API with Lambda proxy integrations, payload format 2.0, stage `$default`. */
export function createHttpApi(options: HttpApiOptions): HttpApi {
  const { apiId, region, accountId, clock } = options;
  const findRoute = createRoutes(options.routes);
  const timeoutMs = options.integrationTimeoutMs ?? integrationTimeoutMs;

  const vend = (name: GatewayMetric['name'], value: number): void => {
    const unit = name.endsWith('Latency') ? 'Milliseconds' : 'Count';
    const dimensions = { ApiId: apiId };
    options.recordMetric({ namespace: 'AWS/ApiGateway', name, dimensions, unit, timestamp: clock.now(), value });
  };

  /** Continues the client's trace or begins one; the function is told by header, the embedded Lambda by argument. */
  const traced = (request: GatewayRequest): { request: GatewayRequest; traceHeader: string } => {
    const given = request.headers.findIndex((name, i) => i % 2 === 0 && name.toLowerCase() === 'x-amzn-trace-id');
    const header = given < 0 ? undefined : request.headers[given + 1];
    if (header !== undefined && parseTraceHeader(header)) return { request, traceHeader: header };
    const traceHeader = `Root=${newTraceId(clock.now())}`;
    const others = given < 0 ? request.headers : request.headers.toSpliced(given, 2);
    return { request: { ...request, headers: [...others, 'x-amzn-trace-id', traceHeader] }, traceHeader };
  };

  const integrate = async (functionId: string, event: unknown, traceHeader: string): Promise<HeldResponse> => {
    const start = performance.now();
    const timeout = Promise.withResolvers<'timeout'>();
    const caller = new AbortController();
    const timer = setTimeout(() => {
      caller.abort();
      timeout.resolve('timeout');
    }, timeoutMs);
    const invoked = options.invoke(functionId, event, { traceHeader, signal: caller.signal });
    const result = await Promise.race([invoked, timeout.promise]).finally(() => clearTimeout(timer));
    const heldMs = result !== 'timeout' && result.status === 'error' ? (result.heldMs ?? 0) : 0;
    vend('IntegrationLatency', performance.now() - start + heldMs);
    if (result === 'timeout') return unavailable;
    return result.status === 'ok' ? readProxyResponse(result.payload) : { ...internalServerError, heldMs };
  };

  const answer = async (received: GatewayRequest, requestId: string): Promise<HeldResponse> => {
    const [rawPath] = splitTarget(received.target);
    if (options.isDown?.(rawPath)) return unavailable;
    const route = findRoute(received.method, rawPath);
    if (!route) return notFound;
    const { request, traceHeader } = traced(received);
    const event = buildProxyEvent(request, route, { apiId, accountId, region, requestId, now: clock.now() });
    if (isTooLarge(event, request.body.length)) return tooLarge;
    return integrate(route.functionId, event, traceHeader);
  };

  const answerAlways = (request: GatewayRequest, requestId: string): Promise<HeldResponse> =>
    answer(request, requestId).catch((error: unknown) => {
      options.onBug(error);
      return internalServerError;
    });

  const vendAnswer = (status: number, latencyMs: number): void => {
    vend('Count', 1);
    vend('4xx', status >= 400 && status < 500 ? 1 : 0);
    vend('5xx', status >= 500 ? 1 : 0);
    vend('Latency', latencyMs);
  };

  const send = (response: ServerResponse, { status, headers, body }: GatewayResponse, requestId: string): void => {
    response.statusCode = status;
    for (const [name, value] of headers) {
      if (name === 'set-cookie') response.appendHeader(name, value);
      else if (name !== 'content-length') response.setHeader(name, value);
    }
    response.setHeader('apigw-requestid', requestId);
    if (status !== 204 && status !== 304) response.setHeader('content-length', body.length);
    response.end(body);
  };

  return async (message, response) => {
    const start = performance.now();
    const requestId = randomUUID();
    const request = await readRequest(message, payloadLimitBytes);
    if (request === 'aborted') return;
    if (request === 'tooLarge') response.setHeader('connection', 'close');
    const result: HeldResponse = request === 'tooLarge' ? tooLarge : await answerAlways(request, requestId);
    vendAnswer(result.status, performance.now() - start + (result.heldMs ?? 0));
    send(response, result, requestId);
  };
}
