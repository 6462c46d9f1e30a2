/** The members of "X-Ray segment documents" that the console shows; all may be absent, for anyone may send documents. */
export type SegmentDocument = {
  id: string;
  parentId?: string;
  name: string;
  /** Epoch seconds. */
  startTime: number;
  endTime?: number;
  origin?: string;
  namespace?: string;
  inferred: boolean;
  fault: boolean;
  error: boolean;
  throttle: boolean;
  annotations: Json;
  http: Json;
  aws: Json;
  cause: Json;
  /** By namespace. */
  metadata: Json;
  subsegments: SegmentDocument[];
};

export type Json = Readonly<Record<string, unknown>>;

/** The value when it is a JSON object, otherwise an empty one. */
export function jsonObject(value: unknown): Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {};
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function segmentDocument(json: Json): SegmentDocument {
  const parentId = text(json.parent_id);
  const origin = text(json.origin);
  const namespace = text(json.namespace);
  const subsegments = Array.isArray(json.subsegments) ? json.subsegments : [];
  return {
    id: text(json.id) ?? '',
    name: text(json.name) ?? 'unnamed',
    startTime: Number(json.start_time ?? 0),
    ...(typeof json.end_time === 'number' ? { endTime: json.end_time } : {}),
    ...(parentId === undefined ? {} : { parentId }),
    ...(origin === undefined ? {} : { origin }),
    ...(namespace === undefined ? {} : { namespace }),
    inferred: json.inferred === true,
    fault: json.fault === true,
    error: json.error === true,
    throttle: json.throttle === true,
    annotations: jsonObject(json.annotations),
    http: jsonObject(json.http),
    aws: jsonObject(json.aws),
    cause: jsonObject(json.cause),
    metadata: jsonObject(json.metadata),
    subsegments: subsegments.map((each) => segmentDocument(jsonObject(each))),
  };
}

/** Reads a segment's document; undefined when it is not JSON. */
export function parseSegmentDocument(document: string): SegmentDocument | undefined {
  try {
    return segmentDocument(jsonObject(JSON.parse(document)));
  } catch {
    return undefined;
  }
}
