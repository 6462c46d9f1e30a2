import { ApiError, type FieldError } from './api-error.ts';

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

const text = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined);

function fieldErrors(value: unknown): FieldError[] {
  if (!Array.isArray(value)) return [];
  return value.filter(isObject).flatMap(({ path, message }) => {
    const where = Array.isArray(path) ? path.join('.') : text(path);
    const what = text(message);
    return where === undefined || what === undefined ? [] : [{ path: where, message: what }];
  });
}

/** Seconds of a Retry-After header; its other form, a date, is not used by this shop. */
const seconds = (value: string | null): number | undefined =>
  value !== null && /^\d{1,6}$/.test(value) ? Number(value) : undefined;

/** The error that a failed response stands for; a body that is no problem document still gives status, title and request id. */
export async function readProblem(response: Response): Promise<ApiError> {
  const body: unknown = await response.json().catch(() => undefined);
  const problem = isObject(body) ? body : {};
  const header = response.headers.get('x-request-id') ?? undefined;
  return new ApiError({
    status: response.status,
    type: text(problem.type) ?? 'about:blank',
    title: text(problem.title) ?? text(response.statusText) ?? `HTTP ${response.status}`,
    detail: text(problem.detail) ?? `The server answered with status ${response.status}.`,
    errors: fieldErrors(problem.errors),
    requestId: text(problem.requestId) ?? header,
    members: problem,
    retryAfter: seconds(response.headers.get('retry-after')),
  });
}
