import type { Operation } from '../aws/aws-service.ts';
import { withBreaths } from './breaths.ts';
import { serviceGraph } from './service-graph.ts';
import type { Trace } from './trace.ts';
import type { TraceStore } from './trace-store.ts';
import { invalidRequest, timeRange, xrayMembers } from './xray-errors.ts';

const longestSeconds = 6 * 3_600;
/** The newest traces that a graph is made of. */
const mostTraces = 5_000;

/** API reference "GetServiceGraph", over at most six hours. */
export const getServiceGraph =
  (traces: TraceStore): Operation =>
  async (input, { accountId }) => {
    const { start, end } = timeRange(xrayMembers(input));
    if (end - start > longestSeconds) throw invalidRequest('Time range cannot be longer than 6 hours.');
    const Services = await serviceGraph(within(traces, start, end), accountId);
    return { StartTime: start, EndTime: end, Services, ContainsOldGroupVersions: false };
  };

async function* within(traces: TraceStore, start: number, end: number): AsyncGenerator<Trace> {
  for await (const { traceId } of withBreaths(traces.between(start, end, mostTraces))) {
    const trace = traces.trace(traceId);
    if (trace) yield trace;
  }
}
