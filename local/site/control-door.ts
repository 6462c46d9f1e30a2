import { createHash } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { isOfOwnPages } from '../../functions/lib/origin.ts';
import { Problem, problemDocument } from '../../functions/lib/problem.ts';
import { foreignRequest } from '../aws/loopback.ts';

export type ControlDoorOptions = {
  /** Whose API says who is signed in, and whose pages may ask. */
  readonly siteUrl: string;
  /** Where the control API is. */
  readonly awsUrl: string;
};

/** What administrators may ask of the control API by the site's own origin: the console's pages Faults and Notifications. */
const ALLOWED: readonly (readonly [method: string, path: RegExp])[] = [
  ['GET', /^\/_local\/(faults|notifications)$/],
  ['DELETE', /^\/_local\/faults$/],
  ['PUT', /^\/_local\/faults\/[a-z-]+$/],
  ['DELETE', /^\/_local\/faults\/[a-z-]+$/],
];

/** Settings of a fault are a few hundred bytes. */
const LONGEST_BODY = 16_384;
/** Whoever has not answered by then will not, in milliseconds. */
const TIMEOUT = 10_000;
/** Sessions that are remembered as administrators'. */
const MOST_REMEMBERED = 20;

type Headers = Readonly<Record<string, string>>;

function headersOf({ headers }: IncomingMessage, ...names: readonly string[]): Headers {
  return Object.fromEntries(
    names.flatMap((name) => {
      const value = headers[name];
      return typeof value === 'string' ? [[name, value] as const] : [];
    }),
  );
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request) {
    length += chunk.length;
    if (length > LONGEST_BODY) throw new Problem(413, `Send at most ${LONGEST_BODY} bytes.`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function send(response: ServerResponse, status: number, type: string, body: string): void {
  response.writeHead(status, { 'content-type': type, 'cache-control': 'no-store' });
  response.end(body);
}

function refuse(response: ServerResponse, problem: Problem): void {
  // The body that was not read is not taken for the next request.
  if (problem.status === 413) response.setHeader('connection', 'close');
  send(response, problem.status, 'application/problem+json', JSON.stringify(problemDocument(problem, 'local')));
}

/** Who asks, by the shop's API: its status, and whether it is an administrator. */
async function askApi({ siteUrl }: ControlDoorOptions, credentials: Headers) {
  const signal = AbortSignal.timeout(TIMEOUT);
  const answer = await fetch(new URL('/api/auth/me', siteUrl), { headers: credentials, signal });
  if (!answer.ok) return { status: answer.status, isAdmin: false };
  const { user } = (await answer.json()) as { readonly user?: { readonly role?: unknown } };
  return { status: answer.status, isAdmin: user?.role === 'admin' };
}

/**
 * Tells whether a caller is an administrator. A fault may keep the shop's API from saying so, and must be switched off
 * nevertheless: whoever was one before is believed then.
 */
function createAdmission(options: ControlDoorOptions): (credentials: Headers) => Promise<void> {
  const admins = new Set<string>();
  return async (credentials) => {
    const key = createHash('sha256').update(JSON.stringify(credentials)).digest('hex');
    const { status, isAdmin } = await askApi(options, credentials).catch(() => ({ status: 503, isAdmin: false }));
    if (status >= 500 || status === 429) {
      if (admins.has(key)) return;
      throw new Problem(503, 'The shop cannot say who you are right now. Try again, or use npm run fault.');
    }
    admins.delete(key);
    if (status === 401) throw new Problem(401, 'Sign in as an administrator to go on.');
    if (!isAdmin) throw new Problem(403, 'Your role does not allow this.');
    const [oldest] = admins;
    if (oldest !== undefined && admins.size >= MOST_REMEMBERED) admins.delete(oldest);
    admins.add(key);
  };
}

/** What the control API said was wrong, as the site says it. */
function problemOf(status: number, text: string): Problem {
  if (status >= 500) return new Problem(502, 'The control API failed at it. Its log says why.');
  const read: unknown = JSON.parse(text);
  const said = typeof read === 'object' && read !== null && 'message' in read ? String(read.message) : undefined;
  return new Problem(status === 404 ? 404 : 400, said ?? 'The control API refused it.');
}

type Forwarded = { readonly method: string; readonly path: string; readonly body: Buffer };

/** What the control API answers, as text. */
async function askControl({ awsUrl }: ControlDoorOptions, { method, path, body }: Forwarded): Promise<string> {
  const sent = body.length === 0 ? {} : { body: new Uint8Array(body), headers: { 'content-type': 'application/json' } };
  const answer = await fetch(new URL(path, awsUrl), { method, ...sent, signal: AbortSignal.timeout(TIMEOUT) }).catch(
    (cause: unknown) => {
      throw new Problem(502, 'The control API does not answer. Try again in a moment.', { cause });
    },
  );
  const text = await answer.text();
  if (!answer.ok) throw problemOf(answer.status, text);
  return text;
}

function check(request: IncomingMessage, path: string, { siteUrl }: ControlDoorOptions): void {
  const foreign = foreignRequest(request.headers);
  if (foreign !== undefined) throw new Problem(403, foreign);
  const method = request.method ?? 'GET';
  const known = ALLOWED.filter(([, pattern]) => pattern.test(path));
  if (known.length === 0) throw new Problem(404, 'There is no such page, or it is not served here.');
  if (!known.some(([allowed]) => allowed === method)) throw new Problem(405, `${path} does not take ${method}.`);
  const headers = new Headers(headersOf(request, 'authorization', 'sec-fetch-site', 'origin', 'cookie'));
  if (!isOfOwnPages({ method, headers }, new URL(siteUrl).origin))
    throw new Problem(403, 'Writes are accepted from the console’s own pages only.', { code: 'origin' });
}

/**
 * Answers `/_local/…` of the site: administrators reach there what of the control API the console shows on this machine. It is
 * no part of what is deployed.
 */
export function createControlDoor(
  options: ControlDoorOptions,
): (request: IncomingMessage, response: ServerResponse) => Promise<void> {
  const admit = createAdmission(options);
  return async (request, response) => {
    try {
      const [path = '/', query = ''] = (request.url ?? '/').split('?');
      check(request, path, options);
      const body = await bodyOf(request);
      await admit(headersOf(request, 'authorization', 'cookie'));
      const forwarded = { method: request.method ?? 'GET', path: `${path}?${query}`, body };
      send(response, 200, 'application/json', await askControl(options, forwarded));
    } catch (error) {
      if (error instanceof Problem) refuse(response, error);
      // Whoever hung up in the middle of a body hears nothing.
      else if (request.complete) throw error;
    }
  };
}
