import type { Operation } from '../aws/aws-service.ts';
import { connections } from './connections.ts';
import { type EntitySelector, parseEntitySelector } from './entity-selector.ts';
import { namedGroup, parseFilter } from './group-filter.ts';
import {
  countOutcome,
  durationHistogram,
  noOutcomes,
  type OutcomeCounts,
  summaryStatistics,
} from './outcome-counts.ts';
import { pageOf } from './page-token.ts';
import type { TraceGroups } from './trace-groups.ts';
import type { TraceStore } from './trace-store.ts';
import { atMostSixHours, lookAt } from './traces-within.ts';
import { invalidRequest, timeRange, xrayMembers } from './xray-errors.ts';

const periods = [60, 300] as const;
const pageSize = 100;

/**
 * API reference "GetTimeSeriesServiceStatistics", without forecasts: a window for each period of the range, also for those in
 * which nothing happened; where there are too many traces, for the latest whole periods of which all are counted.
 */
export const getTimeSeriesServiceStatistics =
  (traces: TraceStore, groups: TraceGroups): Operation =>
  async (input, context) => {
    const members = xrayMembers(input);
    const { start, end } = atMostSixHours(timeRange(members));
    const period = periods.find((each) => each === (members.integer('Period') ?? 60));
    if (period === undefined) throw invalidRequest(`Period must be one of ${periods.join(', ')} seconds.`);
    if (members.boolean('ForecastStatistics') === true)
      throw invalidRequest("ForecastStatistics are not served by SmallCart's embedded cloud.");
    const selector = parseEntitySelector(members.string('EntitySelectorExpression') ?? '', context.accountId);
    const group = namedGroup(members, groups, context);
    const matches = group && parseFilter(group.filter, groups, context, [group.name]);
    const windows = emptyWindows(start, end, period);
    const look = lookAt(traces, { start, end }, matches, context.signal);
    for await (const trace of look.traces) {
      for (const connection of connections(trace)) {
        const window = windows.get(windowOf(connection.to.start, period));
        if (window && selector.selects(connection)) countOutcome(window, connection.to);
      }
    }
    const first = look.since() === start ? windowOf(start, period) : wholeFrom(look.since(), period);
    const whole = [...windows].filter(([at]) => at >= first);
    const { items, next } = pageOf(members, whole, pageSize);
    return {
      TimeSeriesServiceStatistics: items.map(([at, counts]) => told(at, counts, selector)),
      ContainsOldGroupVersions: false,
      ...next,
    };
  };

const windowOf = (seconds: number, period: number): number => Math.floor(seconds / period) * period;

const wholeFrom = (seconds: number, period: number): number => Math.ceil(seconds / period) * period;

function emptyWindows(start: number, end: number, period: number): Map<number, OutcomeCounts> {
  const first = windowOf(start, period);
  const count = Math.max(0, Math.ceil((end - first) / period));
  return new Map(Array.from({ length: count }, (_, index) => [first + index * period, noOutcomes()]));
}

function told(Timestamp: number, counts: OutcomeCounts, { kind }: EntitySelector) {
  const statistics = summaryStatistics(counts);
  return {
    Timestamp,
    ...(kind === 'edge' ? { EdgeSummaryStatistics: statistics } : { ServiceSummaryStatistics: statistics }),
    ResponseTimeHistogram: durationHistogram(counts),
  };
}
