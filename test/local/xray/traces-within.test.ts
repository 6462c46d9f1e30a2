import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { getServiceGraph } from '../../../local/xray/get-service-graph.ts';
import { getTimeSeriesServiceStatistics } from '../../../local/xray/get-time-series-service-statistics.ts';
import type { Trace } from '../../../local/xray/trace.ts';
import { openTraceGroups } from '../../../local/xray/trace-groups.ts';
import { MOST_LOOKED_AT } from '../../../local/xray/trace-store.ts';
import { lookAt } from '../../../local/xray/traces-within.ts';
import { realStart, scratchTraces, segment, traceId } from './traces.ts';

const scratch = scratchTraces();
const groups = openTraceGroups(scratch.store, randomUUID);
const context = { now: realStart * 1_000, region: 'us-east-1', accountId: '000000000000' };

/** One trace a second: so many more than are looked at, from the start of a minute on. */
const tooMany = 100;
const first = Math.ceil(realStart / 60) * 60;
const last = first + MOST_LOOKED_AT + tooMany - 1;

function put(second: number): void {
  const times = { start_time: second, end_time: second + 0.5 };
  scratch.traces.put(segment(1, { trace_id: traceId(second - first), ...times }), 'virtual');
}

async function look(): Promise<Trace[]> {
  const seen: Trace[] = [];
  for await (const trace of lookAt(scratch.traces, { start: first, end: last + 1 }, undefined).traces) seen.push(trace);
  return seen;
}

beforeAll(() => {
  for (let second = first; second <= last; second += 1) put(second);
  // What is at hand is looked at long before anybody's patience ends, however busy the machine.
  for (let second = first; second <= last; second += 1) scratch.traces.trace(traceId(second - first));
});
afterAll(() => scratch.remove());

const counted = (TotalCount: number) => [{ SummaryStatistics: { TotalCount } }, { Type: 'client' }];

test('a map is of the newest traces where there are too many, and says since when', async () => {
  const graph = await getServiceGraph(scratch.traces, groups)({ StartTime: first, EndTime: last }, context);
  expect(graph).toMatchObject({ StartTime: first + tooMany, EndTime: last, Services: counted(MOST_LOOKED_AT) });
});

test('a map of as many as are looked at is of the whole time', async () => {
  const StartTime = first + tooMany - 0.5;
  const graph = await getServiceGraph(scratch.traces, groups)({ StartTime, EndTime: last }, context);
  expect(graph).toMatchObject({ StartTime, Services: counted(MOST_LOOKED_AT) });
});

test('statistics begin with the first whole minute of which all traces are counted', async () => {
  const asked = { StartTime: first, EndTime: last, EntitySelectorExpression: 'service()' };
  const told = await getTimeSeriesServiceStatistics(scratch.traces, groups)(asked, context);
  expect(told).toHaveProperty('TimeSeriesServiceStatistics.0', {
    Timestamp: first + 120,
    ServiceSummaryStatistics: expect.objectContaining({ TotalCount: 60 }),
    ResponseTimeHistogram: [{ Value: 0.5, Count: 60 }],
  });
});

test('what was looked at is at hand when it is looked at again, although others have come', async () => {
  const known = new Set(await look());
  put(last + 1);
  const unknown = (await look()).filter((trace) => !known.has(trace));
  expect(unknown.map(({ start }) => start)).toEqual([last + 1]);
});
