import type { Operation } from '../aws/aws-service.ts';
import { SegmentError } from './segment.ts';
import type { TraceStore } from './trace-store.ts';
import { xrayMembers } from './xray-errors.ts';

/** API reference "PutTraceSegments": what cannot be read is answered as unprocessed, the rest is taken. Times are by the cloud's clock. */
export const putTraceSegments =
  (traces: TraceStore): Operation =>
  (input) => {
    const members = xrayMembers(input);
    members.requiredList('TraceSegmentDocuments');
    const unprocessed = (members.strings('TraceSegmentDocuments') ?? []).map((text) => refusal(traces, text));
    return { UnprocessedTraceSegments: unprocessed.filter((entry) => entry !== undefined) };
  };

function refusal(traces: TraceStore, text: string) {
  try {
    traces.put(parse(text), 'virtual');
    return undefined;
  } catch (error) {
    if (!(error instanceof SegmentError)) throw error;
    return { Id: error.segmentId, ErrorCode: error.code, Message: error.message };
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new SegmentError('ParseError');
  }
}
