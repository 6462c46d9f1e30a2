import type { IncomingHttpHeaders } from 'node:http';

const loopbackName = /^(127(\.\d{1,3}){3}|\[::1\]|([a-z0-9-]+\.)*localhost)(:\d+)?$/i;

/** Whether a Host header (or an origin's host) names this machine only. */
export function isLoopbackHost(host: string): boolean {
  return loopbackName.test(host);
}

/**
 * Why a request must not be served, or `undefined`: a foreign Host is DNS rebinding, a foreign Origin or a cross-site
 * fetch without one is a web page reaching into this machine.
 */
export function foreignRequest(headers: IncomingHttpHeaders): string | undefined {
  if (!isLoopbackHost(headers.host ?? ''))
    return `The Host header must be a loopback name, not '${headers.host ?? ''}'.`;
  if (headers.origin !== undefined) {
    const host = /^https?:\/\/(.+)$/.exec(headers.origin)?.[1] ?? '';
    return isLoopbackHost(host) ? undefined : `Pages of '${headers.origin}' may not use the embedded cloud.`;
  }
  if (headers['sec-fetch-site'] === 'cross-site') return 'Pages of other sites may not use the embedded cloud.';
  return undefined;
}
