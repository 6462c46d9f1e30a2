import { ApiError } from './api-error.ts';
import { readProblem } from './read-problem.ts';

/** One call: method (GET unless told), JSON body or a blob as it is, extra headers, and a signal that abandons it. */
export type ApiRequest = {
  method?: 'GET' | 'POST' | 'PUT' | 'DELETE';
  body?: unknown;
  headers?: Readonly<Record<string, string>>;
  /** Hears the headers of the answer, whatever its status. */
  answered?: (headers: Headers) => void;
  signal?: AbortSignal;
};

/** Calls the API at a path and gives the JSON of a 2xx answer; rejects with `ApiError`, or the signal's reason if abandoned. */
export type ApiClient = <Result>(path: string, request?: ApiRequest) => Promise<Result>;

/** API Gateway gives up on an integration after 30 s; after this long no answer will come. */
const TIMEOUT_MS = 35_000;

const unreachable = (cause: unknown) => {
  const slow = cause instanceof DOMException && cause.name === 'TimeoutError';
  const detail = slow
    ? 'The shop took too long to answer. Please try again.'
    : 'The shop could not be reached. Check your connection and try again.';
  return Object.assign(new ApiError({ status: 0, title: 'No connection', detail }), { cause });
};

/** A client over the given `fetch` that sends `X-Correlation-ID` with every call. */
export function createClient(options: {
  fetch: typeof fetch;
  correlationId: string;
  timeoutMs?: number;
  onUnauthenticated?: () => void;
}): ApiClient {
  const send = async (path: string, { method = 'GET', body, headers, signal }: ApiRequest): Promise<Response> => {
    const timeout = AbortSignal.timeout(options.timeoutMs ?? TIMEOUT_MS);
    return options.fetch(path, {
      method,
      headers: {
        accept: 'application/json',
        'x-correlation-id': options.correlationId,
        ...(body !== undefined && { 'content-type': body instanceof Blob ? body.type : 'application/json' }),
        ...headers,
      },
      ...(body !== undefined && { body: body instanceof Blob ? body : JSON.stringify(body) }),
      credentials: 'same-origin',
      signal: signal ? AbortSignal.any([signal, timeout]) : timeout,
    });
  };
  return async (path, request = {}) => {
    const response = await send(path, request).catch((cause: unknown) => {
      request.signal?.throwIfAborted();
      throw unreachable(cause);
    });
    request.answered?.(response.headers);
    if (response.status === 401) options.onUnauthenticated?.();
    if (!response.ok) throw await readProblem(response);
    if (response.status === 204) return undefined;
    return await response.json().catch((cause: unknown) => {
      request.signal?.throwIfAborted();
      throw unreachable(cause);
    });
  };
}
