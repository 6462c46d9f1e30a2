import { redact } from '../redact.ts';
import { causeBlock } from './exceptions.ts';
import { type AnnotationValue, idOf, type Recording } from './recording.ts';

/** A document as "AWS X-Ray segment documents" describes it. */
export type Document = Readonly<Record<string, unknown>> & {
  readonly id: string;
  readonly subsegments?: readonly Document[];
};

/** "AWS X-Ray segment documents": what names and the keys of annotations are made of, and how long values may be. */
const NOT_IN_NAMES = /[^\p{L}\p{N}\s_.:/%&#=+\\@-]/gu;
const LONGEST_NAME = 200;
const ANNOTATION_KEY = /^\w{1,500}$/;
const LONGEST_VALUE = 1_000;
/** X-Ray indexes so many of a trace. */
const MOST_ANNOTATIONS = 50;

/** Ids of our own and of requests: never personal, though their digits may look like a long number. */
const ID = /^([a-z]{3}_[0-9A-HJKMNP-TV-Z]{26}|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})$/;

function safeValue(value: AnnotationValue): AnnotationValue | undefined {
  if (typeof value === 'number') return Number.isFinite(value) ? value : undefined;
  return typeof value === 'boolean' || ID.test(value) ? value : redact(value).slice(0, LONGEST_VALUE);
}

function safeValues(values: Readonly<Record<string, AnnotationValue>>): object {
  const entries = Object.entries(values).filter(([key]) => ANNOTATION_KEY.test(key));
  return Object.fromEntries(entries.slice(0, MOST_ANNOTATIONS).map(([key, value]) => [key, safeValue(value)]));
}

/** A name that X-Ray takes, as near to that text as there is one. */
export function segmentName(text: string): string {
  return text.replace(NOT_IN_NAMES, '').slice(0, LONGEST_NAME) || 'unnamed';
}

/** Epoch seconds with microseconds. */
const seconds = (milliseconds: number): number => Math.round(milliseconds * 1_000) / 1e6;

function blocks({ http, aws, namespace, annotations, metadata, failure }: Recording): object {
  return {
    ...(namespace && { namespace }),
    ...(http && { http }),
    ...(aws && { aws }),
    ...(failure && { cause: causeBlock(failure.error, failure.remote) }),
    ...(annotations && { annotations: safeValues(annotations) }),
    ...(metadata && { metadata: { default: safeValues(metadata) } }),
  };
}

/** The document of a recording with everything below it; what has not ended yet is told to be in progress. */
export function segmentDocument(recording: Recording): Document {
  const { name, trace, start, end, fault, error, throttle, children } = recording;
  return {
    id: idOf(recording),
    name: segmentName(name),
    start_time: seconds(trace.epoch + start),
    ...(end === undefined ? { in_progress: true } : { end_time: seconds(trace.epoch + end) }),
    ...(fault && { fault }),
    ...(error && { error }),
    ...(throttle && { throttle }),
    ...blocks(recording),
    ...(children.length > 0 && { subsegments: children.map(segmentDocument) }),
  };
}

/** The document of a recording that is sent by itself: it says where it belongs. */
export function independentDocument(recording: Recording): Document {
  const { trace, parent } = recording;
  const isSubsegment = parent !== undefined || trace.type === 'subsegment';
  return {
    ...segmentDocument(recording),
    trace_id: trace.root,
    parent_id: parent ? idOf(parent) : trace.parent,
    ...(isSubsegment && { type: 'subsegment' }),
  };
}

/**
 * The document of work that failed in an invocation that is not sampled. Lambda sends no segments of it, and X-Ray shows no
 * subsegment without its segment, so it gets one of the function's own. The trace holds what failed and nothing else: not
 * Lambda's part, nor what was called or queued before. Such traces count failures only, and are annotated `unsampled`, so
 * that rates can be asked for without them (`!annotation.unsampled = true`).
 */
export function unsampledDocument(recording: Recording): Document {
  recording.annotations = { ...recording.annotations, unsampled: true };
  if (recording.trace.type === 'segment') return independentDocument(recording);
  const work = segmentDocument(recording);
  const { start_time, end_time, http } = work;
  return {
    id: recording.trace.parent,
    trace_id: recording.trace.root,
    name: process.env.AWS_LAMBDA_FUNCTION_NAME ?? 'function',
    origin: 'AWS::Lambda::Function',
    start_time,
    end_time,
    fault: true,
    ...(http ? { http } : {}),
    subsegments: [work],
  };
}
