import type { Operation } from '../aws/aws-service.ts';
import { namedGroup } from './group-filter.ts';
import type { TraceGroups } from './trace-groups.ts';
import { invalidRequest, timeRange, xrayMembers } from './xray-errors.ts';

/** API reference "GetInsightSummaries": none, as no group here has insights that are looked for. */
export const getInsightSummaries =
  (groups: TraceGroups): Operation =>
  (input, place) => {
    const members = xrayMembers(input);
    timeRange(members);
    if (namedGroup(members, groups, place) === undefined) throw invalidRequest('GroupName or GroupARN must be given.');
    return { InsightSummaries: [] };
  };
