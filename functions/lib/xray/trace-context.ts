/** Where in which trace work is done, whether X-Ray is told of it, and what the caller said that it belongs to. */
export type TraceContext = {
  readonly root: string;
  readonly parent: string;
  readonly sampled: boolean;
  readonly correlationId?: string;
};

/** Reads a tracing header (`Root=…;Parent=…;Sampled=1`, perhaps with our own field); undefined without valid root and parent. */
export function traceContext(header: string): TraceContext | undefined {
  const root = /Root=(1-[0-9a-f]{8}-[0-9a-f]{24})/.exec(header)?.[1];
  const parent = /Parent=([0-9a-f]{16})/.exec(header)?.[1];
  if (!root || !parent) return undefined;
  const correlationId = /;Correlation=([\w.:-]{1,128})$/.exec(header)?.[1];
  return { root, parent, sampled: header.includes('Sampled=1'), ...(correlationId && { correlationId }) };
}

/** Whether a text may be the id of what work belongs to: it can break neither a header nor a line. */
export function isCorrelationId(text: string): boolean {
  return /^[\w.:-]{1,128}$/.test(text);
}

/** The header with the id of what the work belongs to, for ourselves: the AWS services get it without. */
export function correlated(header: string, correlationId: string | undefined): string {
  return correlationId === undefined || !isCorrelationId(correlationId)
    ? header
    : `${header};Correlation=${correlationId}`;
}

/** The ids that lines carry of the trace that a header names, for what goes wrong outside of its segment. */
export function traceIds(header: string | undefined): { readonly traceId?: string; readonly correlationId?: string } {
  const { root, correlationId } = traceContext(header ?? '') ?? {};
  return { ...(root && { traceId: root }), ...(correlationId && { correlationId }) };
}

let last: { readonly header: string; readonly context: TraceContext | undefined } | undefined;

/** What Lambda says of the present invocation in its environment. */
export function invocationContext(): TraceContext | undefined {
  const header = process.env._X_AMZN_TRACE_ID;
  if (!header) return undefined;
  if (last?.header !== header) last = { header, context: traceContext(header) };
  return last.context;
}
