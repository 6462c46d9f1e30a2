import type { Operation } from '../aws/aws-service.ts';
import { pageOf } from './page-token.ts';
import { serviceGraph } from './service-graph.ts';
import type { TraceStore } from './trace-store.ts';
import { xrayMembers } from './xray-errors.ts';

const pageSize = 100;

/** API reference "GetTraceGraph": the service graph of the traces given; unknown ids add nothing. */
export const getTraceGraph =
  (traces: TraceStore): Operation =>
  async (input, { accountId }) => {
    const members = xrayMembers(input);
    members.requiredList('TraceIds');
    const found = (members.strings('TraceIds') ?? [])
      .map((id) => traces.trace(id))
      .filter((trace) => trace !== undefined);
    const { items, next } = pageOf(members, await serviceGraph(found, accountId), pageSize);
    return { Services: items, ...next };
  };
