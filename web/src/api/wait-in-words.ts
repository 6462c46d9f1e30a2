import type { ApiError } from './api-error.ts';

/** When a refused call may be tried again, e.g. "in 40 seconds", "in about 3 minutes", or "in a moment" if that was not said. */
export function waitInWords({ retryAfter }: Pick<ApiError, 'retryAfter'>): string {
  if (retryAfter === undefined) return 'in a moment';
  if (retryAfter <= 1) return 'in a second';
  if (retryAfter < 90) return `in ${retryAfter} seconds`;
  return `in about ${Math.ceil(retryAfter / 60)} minutes`;
}
