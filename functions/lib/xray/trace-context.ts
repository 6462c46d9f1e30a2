/** Where in which trace work is done, and whether X-Ray is told of it. */
export type TraceContext = { readonly root: string; readonly parent: string; readonly sampled: boolean };

/** Reads a tracing header (`Root=…;Parent=…;Sampled=1`); undefined when it has no valid root and parent. */
export function traceContext(header: string): TraceContext | undefined {
  const root = /Root=(1-[0-9a-f]{8}-[0-9a-f]{24})/.exec(header)?.[1];
  const parent = /Parent=([0-9a-f]{16})/.exec(header)?.[1];
  if (!root || !parent) return undefined;
  return { root, parent, sampled: header.includes('Sampled=1') };
}

let last: { readonly header: string; readonly context: TraceContext | undefined } | undefined;

/** What Lambda says of the present invocation in its environment. */
export function invocationContext(): TraceContext | undefined {
  const header = process.env._X_AMZN_TRACE_ID;
  if (!header) return undefined;
  if (last?.header !== header) last = { header, context: traceContext(header) };
  return last.context;
}
