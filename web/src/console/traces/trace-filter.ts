/** Which traces to list, as the console's form says it. */
export type TraceFilter = {
  outcome: TraceOutcome;
  /** Part of the route. */
  text: string;
  /** A filter expression of X-Ray's. */
  expression: string;
};

export const TRACE_OUTCOMES = ['all', 'ok', 'error', 'fault', 'throttle', 'slow'] as const;
export type TraceOutcome = (typeof TRACE_OUTCOMES)[number];

const EXPRESSIONS: Readonly<Record<TraceOutcome, string>> = {
  all: '',
  ok: 'ok',
  error: 'error',
  fault: 'fault',
  throttle: 'throttle',
  slow: 'responsetime > 1',
};

function quoted(text: string): string {
  return `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;
}

/** X-Ray's filter expression ("Using filter expressions") for what the form says; empty when every trace is wanted. */
export function traceFilterExpression({ outcome, text, expression }: TraceFilter): string {
  const route = text.trim() === '' ? '' : `annotation.route CONTAINS ${quoted(text.trim())}`;
  const parts = [EXPRESSIONS[outcome], route].filter((part) => part !== '');
  const own = expression.trim();
  if (own === '') return parts.join(' AND ');
  return parts.length === 0 ? own : [...parts, `(${own})`].join(' AND ');
}

/** An outcome as it stands in an address; anything unknown is `all`. */
export function traceOutcome(value: string | undefined): TraceOutcome {
  return TRACE_OUTCOMES.find((outcome) => outcome === value) ?? 'all';
}
