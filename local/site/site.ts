import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { SECURITY_HEADERS } from '../../functions/lib/security-headers.ts';
import type { FindStaticFile, StaticFile } from './static-file.ts';

type Answer = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

export type SiteOptions = {
  /** Finds the built web pages. */
  find: FindStaticFile;
  /** Answers what is not a page: `/api/…`, `/health…` and `/metrics`. */
  api: Answer;
  /** Answers `/_local/…`; a page like any other without it. */
  control?: Answer;
  /** Told of what went wrong here, whose caller gets a 500. */
  onBug: (error: unknown) => void;
};

const controlPath = /^\/_local(\/|$)/;
const apiPath = /^\/(api|health|metrics)(\/|$)/;

const plain = (response: ServerResponse, status: number, text: string): void => {
  response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' });
  response.end(`${text}\n`);
};

const accepts = (request: IncomingMessage, encoding: string): boolean =>
  String(request.headers['accept-encoding'] ?? '')
    .split(',')
    .some((item) => new RegExp(`^\\s*${encoding}\\s*(;(?!\\s*q=0(\\.0*)?\\s*$)|$)`, 'i').test(item));

const isFresh = (request: IncomingMessage, etag: string): boolean =>
  String(request.headers['if-none-match'] ?? '')
    .split(',')
    .some((tag) => tag.trim() === '*' || tag.trim().replace(/^W\//, '') === etag);

function sendFile(request: IncomingMessage, response: ServerResponse, file: StaticFile): void {
  const brotli = accepts(request, 'br') ? file.brotli : undefined;
  const body = brotli ?? file.body;
  response.setHeader('etag', file.etag);
  response.setHeader('cache-control', file.immutable ? 'public, max-age=31536000, immutable' : 'no-cache');
  response.setHeader('vary', 'accept-encoding');
  if (isFresh(request, file.etag)) {
    response.writeHead(304).end();
    return;
  }
  if (brotli) response.setHeader('content-encoding', 'br');
  response.writeHead(200, { 'content-type': file.contentType, 'content-length': body.length });
  response.end(request.method === 'HEAD' ? undefined : body);
}

/** Node refuses a request without a host by itself; one with several is to be refused as well (section 3.2 of RFC 9112). */
const hasSeveralHosts = ({ rawHeaders }: IncomingMessage): boolean =>
  rawHeaders.filter((name, index) => index % 2 === 0 && name.toLowerCase() === 'host').length > 1;

/**
 * The local twin of the Router, not yet listening: API requests go to the HTTP API, all others get a file of the built site;
 * a path without extension that names no file gets the page's shell, whose own router takes over.
 */
export function createSite({ find, api, control, onBug }: SiteOptions): Server {
  const serveFile = async (request: IncomingMessage, response: ServerResponse, path: string): Promise<void> => {
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      response.setHeader('allow', 'GET, HEAD');
      plain(response, 405, 'Method Not Allowed');
      return;
    }
    const file = await find(path);
    if (file) sendFile(request, response, file);
    else if (await find('/index.html')) plain(response, 404, 'Not Found');
    else plain(response, 503, 'The web pages have not been built. Run: npm run build');
  };

  return createServer((request, response) => {
    const path = (request.url ?? '/').split('?', 1)[0] ?? '/';
    for (const [name, value] of Object.entries(SECURITY_HEADERS)) response.setHeader(name, value);
    if (hasSeveralHosts(request)) {
      response.setHeader('connection', 'close');
      plain(response, 400, 'Bad Request');
      return;
    }
    const answer = apiPath.test(path) ? api : controlPath.test(path) ? control : undefined;
    const served = answer?.(request, response) ?? serveFile(request, response, path);
    served.catch((error: unknown) => {
      onBug(error);
      if (response.headersSent) response.destroy();
      else plain(response, 500, 'Internal Server Error');
    });
  });
}
