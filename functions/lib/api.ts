import { Hono } from 'hono';
import type { HttpFunctionId } from '../../monitoring/resources.ts';
import type { Api, ApiContext, ApiEnv } from './context.ts';
import { checkTable } from './health.ts';
import { logger } from './logger.ts';
import { Problem, problemDocument } from './problem.ts';
import { safeError, stringsIn } from './redact.ts';
import { admission, type RequestHooks, request } from './request.ts';
import { isServiceOutage } from './service-outage.ts';

/** What the shop is built on does not answer, or is too busy: nobody's mistake, and it passes. */
function outage(): Problem {
  const words = 'Something that the shop needs does not answer in time.';
  return new Problem(503, `${words} Ask again in a moment, with the same Idempotency-Key if there was one.`, {
    ...{ code: 'not-ready', headers: { 'Retry-After': '5' } },
  });
}

function bug(): Problem {
  return new Problem(500, 'The error has been recorded. Try again in a moment.');
}

/**
 * An HTTP function's Hono app with everything that all of them share: ids, headers, canonical line, subsegment, origin
 * check, size limit, access by functions/manifest.ts, problem documents, its health. Routes are added to it.
 */
export function createApi(functionId: HttpFunctionId, hooks?: RequestHooks): Api {
  const api = new Hono<ApiEnv>();
  api.use(request(functionId, hooks), admission(functionId));
  api.notFound((c) => answer(c, new Problem(404, 'There is nothing at this address.')));
  api.onError(async (error, c) => {
    if (error instanceof Problem) return answer(c, error);
    const failure = safeError(error, await typedIn(c));
    logger().error('The request failed.', { error: failure });
    c.set('failure', failure);
    return answer(c, isServiceOutage(error) ? outage() : bug());
  });
  api.get(`/health/${functionId}`, async (c) => {
    await checkTable();
    return c.json({ status: 'ok' });
  });
  return api;
}

function answer(c: ApiContext, problem: Problem): Response {
  for (const [name, value] of Object.entries(problem.options.headers ?? {})) c.header(name, value);
  c.header('Cache-Control', 'no-store');
  c.var.line?.set({ problem: problem.options.code });
  logger().debug('The request was refused.', { status: problem.status, problem: problem.options.code });
  const document = problemDocument(problem, c.var.requestId);
  return c.body(JSON.stringify(document), problem.status, { 'Content-Type': 'application/problem+json' });
}

/** Everything the caller sent that an error's text might quote. */
async function typedIn(c: ApiContext): Promise<string[]> {
  const credentials = [
    c.req.header('authorization'),
    c.req.header('idempotency-key'),
    ...(c.req.header('cookie') ?? '').split(/[;=]\s*/),
  ];
  const body = await c.req
    .text()
    .then(JSON.parse)
    .catch((): unknown => undefined);
  return [
    ...credentials,
    ...Object.values(c.req.queries()).flat(),
    ...Object.values(c.req.param()),
    ...stringsIn(body),
  ].filter((value: string | undefined): value is string => value !== undefined);
}
