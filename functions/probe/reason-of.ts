import { StepError } from './shopper.ts';

/** Why a step failed, in one sentence part that quotes no answer; the budget in milliseconds is that which was too short, if one was. */
export function reasonOf(error: unknown, budget: number): string {
  if (error instanceof StepError) return error.message;
  if (!(error instanceof Error)) return 'an unknown error';
  if (error.name === 'TimeoutError' || error.name === 'AbortError') return `no answer within ${budget} ms`;
  const { cause } = error;
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : error.name;
  return `no connection (${code})`;
}
