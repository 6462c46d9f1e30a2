import { randomUUID } from 'node:crypto';
import type { Next } from 'hono';
import { matchedRoutes } from 'hono/route';
import { LINE_FIELDS, type LineFields } from '../../monitoring/log-fields.ts';
import type { HttpFunctionId } from '../../monitoring/resources.ts';
import type { Route } from '../function-definition.ts';
import { FUNCTIONS } from '../manifest.ts';
import { authorise } from './authorise.ts';
import type { ApiContext } from './context.ts';
import { type Line, openLine } from './emit.ts';
import { env } from './env.ts';
import { logValue } from './log-value.ts';
import { logContext, logger } from './logger.ts';
import { checkOrigin } from './origin.ts';
import { withinTime } from './time-limit.ts';
import { currentTraceId, inSubsegment, type Span } from './tracing.ts';
import { beginUtilization } from './utilization.ts';
import { checkSize } from './validate.ts';

/**
 * Sent with every answer; a handler may override `Cache-Control` and the content security policy. What holds over HTTPS
 * only is added where there is HTTPS (stacks/security-headers-policy.ts).
 */
const HEADERS = {
  'Cache-Control': 'no-store',
  'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'",
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
} as const;

const UNMATCHED = 'unmatched';

/** `/api/products/:id` of Hono as API Gateway writes it: `/api/products/{id}`. */
export function gatewayPath(honoPath: string): string {
  return honoPath.replace(/:(\w+)/g, '{$1}');
}

function routeOf(c: ApiContext): string {
  const path = matchedRoutes(c)
    .map((route) => route.path)
    .findLast((candidate) => !candidate.includes('*'));
  return path ? gatewayPath(path) : UNMATCHED;
}

/** An id from outside is taken over only when it can break neither a header nor a line, and is no long number. */
function saneId(value: string | undefined): string | undefined {
  return typeof logValue('id', value) === 'string' ? value : undefined;
}

/** What the caller says of itself marks its lines, and nothing else. */
function synthetic(c: ApiContext): LineFields['synthetic'] {
  const value = c.req.header('x-synthetic');
  return LINE_FIELDS.synthetic.find((known) => known === value);
}

type Ids = { readonly requestId: string; readonly correlationId: string; readonly traceId: string | undefined };

function idsOf(c: ApiContext): Ids {
  const requestId = saneId(c.req.header('x-request-id')) ?? randomUUID();
  return {
    requestId,
    correlationId: saneId(c.req.header('x-correlation-id')) ?? requestId,
    traceId: currentTraceId(),
  };
}

function deployedRoute(functionId: HttpFunctionId, method: string, route: string): Route {
  const wanted = method === 'HEAD' ? 'GET' : method;
  const found = FUNCTIONS[functionId].routes.find(({ method, path }) => method === wanted && path === route);
  if (!found) throw new Error(`Route ${wanted} ${route} of ${functionId} is not in functions/manifest.ts.`);
  return found;
}

async function admit(c: ApiContext, functionId: HttpFunctionId, route: string): Promise<void> {
  const deployed = route === UNMATCHED ? undefined : deployedRoute(functionId, c.req.method, route);
  logger().debug('The request is looked at.', { access: deployed?.access ?? 'none' });
  checkOrigin(c.req.raw);
  checkSize(Number(c.req.header('content-length') ?? 0), deployed?.bodyLimit);
  if (deployed) await authorise(c, deployed);
}

/** Throws inside `next`, so that Hono turns the error into an answer and this middleware sees its status. */
export function admission(functionId: HttpFunctionId) {
  return async function admission(c: ApiContext, next: Next): Promise<void> {
    await admit(c, functionId, routeOf(c));
    await next();
  };
}

function report(line: Line, service: HttpFunctionId, status: number, started: number): void {
  const durationMs = Math.round((performance.now() - started) * 100) / 100;
  line.set({ status, durationMs, level: status >= 500 ? 'ERROR' : 'INFO' });
  line.emit('serverErrors', status >= 500 ? 1 : 0, { Service: service });
}

function describe(span: Span, method: string, route: string, status: number): void {
  span.annotate({ method, route, status });
  span.http({ method, url: `${env().siteUrl.origin}${route === UNMATCHED ? '' : route}` }, status);
}

/** What a function adds to the common handling of its requests. */
export type RequestHooks = {
  /** Called with every answer, whoever made it, before the canonical line is written. */
  readonly answered?: (request: { method: string; route: string; status: number }, line: Line) => void;
};

/** An answer that any cache may keep goes to strangers, whom the first caller's ids would mislead; so would a release that it outlives. */
function forgetCaller(headers: Headers): void {
  if (!headers.get('Cache-Control')?.includes('public')) return;
  headers.delete('X-Request-ID');
  headers.delete('X-Correlation-ID');
  headers.delete('X-Version');
}

/** The outermost middleware: ids, headers, the event's time, the request's subsegment and its canonical line. */
export function request(functionId: HttpFunctionId, hooks: RequestHooks = {}) {
  return async function request(c: ApiContext, next: Next): Promise<void> {
    const started = performance.now();
    const ids = idsOf(c);
    const route = routeOf(c);
    const method = c.req.method;
    const line = openLine(functionId, c.env.requestContext.timeEpoch);
    const { isColdStart, emit } = beginUtilization();
    line.set({ ...ids, method, route, coldStart: isColdStart, synthetic: synthetic(c), message: `${method} ${route}` });
    logContext(ids);
    c.set('functionId', functionId);
    c.set('requestId', ids.requestId);
    c.set('now', c.env.requestContext.timeEpoch);
    c.set('line', line);
    for (const [name, value] of Object.entries(HEADERS)) c.header(name, value);
    c.header('X-Request-ID', ids.requestId);
    c.header('X-Correlation-ID', ids.correlationId);
    c.header('X-Version', env().version);
    // A subsegment's name has no braces.
    await inSubsegment(`${method} ${route.replace(/\{(\w+)\}/g, ':$1')}`, async (span) => {
      span.correlate(ids.correlationId);
      await withinTime(c.env.lambdaContext.getRemainingTimeInMillis(), next);
      if (c.var.failure) span.fail(c.var.failure);
      describe(span, method, route, c.res.status);
    });
    forgetCaller(c.res.headers);
    hooks.answered?.({ method, route, status: c.res.status }, line);
    report(line, functionId, c.res.status, started);
    emit(line);
    line.write();
  };
}
