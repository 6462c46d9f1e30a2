import { isJsonObject, type JsonObject, type JsonValue } from '../aws/json.ts';

/** A segment or subsegment of "X-Ray segment documents", validated; times are epoch seconds. */
export type Segment = {
  readonly id: string;
  readonly name: string;
  readonly start: number;
  /** `undefined` while in progress. */
  readonly end: number | undefined;
  readonly parentId: string | undefined;
  readonly isSubsegment: boolean;
  readonly namespace: string | undefined;
  readonly origin: string | undefined;
  readonly fault: boolean;
  readonly error: boolean;
  readonly throttle: boolean;
  readonly inferred: boolean;
  readonly subsegments: readonly Segment[];
  /** The document as it came, without its subsegments. */
  readonly document: JsonObject;
};

/** A document that is no segment; `code` is what PutTraceSegments answers. */
export class SegmentError extends Error {
  readonly code: string;
  readonly segmentId: string | undefined;

  constructor(code: string, segmentId?: string) {
    super(`Invalid segment. ErrorCode: ${code}`);
    this.code = code;
    this.segmentId = segmentId;
  }
}

const traceIdPattern = /^1-[0-9a-f]{8}-[0-9a-f]{24}$/i;
const segmentIdPattern = /^[0-9a-f]{16}$/i;
const deepest = 100;

/** Reads a document's trace id; throws SegmentError. */
export function traceIdOf(document: JsonObject): string {
  const traceId = document.trace_id;
  if (typeof traceId !== 'string' || !traceIdPattern.test(traceId))
    throw new SegmentError('InvalidTraceId', text(document.id));
  return traceId;
}

/** Reads a segment document and its subsegments; throws SegmentError. */
export function parseSegment(document: JsonObject, depth = 0): Segment {
  const id = text(document.id);
  if (id === undefined || !segmentIdPattern.test(id)) throw new SegmentError('InvalidId', id);
  const name = text(document.name);
  if (name === undefined || name === '' || name.length > 200) throw new SegmentError('InvalidName', id);
  const start = time(document.start_time);
  const end = time(document.end_time);
  if (start === undefined || (end === undefined && document.in_progress !== true))
    throw new SegmentError('InvalidTime', id);
  const isSubsegment = document.type === 'subsegment';
  const parentId = text(document.parent_id);
  if (isSubsegment && parentId === undefined && depth === 0) throw new SegmentError('MissingParentId', id);
  if (depth > deepest) throw new SegmentError('DocumentTooDeep', id);
  const { subsegments, ...own } = document;
  return {
    id,
    name,
    start,
    end: document.in_progress === true ? undefined : end,
    parentId,
    isSubsegment,
    namespace: text(document.namespace),
    origin: text(document.origin),
    fault: document.fault === true,
    error: document.error === true,
    throttle: document.throttle === true,
    inferred: document.inferred === true,
    subsegments: children(subsegments).map((child) => parseSegment(child, depth + 1)),
    document: own,
  };
}

/** The document of a segment, its subsegments within. */
export function toDocument(segment: Segment): JsonObject {
  if (segment.subsegments.length === 0) return segment.document;
  return { ...segment.document, subsegments: segment.subsegments.map(toDocument) };
}

/** The segment and everything below it, depth first. */
export function* withSubsegments(segment: Segment): Generator<Segment> {
  yield segment;
  for (const child of segment.subsegments) yield* withSubsegments(child);
}

/** Moves every time of a segment by so many seconds. */
export function shift(segment: Segment, seconds: number): Segment {
  const moved = (at: number): number => Math.round((at + seconds) * 1e6) / 1e6;
  const start = moved(segment.start);
  const end = segment.end === undefined ? undefined : moved(segment.end);
  return {
    ...segment,
    start,
    end,
    document: { ...segment.document, start_time: start, ...(end !== undefined && { end_time: end }) },
    subsegments: segment.subsegments.map((child) => shift(child, seconds)),
  };
}

const text = (value: JsonValue | undefined): string | undefined => (typeof value === 'string' ? value : undefined);

function time(value: JsonValue | undefined): number | undefined {
  return typeof value === 'number' && Number.isFinite(value) && value > 0 ? value : undefined;
}

function children(value: JsonValue | undefined): readonly JsonObject[] {
  return Array.isArray(value) ? value.filter(isJsonObject) : [];
}
