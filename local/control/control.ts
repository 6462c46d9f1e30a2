import { AwsError } from '../aws/aws-error.ts';
import type { HttpHandler, HttpRequest, HttpResponse, OperationContext } from '../aws/aws-service.ts';
import type { Clock } from '../clock.ts';
import { readRolePolicies } from '../iam/read-role-policies.ts';
import type { Roles } from '../iam/roles.ts';
import { PagesError } from '../site/copy-pages.ts';
import type { ServedPages, SiteRelease } from '../site/site-release.ts';
import { parseDuration } from './duration.ts';

/** What the control API steers and shows. */
export type ControlDependencies = {
  readonly clock: Clock;
  readonly status: () => Readonly<Record<string, unknown>>;
  /** Deliveries made since a virtual time (epoch milliseconds), oldest first. */
  readonly notifications: (since: number) => readonly { readonly id: string }[];
  /** Whose pages the site serves. PagesError when a folder's cannot be. */
  readonly site: Pick<SiteRelease, 'serve' | 'reset'>;
  /** What the role of each function allows and what of it has been made use of; a release may bring other policies. */
  readonly roles: Pick<Roles, 'report' | 'put' | 'reset'>;
  readonly faults: {
    list(): unknown;
    /** AwsError when the name or the body is wrong. */
    put(name: string, body: unknown): Promise<unknown>;
    remove(name: string): Promise<unknown>;
    clear(): Promise<unknown>;
  };
  /** Kills the environments that run an invocation of a function; gives their number, undefined for an unknown function. */
  readonly kill: (functionId: string) => number | undefined;
};

const LONGEST_ADVANCE_DAYS = 366;
const badRequest = (message: string): AwsError => new AwsError('BadRequest', message, 400);

function json(status: number, body: unknown): HttpResponse {
  return { status, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
}

function jsonBody(request: HttpRequest): unknown {
  try {
    return JSON.parse(request.body.toString('utf8') || '{}');
  } catch {
    throw badRequest('The body must be JSON.');
  }
}

function advanceMs(body: unknown): number {
  const text = typeof body === 'object' && body !== null && 'advance' in body ? body.advance : undefined;
  const ms = typeof text === 'string' ? parseDuration(text) : undefined;
  if (ms === undefined)
    throw badRequest(
      'Say how far as an ISO 8601 duration: {"advance":"PT10M"} (weeks, days, hours, minutes, seconds).',
    );
  if (ms > LONGEST_ADVANCE_DAYS * 86_400_000) throw badRequest(`Advance at most P${LONGEST_ADVANCE_DAYS}D at once.`);
  return ms;
}

function sinceOf(request: HttpRequest): number {
  const text = request.query.get('since');
  if (text === null) return 0;
  const time = /^\d+$/.test(text) ? Number(text) : Date.parse(text);
  if (Number.isNaN(time)) throw badRequest('since takes an ISO 8601 time or epoch milliseconds.');
  return time;
}

type PageOf = { readonly limit: number; readonly before: string | null };

function pageOf({ query }: HttpRequest): PageOf {
  const limit = query.get('limit');
  if (limit !== null && !/^[1-9]\d{0,3}$/.test(limit)) throw badRequest('limit takes a whole number from 1 to 9999.');
  return { limit: limit === null ? Infinity : Number(limit), before: query.get('before') };
}

/** The last ones before the one that is named, oldest first as they all are, and where the page before them ends. */
function latest<Entry extends { readonly id: string }>(all: readonly Entry[], { limit, before }: PageOf) {
  const end = before === null ? all.length : all.findIndex(({ id }) => id === before);
  if (end < 0) throw badRequest('before takes an earlier nextCursor.');
  const start = Math.max(0, end - limit);
  return { notifications: all.slice(start, end), nextCursor: start === 0 ? null : (all[start]?.id ?? null) };
}

async function servePages(site: ControlDependencies['site'], body: unknown): Promise<ServedPages> {
  const folder = typeof body === 'object' && body !== null && 'folder' in body ? body.folder : undefined;
  if (typeof folder !== 'string') throw badRequest('Say which folder: {"folder":"/path/of/web/dist"}.');
  try {
    return await site.serve(folder);
  } catch (error) {
    throw error instanceof PagesError ? badRequest(error.message) : error;
  }
}

const iso = (time: number): string => new Date(time).toISOString();

/** The clock as the API shows it, with where an advance is going while one runs, and whether it waits for a scheduled run. */
export function clockStatus(clock: Clock) {
  const to = clock.advancingTo();
  const waiting = clock.isWaiting() ? { waiting: true } : {};
  const shown = { now: iso(clock.now()), mode: clock.mode, speed: clock.speed, ...waiting };
  return to === undefined ? shown : { ...shown, advancing: { to: iso(to) } };
}

type Route = (request: HttpRequest, name: string, context: OperationContext) => HttpResponse | Promise<HttpResponse>;

/** A route as a person reads it: `PUT faults/<name>`. */
const shown = (route: string): string =>
  route.replace('faults/', 'faults/<name>').replace('functions//', 'functions/<id>/');

/** The control API, `/_local/…` on the AWS port; see the README. */
export function createControl(dependencies: ControlDependencies): HttpHandler {
  const { clock, faults, roles } = dependencies;
  const routes: Readonly<Record<string, Route>> = {
    'GET status': () => json(200, dependencies.status()),
    'GET clock': () => json(200, clockStatus(clock)),
    // An advance ends early when nobody waits for it any more.
    'POST clock': async (request, _name, { signal }) => {
      await clock.advance(advanceMs(jsonBody(request)), signal);
      return json(200, clockStatus(clock));
    },
    'GET notifications': (request) => json(200, latest(dependencies.notifications(sinceOf(request)), pageOf(request))),
    'PUT site': async (request) => json(200, await servePages(dependencies.site, jsonBody(request))),
    'DELETE site': async () => json(200, await dependencies.site.reset()),
    'GET permissions': () => json(200, roles.report()),
    'PUT permissions': (request) => {
      roles.put(readRolePolicies(jsonBody(request)));
      return json(200, roles.report());
    },
    'DELETE permissions': () => {
      roles.reset();
      return json(200, roles.report());
    },
    'GET faults': () => json(200, { faults: faults.list() }),
    'DELETE faults': async () => json(200, { faults: await faults.clear() }),
    'PUT faults/': async (request, name) => json(200, await faults.put(name, jsonBody(request))),
    'DELETE faults/': async (_request, name) => json(200, await faults.remove(name)),
    'POST functions//kill': (_request, name) => {
      const killed = dependencies.kill(name);
      if (killed === undefined) throw new AwsError('NotFound', `There is no function '${name}'.`, 404);
      return json(200, { function: name, killed });
    },
  };
  const paths = new Set(Object.keys(routes).map((key) => key.split(' ')[1]));

  return (request, context) => {
    const [, , noun = '', name, ...verb] = request.path.split('/');
    const path = [noun, ...(name === undefined ? [] : ['']), ...verb].join('/');
    const route = routes[`${request.method} ${path}`];
    if (route !== undefined) return route(request, name ?? '', context);
    if (!paths.has(path))
      throw new AwsError('NotFound', `The control API has: ${Object.keys(routes).map(shown).join(', ')}.`, 404);
    const methods = Object.keys(routes)
      .filter((key) => key.endsWith(` ${path}`))
      .map((key) => key.split(' ')[0]);
    throw new AwsError('MethodNotAllowed', `${path} takes ${methods.join(' and ')}.`, 405);
  };
}
