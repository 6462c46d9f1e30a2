import { randomBytes } from 'node:crypto';
import type { SafeError } from '../redact.ts';
import type { TraceContext } from './trace-context.ts';

/** A value that X-Ray's annotations take. */
export type AnnotationValue = string | number | boolean;

/** What all recordings below one have in common. */
export type Trace = Omit<TraceContext, 'correlationId'> & {
  /** A segment stands by itself, a subsegment belongs to the segment that Lambda sends. */
  readonly type: 'segment' | 'subsegment';
  /** Epoch milliseconds at which performance.now() was 0: X-Ray wants the host's time, in step with Lambda's own segments. */
  readonly epoch: number;
  /** Whether the documents were sent when the topmost recording ended. */
  sent: boolean;
  correlationId?: string;
};

/** Work that is being recorded, before it becomes a segment document; times are performance.now()'s. */
export type Recording = {
  readonly name: string;
  readonly trace: Trace;
  readonly parent: Recording | undefined;
  readonly start: number;
  end: number | undefined;
  /** Made when it is first asked for: what is not sent needs none. */
  id: string | undefined;
  namespace: 'aws' | undefined;
  fault: boolean;
  error: boolean;
  throttle: boolean;
  /** What went wrong, and whether it did at a service that was called. */
  failure: { readonly error: SafeError; readonly remote: boolean } | undefined;
  http: object | undefined;
  aws: object | undefined;
  annotations: Record<string, AnnotationValue> | undefined;
  metadata: Record<string, AnnotationValue> | undefined;
  children: Recording[];
};

/** Begins a recording, below its parent if it has one. */
export function openRecording(name: string, trace: Trace, parent?: Recording): Recording {
  const recording: Recording = {
    name,
    trace,
    parent,
    start: performance.now(),
    end: undefined,
    id: undefined,
    namespace: undefined,
    fault: false,
    error: false,
    throttle: false,
    failure: undefined,
    http: undefined,
    aws: undefined,
    annotations: undefined,
    metadata: undefined,
    children: [],
  };
  parent?.children.push(recording);
  return recording;
}

/** Digits for ids to come: asked for one by one, randomness costs more than all else of a recording. */
let digits = '';

/** 16 hexadecimal digits. */
export function newSegmentId(): string {
  if (digits === '') digits = randomBytes(512).toString('hex');
  const id = digits.slice(0, 16);
  digits = digits.slice(16);
  return id;
}

/** The id under which the recording is, or would be, sent. */
export function idOf(recording: Recording): string {
  recording.id ??= newSegmentId();
  return recording.id;
}
