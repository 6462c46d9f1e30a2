import type { Operation } from '../aws/aws-service.ts';
import { namedGroup, parseFilter } from './group-filter.ts';
import { pageOf } from './page-token.ts';
import { serviceGraph } from './service-graph.ts';
import type { TraceGroups } from './trace-groups.ts';
import type { TraceStore } from './trace-store.ts';
import { atMostSixHours, lookAt } from './traces-within.ts';
import { timeRange, xrayMembers } from './xray-errors.ts';

const pageSize = 100;

/**
 * API reference "GetServiceGraph", over at most six hours, of all traces or of a group's; where there are too many of them,
 * or it takes too long, of the time that the answer names.
 */
export const getServiceGraph =
  (traces: TraceStore, groups: TraceGroups): Operation =>
  async (input, context) => {
    const members = xrayMembers(input);
    const range = atMostSixHours(timeRange(members));
    const group = namedGroup(members, groups, context);
    const matches = group && parseFilter(group.filter, groups, context, [group.name]);
    const look = lookAt(traces, range, matches, context.signal);
    const services = await serviceGraph(look.traces, context.accountId);
    const { items, next } = pageOf(members, services, pageSize);
    return { StartTime: look.since(), EndTime: range.end, Services: items, ContainsOldGroupVersions: false, ...next };
  };
