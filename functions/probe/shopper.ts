import { createCookieJar } from './cookie-jar.ts';

/** Something that a shopper would have seen go wrong; its message says what, in one sentence part. */
export class StepError extends Error {
  override readonly name = 'StepError';
}

type ShopperRequest = { method?: 'GET' | 'PUT' | 'DELETE'; body?: unknown; signal: AbortSignal };

/** A guest with a cookie jar on one site; every request carries the run's ids and says that it is the probe's. */
export type Shopper = {
  /** The text of a 2xx answer of that kind of media type; anything else is a `StepError`. */
  read(path: string, kind: 'html' | 'javascript' | 'json', request: ShopperRequest): Promise<string>;
  /** The JSON of a 2xx answer. */
  json(path: string, request: ShopperRequest): Promise<unknown>;
};

function parse(path: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new StepError(`${path} answered JSON that cannot be read`);
  }
}

/** A new guest of the site; `runId` ties all of its requests together. */
export function createShopper(site: URL, runId: string): Shopper {
  const jar = createCookieJar();

  const headers = (body: unknown): Record<string, string> => {
    const cookie = jar.header();
    return {
      'user-agent': 'SmallCart-Probe',
      'x-synthetic': 'probe',
      'x-correlation-id': runId,
      origin: site.origin,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...(cookie === undefined ? {} : { cookie }),
    };
  };

  const read: Shopper['read'] = async (path, kind, { method = 'GET', body, signal }) => {
    const response = await fetch(new URL(path, site), {
      method,
      headers: headers(body),
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      signal,
    });
    const text = await response.text();
    jar.store(response.headers);
    const type = response.headers.get('content-type') ?? 'no media type';
    if (!response.ok) throw new StepError(`${path} answered ${response.status}`);
    if (!type.includes(kind)) throw new StepError(`${path} answered ${type} instead of ${kind}`);
    return text;
  };

  return { read, json: async (path, request) => parse(path, await read(path, 'json', request)) };
}
