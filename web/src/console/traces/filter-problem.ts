import { ApiError } from '../../api/api-error.ts';

/** What X-Ray has against a filter expression, and at which character of it, where it says so. */
export type FilterProblem = { readonly message: string; readonly at: number | undefined };

/** The filter's problem that an error tells of; undefined when it is about something else. */
export function filterProblem(error: unknown): FilterProblem | undefined {
  if (!(error instanceof ApiError)) return undefined;
  const told = error.errors?.find(({ path }) => path === 'filter');
  if (told === undefined) return undefined;
  const position = /position (\d+)/.exec(told.message)?.[1];
  return { message: told.message, at: position === undefined ? undefined : Number(position) };
}
