import { bearerToken } from './bearer.ts';
import { env } from './env.ts';
import { Problem } from './problem.ts';

const READS = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Whether a request is a read, or a write that no other site made a browser send. A Bearer token is never sent by a browser
 * on its own, so it passes; a write with cookies must show by `Sec-Fetch-Site` or `Origin` that it comes from the site's own pages.
 */
export function isOfOwnPages({ method, headers }: Pick<Request, 'method' | 'headers'>, ownOrigin: string): boolean {
  if (READS.has(method) || bearerToken(headers.get('authorization'))) return true;
  const site = headers.get('sec-fetch-site');
  if (site === 'same-origin') return true;
  const origin = headers.get('origin');
  if (site === null && origin === ownOrigin) return true;
  return site === null && origin === null && !headers.has('cookie');
}

/** Rejects a write that another site made a browser send (403). */
export function checkOrigin(request: Request): void {
  if (!isOfOwnPages(request, env().siteUrl.origin))
    throw new Problem(403, 'Writes are accepted from the shop’s own pages only.', { code: 'origin' });
}
