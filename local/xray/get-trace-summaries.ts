import type { Operation } from '../aws/aws-service.ts';
import { withBreaths } from './breaths.ts';
import { traceScope } from './filter-scope.ts';
import { parseFilter } from './group-filter.ts';
import type { TraceGroups } from './trace-groups.ts';
import type { TraceStore } from './trace-store.ts';
import { summarise } from './trace-summary.ts';
import type { TracePosition } from './trace-tables.ts';
import { invalidRequest, timeRange, xrayMembers } from './xray-errors.ts';

const pageSize = 100;
/** One call looks at so many traces at most; like X-Ray's, its page may then be short or empty and yet have a next one. */
const mostScanned = 1_000;

/** API reference "GetTraceSummaries": traces by their start, newest first, whatever the TimeRangeType. */
export const getTraceSummaries =
  (traces: TraceStore, groups: TraceGroups): Operation =>
  async (input, context) => {
    const { now, accountId, signal } = context;
    const members = xrayMembers(input);
    const { start, end } = timeRange(members);
    const matches = parseFilter(members.string('FilterExpression') ?? '', groups, context);
    const token = members.string('NextToken');
    const beyond = token === undefined ? undefined : parseToken(token);
    const places = traces.between(start, end, mostScanned + 1, beyond);
    const summaries: object[] = [];
    let scanned = 0;
    let last: TracePosition | undefined;
    for await (const found of withBreaths(places.slice(0, mostScanned), { signal })) {
      if (summaries.length === pageSize) break;
      scanned += 1;
      last = found;
      const trace = traces.trace(found.traceId);
      if (!trace) continue;
      const scope = traceScope(trace);
      if (matches(scope)) summaries.push(summarise(trace, scope, accountId));
    }
    return {
      TraceSummaries: summaries,
      ApproximateTime: now / 1_000,
      TracesProcessedCount: scanned,
      ...(scanned < places.length && last && { NextToken: writeToken(last) }),
    };
  };

const writeToken = ({ start, id }: TracePosition): string => Buffer.from(`${start}/${id}`).toString('base64url');

function parseToken(token: string): TracePosition {
  const [, start, id] = /^(\d{1,12}(?:\.\d+)?)\/(\d{1,15})$/.exec(Buffer.from(token, 'base64url').toString()) ?? [];
  if (start === undefined || id === undefined) throw invalidRequest('The NextToken is invalid.');
  return { start: Number(start), id: Number(id) };
}
