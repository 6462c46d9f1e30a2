import type { Segment, TraceException } from './responses.ts';
import { type Json, jsonObject, type SegmentDocument } from './segment-document.ts';

type Scalar = string | number | boolean;

function scalars(json: Json): Record<string, Scalar> {
  const isScalar = (entry: [string, unknown]): entry is [string, Scalar] =>
    ['string', 'number', 'boolean'].includes(typeof entry[1]);
  return Object.fromEntries(Object.entries(json).filter(isScalar));
}

function http(json: Json): Segment['http'] {
  const { method, url } = scalars(jsonObject(json.request));
  const { status } = scalars(jsonObject(json.response));
  if (method === undefined && url === undefined && status === undefined) return undefined;
  return {
    ...(method === undefined ? {} : { method: String(method) }),
    ...(url === undefined ? {} : { url: String(url) }),
    ...(status === undefined ? {} : { status: Number(status) }),
  };
}

function frame(value: unknown): string {
  const { label = '?', path = '?', line = 0 } = scalars(jsonObject(value));
  return `${label} (${path}:${line})`;
}

function exceptions(cause: Json): TraceException[] {
  const list = Array.isArray(cause.exceptions) ? cause.exceptions : [];
  return list.map((each) => {
    const json = jsonObject(each);
    const { type, message } = scalars(json);
    return {
      ...(type === undefined ? {} : { type: String(type) }),
      ...(message === undefined ? {} : { message: String(message) }),
      stack: (Array.isArray(json.stack) ? json.stack : []).map(frame),
    };
  });
}

/** Namespaces without anything in them say nothing. */
function metadata(json: Json): Segment['metadata'] {
  const told = Object.entries(json).filter(([, value]) => Object.keys(jsonObject(value)).length > 0);
  if (told.length === 0) return undefined;
  return Object.fromEntries(told.map(([namespace, value]) => [namespace, JSON.stringify(value, null, 2)]));
}

function milliseconds(seconds: number): number {
  return Math.round(seconds * 1_000_000) / 1000;
}

type Placed = { document: SegmentDocument; parentId?: string };

function withSubsegments(document: SegmentDocument, parentId: string | undefined): Placed[] {
  const placed = { document, ...(parentId === undefined ? {} : { parentId }) };
  return [placed, ...document.subsegments.flatMap((each) => withSubsegments(each, document.id))];
}

/** X-Ray infers a segment for a service that does not trace itself; it repeats the call's own subsegment. */
function isRepeated({ document, parentId }: Placed, byId: ReadonlyMap<string, Placed>): boolean {
  return document.inferred && parentId !== undefined && byId.has(parentId);
}

/** Nearest ancestor that is shown; undefined for a root and for a segment whose parent has not arrived. */
function shownParent(placed: Placed, byId: ReadonlyMap<string, Placed>): string | undefined {
  const parent = byId.get(placed.parentId ?? '');
  if (parent === undefined || parent === placed) return undefined;
  return isRepeated(parent, byId) ? parent.parentId : parent.document.id;
}

function segment({ document, parentId }: Placed, depth: number, traceStart: number): Segment {
  const request = http(document.http);
  const noted = metadata(document.metadata);
  return {
    id: document.id,
    depth,
    name: document.name,
    ...(parentId === undefined ? {} : { parentId }),
    ...(document.origin === undefined ? {} : { origin: document.origin }),
    ...(document.namespace === undefined ? {} : { namespace: document.namespace }),
    startMs: milliseconds(document.startTime - traceStart),
    durationMs: milliseconds((document.endTime ?? document.startTime) - document.startTime),
    inProgress: document.endTime === undefined,
    fault: document.fault,
    error: document.error,
    throttle: document.throttle,
    annotations: scalars(document.annotations),
    ...(request === undefined ? {} : { http: request }),
    aws: scalars(document.aws),
    exceptions: exceptions(document.cause),
    ...(noted === undefined ? {} : { metadata: noted }),
  };
}

/**
 * The segments and subsegments of a trace, flat, each parent before its children and siblings by start; a segment whose
 * parent has not arrived is a root, and so is the first of a ring of segments that name each other as parents.
 */
export function traceSegments(documents: readonly SegmentDocument[]): Segment[] {
  const all = documents.flatMap((document) => withSubsegments(document, document.parentId));
  const byId = new Map(all.map((placed) => [placed.document.id, placed]));
  const shown = [...byId.values()]
    .filter((placed) => !isRepeated(placed, byId))
    .sort((a, b) => a.document.startTime - b.document.startTime);
  const children = Map.groupBy(shown, (placed) => shownParent(placed, byId));
  const traceStart = shown[0]?.document.startTime ?? 0;
  const flat: Segment[] = [];
  const done = new Set<Placed>();
  const place = (placed: Placed, depth: number): void => {
    if (done.has(placed)) return;
    done.add(placed);
    flat.push(segment(placed, depth, traceStart));
    for (const child of children.get(placed.document.id) ?? []) place(child, depth + 1);
  };
  for (const root of children.get(undefined) ?? []) place(root, 0);
  for (const placed of shown) place(placed, 0);
  return flat;
}
