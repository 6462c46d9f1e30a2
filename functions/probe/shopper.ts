import { createCookieJar } from './cookie-jar.ts';

/** Something that a shopper would have seen go wrong; its message says what, in one sentence part. */
export class StepError extends Error {
  override readonly name = 'StepError';
  /** HTTP status, when it is that of an answer. */
  readonly status: number | undefined;

  constructor(message: string, status?: number) {
    super(message);
    this.status = status;
  }
}

type ShopperRequest = {
  method?: 'GET' | 'POST' | 'PUT' | 'DELETE';
  body?: unknown;
  headers?: Readonly<Record<string, string>>;
  signal: AbortSignal;
};

/** A visitor with a cookie jar on one site; every request carries the run's ids and says on whose behalf it is. */
export type Shopper = {
  /** The text of a 2xx answer of that kind of media type, or of one without content; anything else is a `StepError`. */
  read(path: string, kind: 'html' | 'javascript' | 'json' | 'nothing', request: ShopperRequest): Promise<string>;
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

export type ShopperOptions = {
  /** On whose behalf it is; it marks the lines of its requests. */
  readonly synthetic?: 'probe' | 'deployment';
  /** Told of every answer. */
  readonly answered?: (path: string, headers: Headers) => void;
};

/** A new guest of the site; `runId` ties all of its requests together. */
export function createShopper(site: URL, runId: string, options: ShopperOptions = {}): Shopper {
  const { synthetic = 'probe', answered } = options;
  const jar = createCookieJar();

  const commonHeaders = (body: unknown): Record<string, string> => {
    const cookie = jar.header();
    return {
      'user-agent': 'SmallCart-Probe',
      'x-synthetic': synthetic,
      'x-correlation-id': runId,
      origin: site.origin,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...(cookie === undefined ? {} : { cookie }),
    };
  };

  const read: Shopper['read'] = async (path, kind, { method = 'GET', body, headers, signal }) => {
    const response = await fetch(new URL(path, site), {
      method,
      headers: { ...commonHeaders(body), ...headers },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      signal,
    });
    const text = await response.text();
    jar.store(response.headers);
    answered?.(path, response.headers);
    const type = response.headers.get('content-type') ?? 'no media type';
    if (!response.ok) throw new StepError(`${path} answered ${response.status}`, response.status);
    if (kind !== 'nothing' && !type.includes(kind)) throw new StepError(`${path} answered ${type} instead of ${kind}`);
    return text;
  };

  return { read, json: async (path, request) => parse(path, await read(path, 'json', request)) };
}
