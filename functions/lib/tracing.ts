import { AsyncLocalStorage } from 'node:async_hooks';
import { env } from './env.ts';
import { Problem } from './problem.ts';
import { type SafeError, safeError } from './redact.ts';
import { type AnnotationValue, idOf, openRecording, type Recording } from './xray/recording.ts';
import { independentDocument, unsampledDocument } from './xray/segment-document.ts';
import { hasDaemon, sendDocument } from './xray/send-documents.ts';
import { correlated, invocationContext, type TraceContext, traceContext } from './xray/trace-context.ts';

/** What the code may say about the work that it has opened. */
export type Span = {
  /** What X-Ray finds traces by: keys of letters, digits and underscores; a text is redacted, and cut at 1,000 characters. */
  annotate(annotations: Readonly<Record<string, AnnotationValue | undefined>>): void;
  /** What X-Ray only shows. */
  note(metadata: Readonly<Record<string, AnnotationValue | undefined>>): void;
  /** The `http` block of X-Ray's segment document, and the flags that follow from the status. */
  http(request: { method: string; url: string }, status: number): void;
  /** What the work belongs to; whoever continues the trace carries the id on. */
  correlate(id: string): void;
  /** Marks the work as failed although it returns. */
  fail(error: SafeError): void;
};

/** The recording of the work that is being done, through all that is awaited and however much is done at once. */
const active = new AsyncLocalStorage<Recording>();

const untraced: Span = { annotate() {}, note() {}, http() {}, correlate() {}, fail() {} };

type Values = Readonly<Record<string, AnnotationValue | undefined>>;

function merged(given: Record<string, AnnotationValue> | undefined, values: Values): Record<string, AnnotationValue> {
  const all = given ?? {};
  for (const [key, value] of Object.entries(values)) if (value !== undefined) all[key] = value;
  return all;
}

/** The flags of "AWS X-Ray segment documents" that a status stands for. */
export function flagStatus(recording: Recording, status: number): void {
  if (status >= 500) recording.fault = true;
  else if (status >= 400) recording.error = true;
  if (status === 429) recording.throttle = true;
}

function spanOf(recording: Recording): Span {
  return {
    annotate(annotations) {
      recording.annotations = merged(recording.annotations, annotations);
    },
    note(metadata) {
      recording.metadata = merged(recording.metadata, metadata);
    },
    http(request, status) {
      recording.http = { request, response: { status } };
      flagStatus(recording, status);
    },
    correlate(id) {
      recording.trace.correlationId = id;
    },
    fail(error) {
      recording.fault = true;
      recording.failure = { error, remote: false };
    },
  };
}

/** What a caller did wrong is an error of theirs, told by its status; everything else is a fault, told with its stack. */
function failed(recording: Recording, error: unknown): void {
  if (error instanceof Problem && error.status < 500) flagStatus(recording, error.status);
  else spanOf(recording).fail(safeError(error));
}

/** Starts recording below the active recording, or else below Lambda's segment; undefined where there is no trace. */
export function startRecording(name: string): Recording | undefined {
  const parent = active.getStore();
  if (parent) return openRecording(name, parent.trace, parent);
  const context = hasDaemon() ? invocationContext() : undefined;
  return context && topmost(name, context, 'subsegment');
}

/** Each topmost recording says its stage: stages may share an account, and the console shows the traces of its own only. */
function topmost(name: string, context: TraceContext, type: 'segment' | 'subsegment'): Recording {
  const epoch = Date.now() - performance.now();
  const recording = openRecording(name, { ...context, type, epoch, sent: false });
  recording.annotations = { stage: env().stage };
  return recording;
}

/** What is below one recording is sent, or forgotten, when there is more of it than this. */
const MOST_CHILDREN = 100;

/**
 * A long walk is told in parts, so that neither memory nor a document grows with it: its oldest step whenever one ends, for of
 * many datagrams at once some would be lost.
 */
function shed(parent: Recording): void {
  const oldest = parent.children.find(({ end }) => end !== undefined);
  if (!oldest) return;
  parent.children.splice(parent.children.indexOf(oldest), 1);
  if (parent.trace.sampled) sendDocument(independentDocument(oldest));
}

/**
 * Ends a recording. The topmost is sent with all that is below it if the trace is sampled, or if it failed: an error is worth
 * more than the sampling rate. What outlives it is sent when it ends.
 */
export function endRecording(recording: Recording): void {
  const { trace, parent } = recording;
  recording.end = performance.now();
  if (parent === undefined) {
    trace.sent = trace.sampled || recording.fault;
    if (trace.sent) sendDocument(trace.sampled ? independentDocument(recording) : unsampledDocument(recording));
  } else if (trace.sent) sendDocument(independentDocument(recording));
  else if (parent.children.length > MOST_CHILDREN) shed(parent);
}

async function within<T>(recording: Recording, run: (span: Span) => Promise<T>): Promise<T> {
  try {
    return await active.run(recording, run, spanOf(recording));
  } catch (error) {
    failed(recording, error);
    throw error;
  } finally {
    endRecording(recording);
  }
}

/** Runs the work inside a new subsegment of the active segment; without tracing it just runs. */
export async function inSubsegment<T>(name: string, run: (span: Span) => Promise<T>): Promise<T> {
  const recording = startRecording(name);
  return recording ? within(recording, run) : run(untraced);
}

/** Runs the work inside a segment of its own that continues the trace named by the header, if it is a valid one. */
export async function continueTrace<T>(
  name: string,
  header: string | undefined,
  run: (span: Span) => Promise<T>,
): Promise<T> {
  const context = header && hasDaemon() ? traceContext(header) : undefined;
  return context ? within(topmost(name, context, 'segment'), run) : inSubsegment(name, run);
}

/** Id of the trace that Lambda started or continued for this invocation. */
export function currentTraceId(): string | undefined {
  return invocationContext()?.root;
}

/** The tracing header that makes whoever continues the trace a child of the recording, if it will be told of. */
export function headerOf(recording: Recording): string {
  const { root, parent, sampled } = recording.trace;
  return sampled ? `Root=${root};Parent=${idOf(recording)};Sampled=1` : `Root=${root};Parent=${parent};Sampled=0`;
}

/** Tracing header that makes whoever continues the trace a child of the active segment; for AWS services. */
export function serviceTraceHeader(): string | undefined {
  const recording = active.getStore();
  return recording ? headerOf(recording) : process.env._X_AMZN_TRACE_ID;
}

/** The same with the id of what the work belongs to, as it is kept with what is continued later. */
export function traceHeader(): string | undefined {
  const header = serviceTraceHeader();
  return header && correlated(header, active.getStore()?.trace.correlationId);
}

/** The ids of the trace in which the present work is done. */
export function correlation(): { readonly traceId?: string; readonly correlationId?: string } {
  const trace = active.getStore()?.trace;
  if (!trace) return {};
  return { traceId: trace.root, ...(trace.correlationId && { correlationId: trace.correlationId }) };
}
