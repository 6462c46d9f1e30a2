/** One field that the server refused: where it is in the request (e.g. `payment.number`) and what to do about it. */
export type FieldError = { path: string; message: string };

/** A failed call: an RFC 9457 problem document, or status 0 when no answer came (offline, aborted connection, timeout). */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  readonly status: number;
  readonly type: string;
  readonly title: string;
  readonly detail: string;
  readonly errors: readonly FieldError[];
  readonly requestId: string | undefined;

  constructor(problem: {
    status: number;
    title: string;
    detail: string;
    type?: string;
    errors?: readonly FieldError[];
    requestId?: string | undefined;
  }) {
    super(`${problem.status} ${problem.title}: ${problem.detail}`);
    this.status = problem.status;
    this.type = problem.type ?? 'about:blank';
    this.title = problem.title;
    this.detail = problem.detail;
    this.errors = problem.errors ?? [];
    this.requestId = problem.requestId;
  }
}
