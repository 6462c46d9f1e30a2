import { TRACE_GROUPS, traceGroupFilter, traceGroupName } from '../../monitoring/trace-groups.ts';
import type { TraceGroups } from '../xray/trace-groups.ts';
import { STAGE } from './place.ts';

/** Puts the X-Ray groups of this stage, as stacks/trace-groups.ts deploys them. */
export function deployTraceGroups(groups: TraceGroups): void {
  for (const group of TRACE_GROUPS) {
    const filter = traceGroupFilter(STAGE, group);
    groups.put({ name: traceGroupName(STAGE, group.id), filter, insights: false, insightNotifications: false });
  }
}
