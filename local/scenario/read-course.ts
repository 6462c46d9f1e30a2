import * as z from 'zod/mini';
import { STATE_VALUES } from '../../monitoring/cloudwatch.ts';
import type { JsonObject } from '../aws/json.ts';
import type { Course } from './course.ts';
import type { Plan } from './plan.ts';

const SECOND = 1_000;
/** History is kept for two weeks, so it is read more often. */
const WEEK = 7 * 86_400_000;

const History = z.object({
  AlarmHistoryItems: z.array(
    z.object({ AlarmName: z.string(), Timestamp: z.number(), HistoryItemType: z.string(), HistoryData: z.string() }),
  ),
  NextToken: z.optional(z.string()),
});
type HistoryItem = z.output<typeof History>['AlarmHistoryItems'][number];

const StateUpdate = z.object({ newState: z.object({ stateValue: z.enum(STATE_VALUES), stateReason: z.string() }) });
const Action = z.object({ notificationResource: z.string() });

type Advance = (ms: number) => Promise<void>;
/** Calls an API operation. */
export type Call = (operation: string, input: JsonObject) => Promise<unknown>;

/** Lets time pass up to the end and reads what happened to every alarm, from its history. */
export async function readCourse(
  { start, end }: Pick<Plan, 'start' | 'end'>,
  advance: Advance,
  call: Call,
): Promise<Omit<Course, 'evaluations'>> {
  const items: HistoryItem[] = [];
  for (let from = 0; from === 0 || from < end; from += WEEK) {
    const to = Math.min(from + WEEK, end);
    await advance(to - from);
    const input = { StartDate: (start + from + (from === 0 ? 0 : 1)) / SECOND, EndDate: (start + to) / SECOND };
    for (const item of await pagesOf(call, input)) items.push(item);
  }
  return toCourse(items, start);
}

async function pagesOf(call: Call, input: JsonObject): Promise<HistoryItem[]> {
  const types = { AlarmTypes: ['MetricAlarm', 'CompositeAlarm'], ScanBy: 'TimestampAscending' };
  const page = z.parse(History, await call('DescribeAlarmHistory', { ...types, ...input }));
  if (page.NextToken === undefined) return page.AlarmHistoryItems;
  return [...page.AlarmHistoryItems, ...(await pagesOf(call, { ...input, NextToken: page.NextToken }))];
}

function toCourse(items: readonly HistoryItem[], start: number): Omit<Course, 'evaluations'> {
  const of = (type: string) =>
    items
      .filter(({ HistoryItemType }) => HistoryItemType === type)
      .map(({ AlarmName, Timestamp, HistoryData }) => ({
        alarm: AlarmName,
        at: Math.round(Timestamp * SECOND) - start,
        data: JSON.parse(HistoryData),
      }));
  return {
    changes: of('StateUpdate').map(({ data, ...place }) => {
      const { stateValue, stateReason } = z.parse(StateUpdate, data).newState;
      return { ...place, state: stateValue, reason: stateReason };
    }),
    actions: of('Action').map(({ data, ...place }) => ({
      ...place,
      action: z.parse(Action, data).notificationResource,
    })),
  };
}
