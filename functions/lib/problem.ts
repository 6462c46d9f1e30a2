/** A rule that an input broke: where, and which rule; never the value. */
export type FieldError = { readonly path: string; readonly message: string };

/** Titles of problems by their status. */
export const PROBLEM_TITLES = {
  400: 'Bad request',
  401: 'Sign in first',
  402: 'Payment declined',
  403: 'Not allowed',
  404: 'Not found',
  405: 'Method not allowed',
  409: 'Conflict',
  412: 'Changed meanwhile',
  413: 'Request too large',
  415: 'Unsupported media type',
  429: 'Too many requests',
  500: 'Something went wrong on our side',
  502: 'Bad gateway',
  503: 'Not available',
  504: 'Timed out',
} as const;

export type ProblemStatus = keyof typeof PROBLEM_TITLES;

export type ProblemOptions = {
  /** Last part of the problem's `type` URN, such as `out-of-stock`; by default the type is `about:blank`. */
  readonly code?: string;
  readonly errors?: readonly FieldError[];
  /** Extension members, such as the available stock. */
  readonly members?: Readonly<Record<string, unknown>>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly cause?: unknown;
};

/** An error that the caller may see and can act on (RFC 9457); everything else that is thrown is a bug. */
export class Problem extends Error {
  override readonly name = 'Problem';
  readonly status: ProblemStatus;
  readonly options: ProblemOptions;

  constructor(status: ProblemStatus, detail: string, options: ProblemOptions = {}) {
    super(detail, { cause: options.cause });
    this.status = status;
    this.options = options;
  }
}

/** The problem document of RFC 9457 for a problem, as a plain object. */
export function problemDocument(problem: Problem, requestId: string): Record<string, unknown> {
  const { code, errors, members } = problem.options;
  return {
    type: code ? `urn:problem:${code}` : 'about:blank',
    title: PROBLEM_TITLES[problem.status],
    status: problem.status,
    detail: problem.message,
    requestId,
    ...(errors ? { errors } : {}),
    ...members,
  };
}

/** 404 for a thing that does not exist or that the caller may not know of. */
export function notFound(what: string): Problem {
  return new Problem(404, `There is no such ${what}.`);
}
