import type { Operation } from '../aws/aws-service.ts';
import { toDocument } from './segment.ts';
import type { TraceStore } from './trace-store.ts';
import { invalidRequest, xrayMembers } from './xray-errors.ts';

const mostTraces = 5;

/** API reference "BatchGetTraces": at most five traces, each segment's document as text; unknown ids are unprocessed. */
export const batchGetTraces =
  (traces: TraceStore): Operation =>
  (input) => {
    const members = xrayMembers(input);
    members.requiredList('TraceIds');
    const ids = members.strings('TraceIds') ?? [];
    if (ids.length > mostTraces) throw invalidRequest(`TraceIds must hold at most ${mostTraces} ids.`);
    const found = ids.map((id) => traces.trace(id)).filter((trace) => trace !== undefined);
    const known = new Set(found.map((trace) => trace.id));
    return {
      Traces: found.map((trace) => ({
        Id: trace.id,
        Duration: trace.duration,
        LimitExceeded: false,
        Segments: trace.segments.map((segment) => ({ Id: segment.id, Document: JSON.stringify(toDocument(segment)) })),
      })),
      UnprocessedTraceIds: ids.filter((id) => !known.has(id)),
    };
  };
