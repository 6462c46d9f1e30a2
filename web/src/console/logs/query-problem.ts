import { ApiError } from '../../api/api-error.ts';
import type { Position } from './editor-lines.ts';
import type { QueryProblem } from './query-editor.tsx';

function positionOf(value: unknown): Position | undefined {
  if (typeof value !== 'object' || value === null || !('start' in value && 'end' in value)) return undefined;
  const { start, end } = value;
  return typeof start === 'number' && typeof end === 'number' ? { start, end } : undefined;
}

/** What Logs Insights does not understand of a query, by the API's answer; undefined of any other error. */
export function queryProblem(error: unknown): QueryProblem | undefined {
  if (!(error instanceof ApiError)) return undefined;
  const field = error.errors.find(({ path }) => path === 'query');
  if (field === undefined) return undefined;
  return { message: field.message, position: positionOf(error.members.position) };
}
