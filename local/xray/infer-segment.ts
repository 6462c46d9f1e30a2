import { createHash } from 'node:crypto';
import type { JsonObject, JsonValue } from '../aws/json.ts';
import { isJsonObject } from '../aws/json.ts';
import type { Segment } from './segment.ts';

/** X-Ray's type for the resource behind an AWS client's subsegment, by the name that the X-Ray SDK gives the subsegment. */
const origins: Readonly<Record<string, string>> = {
  DynamoDB: 'AWS::DynamoDB::Table',
  SQS: 'AWS::SQS::Queue',
  S3: 'AWS::S3::Bucket',
};

/** The segment that X-Ray infers for a downstream service which sends none, from the subsegment of the call to it. */
export function inferSegment(traceId: string, call: Segment): Segment {
  const origin = call.namespace === 'remote' ? 'remote' : (origins[call.name] ?? `AWS::${call.name}`);
  const id = createHash('sha256').update(`${traceId}/${call.id}`).digest('hex').slice(0, 16);
  const { http, aws, fault, error, throttle, cause, start_time, end_time, in_progress } = call.document;
  const document = present({
    id,
    name: call.name,
    start_time,
    end_time,
    in_progress,
    parent_id: call.id,
    inferred: true,
    http,
    aws,
    fault,
    error,
    throttle,
    cause,
    trace_id: traceId,
    origin,
  });
  return {
    ...call,
    id,
    parentId: call.id,
    namespace: undefined,
    isSubsegment: false,
    origin,
    inferred: true,
    subsegments: [],
    document,
  };
}

/** The name of a segment's service on the map: the resource that an inferred segment stands for, else the segment's own. */
export function serviceName(segment: Segment): string {
  if (!segment.inferred) return segment.name;
  const aws = isJsonObject(segment.document.aws) ? segment.document.aws : {};
  const url = text(aws.queue_url);
  return (
    text(aws.table_name) ??
    first(aws.table_names) ??
    url?.slice(url.lastIndexOf('/') + 1) ??
    first(aws.resource_names) ??
    segment.name
  );
}

const text = (value: JsonValue | undefined): string | undefined =>
  typeof value === 'string' && value !== '' ? value : undefined;
const first = (value: JsonValue | undefined): string | undefined => (Array.isArray(value) ? text(value[0]) : undefined);

function present(members: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined));
}
