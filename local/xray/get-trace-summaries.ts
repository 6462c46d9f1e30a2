import type { Operation } from '../aws/aws-service.ts';
import { parseFilterExpression } from './filter-expression.ts';
import { traceScope } from './filter-scope.ts';
import type { TraceStore } from './trace-store.ts';
import { summarise } from './trace-summary.ts';
import type { TracePosition } from './trace-tables.ts';
import { invalidRequest, timeRange, xrayMembers } from './xray-errors.ts';

const pageSize = 100;
/** One call looks at so many traces at most; like X-Ray's, its page may then be short or empty and yet have a next one. */
const mostScanned = 1_000;

/** API reference "GetTraceSummaries": traces by their start, newest first, whatever the TimeRangeType. */
export const getTraceSummaries =
  (traces: TraceStore): Operation =>
  (input, { now, accountId }) => {
    const members = xrayMembers(input);
    const { start, end } = timeRange(members);
    const matches = parseFilterExpression(members.string('FilterExpression') ?? '');
    const token = members.string('NextToken');
    const summaries: object[] = [];
    let scanned = 0;
    let last: TracePosition | undefined;
    let more = false;
    for (const found of traces.between(start, end, token === undefined ? undefined : parseToken(token))) {
      more = summaries.length === pageSize || scanned === mostScanned;
      if (more) break;
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
      ...(more && last && { NextToken: writeToken(last) }),
    };
  };

const writeToken = ({ start, id }: TracePosition): string => Buffer.from(`${start}/${id}`).toString('base64url');

function parseToken(token: string): TracePosition {
  const [, start, id] = /^(\d{1,12}(?:\.\d+)?)\/(\d{1,15})$/.exec(Buffer.from(token, 'base64url').toString()) ?? [];
  if (start === undefined || id === undefined) throw invalidRequest('The NextToken is invalid.');
  return { start: Number(start), id: Number(id) };
}
