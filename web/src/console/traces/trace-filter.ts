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

/** What the form's choices say, apart from the person's own expression. */
function chosen({ outcome, text }: TraceFilter): string {
  const route = text.trim() === '' ? '' : `annotation.route CONTAINS ${quoted(text.trim())}`;
  return [EXPRESSIONS[outcome], route].filter((part) => part !== '').join(' AND ');
}

/** X-Ray's filter expression ("Using filter expressions") for what the form says; empty when every trace is wanted. */
export function traceFilterExpression(filter: TraceFilter): string {
  const choices = chosen(filter);
  const own = filter.expression.trim();
  if (own === '') return choices;
  return choices === '' ? own : `${choices} AND (${own})`;
}

/** Where in the person's own expression a position of the whole is; undefined when it is elsewhere. */
export function ownPosition(filter: TraceFilter, position: number): number | undefined {
  const own = filter.expression.trim();
  const choices = chosen(filter);
  const before = choices === '' ? 0 : `${choices} AND (`.length;
  const at = position - before;
  if (own === '' || at < 0) return undefined;
  return Math.min(at, own.length) + filter.expression.indexOf(own);
}

/** An outcome as it stands in an address; anything unknown is `all`. */
export function traceOutcome(value: string | undefined): TraceOutcome {
  return TRACE_OUTCOMES.find((outcome) => outcome === value) ?? 'all';
}
