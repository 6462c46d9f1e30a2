import { Tracer } from '@aws-lambda-powertools/tracer';
import xray from 'aws-xray-sdk-core';
import { env } from './env.ts';
import { type SafeError, safeError } from './redact.ts';

/** What the code may say about the work that it has opened. */
export type Span = {
  annotate(annotations: Readonly<Record<string, string | number | boolean | undefined>>): void;
  /** The `http` block of X-Ray's segment document, and the flags that follow from the status. */
  http(request: { method: string; url: string }, status: number): void;
  /** Marks the work as failed although it returns. */
  fail(error: SafeError): void;
};

type Segment = NonNullable<ReturnType<Tracer['getSegment']>>;

let instance: Tracer | undefined;

/** The Powertools tracer; it is off outside Lambda. */
export function tracer(): Tracer {
  instance ??= new Tracer({ captureHTTPsRequests: false });
  return instance;
}

const untraced: Span = { annotate() {}, http() {}, fail() {} };

function spanOf(segment: Segment): Span {
  return {
    annotate(annotations) {
      for (const [key, value] of Object.entries(annotations)) {
        if (value !== undefined) segment.addAnnotation(key, value);
      }
    },
    http(request, status) {
      Object.assign(segment, { http: { request, response: { status } } });
      if (status >= 500) segment.addFaultFlag();
      else if (status >= 400) segment.addErrorFlag();
      if (status === 429) segment.addThrottleFlag();
    },
    fail: (error) => segment.addError(error),
  };
}

/**
 * Runs the work with the segment as the active one and closes it afterwards, failed when the work throws. Each says its
 * stage, for stages may share an account and the console shows the traces of its own only.
 */
async function within<T>(segment: Segment, parent: Segment | undefined, run: (span: Span) => Promise<T>): Promise<T> {
  tracer().setSegment(segment);
  const span = spanOf(segment);
  span.annotate({ stage: env().stage });
  try {
    return await run(span);
  } catch (error) {
    span.fail(safeError(error));
    throw error;
  } finally {
    segment.close();
    if (parent) tracer().setSegment(parent);
  }
}

/** Runs the work inside a new subsegment of the active segment; without tracing it just runs. */
export async function inSubsegment<T>(name: string, run: (span: Span) => Promise<T>): Promise<T> {
  if (!tracer().isTracingEnabled()) return run(untraced);
  const parent = tracer().getSegment();
  if (!parent) return run(untraced);
  return within(parent.addNewSubsegment(name), parent, run);
}

/** Runs the work inside a segment of its own that continues the trace named by the header, if it is a valid one. */
export async function continueTrace<T>(
  name: string,
  header: string | undefined,
  run: (span: Span) => Promise<T>,
): Promise<T> {
  if (!tracer().isTracingEnabled()) return run(untraced);
  const context = header ? traceContext(header) : undefined;
  if (!context) return inSubsegment(name, run);
  const segment = new xray.Segment(name, context.root, context.parent);
  if (!context.sampled) segment.notTraced = true;
  return within(segment, tracer().getSegment(), run);
}

type TraceContext = { readonly root: string; readonly parent: string; readonly sampled: boolean };

/** Reads a tracing header (`Root=…;Parent=…;Sampled=1`); undefined when it has no valid root and parent. */
export function traceContext(header: string): TraceContext | undefined {
  const root = /Root=(1-[0-9a-f]{8}-[0-9a-f]{24})/.exec(header)?.[1];
  const parent = /Parent=([0-9a-f]{16})/.exec(header)?.[1];
  if (!root || !parent) return undefined;
  return { root, parent, sampled: header.includes('Sampled=1') };
}

/** Id of the trace that Lambda started or continued for this invocation. */
export function currentTraceId(): string | undefined {
  const header = process.env._X_AMZN_TRACE_ID;
  return header ? traceContext(header)?.root : undefined;
}

/** Tracing header that makes whoever continues the trace a child of the active segment. */
export function traceHeader(): string | undefined {
  if (!tracer().isTracingEnabled()) return process.env._X_AMZN_TRACE_ID;
  const active = tracer().getSegment();
  if (!active) return undefined;
  const root = 'segment' in active && active.segment ? active.segment.trace_id : Reflect.get(active, 'trace_id');
  const sampled = active.notTraced ? 0 : 1;
  return `Root=${root};Parent=${active.id};Sampled=${sampled}`;
}
