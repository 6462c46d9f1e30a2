import { serviceName } from './infer-segment.ts';
import { type Segment, withSubsegments } from './segment.ts';
import type { Trace } from './trace.ts';

/** One segment of a trace and the segment that called it, if any did. */
export type Connection = { readonly to: Segment; readonly from: Segment | undefined };

/** A node's identity on the service map. */
export type Service = { readonly name: string; readonly type: string | undefined };

/** A trace never changes, and is asked for this by its filter and by its map. */
const known = new WeakMap<Trace, readonly Connection[]>();

/**
 * Who called whom in a trace. A consumer that continues from a call to an AWS service (a queue) is called by the
 * service that was inferred for that call.
 */
export function connections(trace: Trace): readonly Connection[] {
  const found = known.get(trace) ?? connectionsOf(trace);
  known.set(trace, found);
  return found;
}

function connectionsOf(trace: Trace): readonly Connection[] {
  const owner = new Map<string, Segment>();
  for (const segment of trace.segments) for (const part of withSubsegments(segment)) owner.set(part.id, segment);
  const inferredFor = new Map(
    trace.segments.filter(({ inferred }) => inferred).map((segment) => [segment.parentId, segment]),
  );
  return trace.segments.map((to) => {
    const between = to.inferred ? undefined : inferredFor.get(to.parentId);
    return { to, from: between ?? owner.get(to.parentId ?? '') };
  });
}

export function serviceOf(segment: Segment): Service {
  return { name: serviceName(segment), type: segment.origin };
}
