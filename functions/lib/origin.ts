import { bearerToken } from './bearer.ts';
import { env } from './env.ts';
import { Problem } from './problem.ts';

const READS = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Rejects a write that another site made a browser send (403). A Bearer token is never sent by a browser on its own, so
 * it passes; a write with cookies must show by `Sec-Fetch-Site` or `Origin` that it comes from the shop's own pages.
 */
export function checkOrigin(request: Request): void {
  if (READS.has(request.method) || bearerToken(request.headers.get('authorization'))) return;
  const site = request.headers.get('sec-fetch-site');
  if (site === 'same-origin') return;
  const origin = request.headers.get('origin');
  const own = origin === env().siteUrl.origin;
  if (site === null && own) return;
  const plainClient = site === null && origin === null && !request.headers.has('cookie');
  if (!plainClient) throw new Problem(403, 'Writes are accepted from the shop’s own pages only.', { code: 'origin' });
}
