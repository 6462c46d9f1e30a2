import { DatabaseSync } from 'node:sqlite';
import * as z from 'zod/mini';
import { STATE_VALUES, type StateValue, type Unit } from '../../monitoring/cloudwatch.ts';
import type { JsonObject } from '../aws/json.ts';
import { createClock } from '../clock.ts';
import { type CloudWatch, createCloudWatch } from '../cloudwatch/create-cloudwatch.ts';
import type { Datapoint } from './datapoints.ts';
import type { ScenarioAlarm } from './scenario-alarm.ts';
import { type WatchedMetric, watchedMetrics } from './watched-metric.ts';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const TEN_SECONDS = 10 * SECOND;
/** History is kept for two weeks, so it is read more often. */
const WEEK = 7 * 86_400_000;

/** A series and when it arrives: each datapoint is stamped at the start of its interval and there `delay` after its end. */
export type Feed = {
  readonly label: string;
  readonly metric: WatchedMetric;
  readonly unit: Unit;
  readonly interval: number;
  readonly delay: number;
  readonly values: readonly Datapoint[];
  /** What was reported before the start, up to it. */
  readonly before: readonly Datapoint[];
};

/** What is simulated; times in milliseconds, `start` since the epoch and `end` since the start. */
export type Plan = {
  readonly alarm: ScenarioAlarm;
  /** Every alarm that must exist, in the order they are made. */
  readonly alarms: readonly ScenarioAlarm[];
  readonly feeds: readonly Feed[];
  /** Inputs of PutAlarmMuteRule. */
  readonly muteRules: readonly JsonObject[];
  readonly start: number;
  readonly end: number;
};

/** A change of an alarm's state, `at` milliseconds since the start. */
export type StateChange = {
  readonly alarm: string;
  readonly at: number;
  readonly state: StateValue;
  readonly reason: string;
};

/** An action that was run, by its ARN. */
export type ActionRun = { readonly alarm: string; readonly at: number; readonly action: string };

/** What one evaluation looked at, newest datapoint first. */
export type Evaluation = { readonly at: number; readonly range: ReturnType<CloudWatch['evaluationRange']> };

/** What happened. */
export type Course = {
  readonly changes: readonly StateChange[];
  readonly actions: readonly ActionRun[];
  /** Of the alarm itself, and only when they were asked for. */
  readonly evaluations: readonly Evaluation[];
};

const History = z.object({
  AlarmHistoryItems: z.array(
    z.object({ AlarmName: z.string(), Timestamp: z.number(), HistoryItemType: z.string(), HistoryData: z.string() }),
  ),
  NextToken: z.optional(z.string()),
});
type HistoryItem = z.output<typeof History>['AlarmHistoryItems'][number];

const StateUpdate = z.object({ newState: z.object({ stateValue: z.enum(STATE_VALUES), stateReason: z.string() }) });
const Action = z.object({ notificationResource: z.string() });

/**
 * Runs alarms over series in an embedded CloudWatch of their own, on a clock that starts at `start` and runs to `end`.
 * @throws AwsError when CloudWatch refuses an alarm, or whatever an evaluation throws
 */
export async function simulate(plan: Plan, options: { readonly evaluations: boolean }): Promise<Course> {
  const clock = createClock({ mode: 'simulated', speed: 1, start: plan.start });
  const database = new DatabaseSync(':memory:');
  const errors: unknown[] = [];
  const { region, accountId } = plan.alarm;
  const onError = (error: unknown): void => void errors.push(error);
  const cloudWatch = createCloudWatch({ clock, store: database, publish: () => undefined, region, accountId, onError });
  const call = async (operation: string, input: JsonObject): Promise<unknown> => {
    const run = cloudWatch.service.operations[operation];
    if (run === undefined) throw new RangeError(`The embedded CloudWatch has no operation ${operation}.`);
    return run(input, { now: clock.now(), region, accountId });
  };
  try {
    feed(plan, cloudWatch, clock.every);
    cloudWatch.startEvaluation();
    for (const { kind, input } of plan.alarms)
      await call(kind === 'metric' ? 'PutMetricAlarm' : 'PutCompositeAlarm', input);
    for (const rule of plan.muteRules) await call('PutAlarmMuteRule', rule);
    const evaluations: Evaluation[] = [];
    if (options.evaluations) observe(plan, cloudWatch, clock.every, evaluations);
    const items = await readHistory(plan, clock.advance, call);
    if (errors.length > 0) throw errors[0];
    return { ...toCourse(items, plan.start), evaluations };
  } finally {
    clock.stop();
    cloudWatch.stop();
    database.close();
  }
}

type Every = (intervalMs: number, run: (tick: number) => void) => unknown;

/** Reports what was before the start at once, and the rest when its time comes. */
function feed({ feeds, start }: Plan, cloudWatch: CloudWatch, every: Every): void {
  for (const each of feeds) {
    const earliest = start - each.before.length * each.interval;
    for (const [index, point] of each.before.entries())
      report(cloudWatch, each, point, earliest + index * each.interval);
  }
  const step = feeds.flatMap(({ interval, delay }) => [interval, delay]).reduce(greatestCommonDivisor, MINUTE);
  every(step, (tick) => {
    for (const each of feeds) {
      const index = (tick - start - each.delay) / each.interval - 1;
      const point = each.values[index];
      if (point !== undefined) report(cloudWatch, each, point, start + index * each.interval);
    }
  });
}

function report(cloudWatch: CloudWatch, { metric, unit, interval }: Feed, point: Datapoint, timestamp: number): void {
  const { namespace, name, dimensions, period } = metric;
  const storageResolution = interval < MINUTE || period < 60 ? 1 : 60;
  const common = { namespace, name, dimensions, unit, timestamp, storageResolution } as const;
  for (const sample of point) {
    if (sample.kind === 'value') cloudWatch.record({ ...common, value: sample.value, count: sample.count });
    else cloudWatch.recordStatistics({ ...common, statistics: sample.statistics });
  }
}

function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b);
}

/** Looks at what each evaluation looked at, right after it. */
function observe({ alarm, alarms, start }: Plan, cloudWatch: CloudWatch, every: Every, into: Evaluation[]): void {
  const fine = watchedMetrics(alarms).some(({ period }) => period < 60);
  every(fine ? TEN_SECONDS : MINUTE, (tick) => {
    into.push({ at: tick - start, range: cloudWatch.evaluationRange(alarm.name, tick) });
  });
}

type Advance = (ms: number) => Promise<void>;
type Call = (operation: string, input: JsonObject) => Promise<unknown>;

async function readHistory({ start, end }: Plan, advance: Advance, call: Call): Promise<HistoryItem[]> {
  const items: HistoryItem[] = [];
  for (let from = 0; from === 0 || from < end; from += WEEK) {
    const to = Math.min(from + WEEK, end);
    await advance(to - from);
    const input = { StartDate: (start + from + (from === 0 ? 0 : 1)) / SECOND, EndDate: (start + to) / SECOND };
    for (const item of await pagesOf(call, input)) items.push(item);
  }
  return items;
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
