import { inferSegment } from './infer-segment.ts';
import { type Segment, withSubsegments } from './segment.ts';

/** One trace as X-Ray shows it: segments with their subsegments inside, and the segments inferred for services that send none. */
export type Trace = {
  readonly id: string;
  readonly segments: readonly Segment[];
  /** Epoch seconds of the earliest start. */
  readonly start: number;
  /** Seconds from the earliest start to the latest end. */
  readonly duration: number;
  /** Whether a segment has not ended yet. */
  readonly partial: boolean;
};

/**
 * Puts the documents of a trace together; a subsegment whose parent never came stands by itself, and one that was told of
 * within its parent and again by itself (it outlived the parent) is one.
 */
export function assembleTrace(id: string, documents: readonly Segment[]): Trace {
  const known = new Set(documents.flatMap((document) => [...withSubsegments(document)].map((segment) => segment.id)));
  const independent = Map.groupBy(
    documents.filter((document) => document.isSubsegment && known.has(document.parentId ?? '')),
    (document) => document.parentId,
  );
  const attach = (segment: Segment): Segment => {
    const arrived = independent.get(segment.id) ?? [];
    const subsegments = distinct([...segment.subsegments, ...arrived])
      .map(attach)
      .sort((a, b) => a.start - b.start);
    return { ...segment, subsegments };
  };
  const tops = documents.filter((document) => !(document.isSubsegment && known.has(document.parentId ?? '')));
  const sent = tops.map(attach);
  const segments = [...sent, ...inferredSegments(id, sent)].sort((a, b) => a.start - b.start);
  const start = Math.min(...segments.map((segment) => segment.start));
  const all = segments.flatMap((segment) => [...withSubsegments(segment)]);
  const end = Math.max(...all.map((segment) => segment.end ?? segment.start));
  return {
    id,
    segments,
    start,
    duration: round(end - start),
    partial: all.some((segment) => segment.end === undefined),
  };
}

/** Each subsegment once, with what any of its documents has below it: as it ended if it did, else as it was told of last. */
function distinct(subsegments: readonly Segment[]): readonly Segment[] {
  const byId = new Map<string, Segment>();
  for (const each of subsegments) {
    const known = byId.get(each.id);
    byId.set(each.id, known ? merged(known, each) : each);
  }
  return [...byId.values()];
}

function merged(known: Segment, later: Segment): Segment {
  const told = later.end === undefined && known.end !== undefined ? known : later;
  return { ...told, subsegments: [...known.subsegments, ...later.subsegments] };
}

/** A remote call whose callee sent its own segment needs none inferred; AWS services stand between caller and consumer. */
function inferredSegments(traceId: string, segments: readonly Segment[]): readonly Segment[] {
  const answered = new Set(segments.map((segment) => segment.parentId));
  const calls = segments.flatMap((segment) =>
    [...withSubsegments(segment)].filter(({ namespace }) => namespace !== undefined),
  );
  return calls
    .filter((call) => call.namespace === 'aws' || (call.namespace === 'remote' && !answered.has(call.id)))
    .map((call) => inferSegment(traceId, call));
}

/** Seconds to the microsecond, free of floating-point noise. */
export const round = (seconds: number): number => Math.round(seconds * 1e6) / 1e6;
