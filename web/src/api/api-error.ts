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
  /** Extension members of the problem document, such as the new total of a price that changed. */
  readonly members: Readonly<Record<string, unknown>>;
  /** How long the server asks to wait before another try, in seconds. */
  readonly retryAfter: number | undefined;

  constructor(problem: {
    status: number;
    title: string;
    detail: string;
    type?: string;
    errors?: readonly FieldError[];
    requestId?: string | undefined;
    members?: Readonly<Record<string, unknown>>;
    retryAfter?: number | undefined;
  }) {
    super(`${problem.status} ${problem.title}: ${problem.detail}`);
    this.status = problem.status;
    this.type = problem.type ?? 'about:blank';
    this.title = problem.title;
    this.detail = problem.detail;
    this.errors = problem.errors ?? [];
    this.requestId = problem.requestId;
    this.members = problem.members ?? {};
    this.retryAfter = problem.retryAfter;
  }

  /** Whether the server gave this reason: the last part of the problem's type URN, such as `out-of-stock`. */
  is(code: string): boolean {
    return this.type === `urn:problem:${code}`;
  }

  /** An extension member that is a whole number, such as an amount in cents. */
  amount(member: string): number | undefined {
    const value = this.members[member];
    return typeof value === 'number' && Number.isInteger(value) ? value : undefined;
  }
}
