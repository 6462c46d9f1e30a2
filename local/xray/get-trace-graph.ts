import type { Operation } from '../aws/aws-service.ts';
import { serviceGraph } from './service-graph.ts';
import type { TraceStore } from './trace-store.ts';
import { xrayMembers } from './xray-errors.ts';

/** API reference "GetTraceGraph": the service graph of the traces given; unknown ids add nothing. */
export const getTraceGraph =
  (traces: TraceStore): Operation =>
  async (input, { accountId }) => {
    const members = xrayMembers(input);
    members.requiredList('TraceIds');
    const found = (members.strings('TraceIds') ?? [])
      .map((id) => traces.trace(id))
      .filter((trace) => trace !== undefined);
    return { Services: await serviceGraph(found, accountId) };
  };
