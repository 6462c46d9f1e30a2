import { DatabaseSync } from 'node:sqlite';
import type { JsonObject } from '../../local/aws/json.ts';
import { type Clock, createClock } from '../../local/clock.ts';
import type { AlarmEvent } from '../../local/cloudwatch/actions/alarm-event.ts';
import type { InvokeFunction } from '../../local/cloudwatch/actions/function-invocations.ts';
import type { AlarmNotification } from '../../local/cloudwatch/alarms/notification.ts';
import { type CloudWatch, createCloudWatch } from '../../local/cloudwatch/create-cloudwatch.ts';
import type { MetricSample } from '../../local/cloudwatch/metric-store.ts';
import { parseSeries } from './series.ts';

const MINUTE = 60_000;

/** 2026-11-21 03:00 UTC, where the simulated clock starts. */
export const START = Date.parse('2026-11-21T03:00:00Z');

export type Published = AlarmNotification & { readonly topicArn: string };

/** The embedded CloudWatch on a simulated clock and a database in memory, with what its alarms published and the events they sent. */
export type EmbeddedCloudWatch = {
  readonly cloudWatch: CloudWatch;
  readonly clock: Clock;
  readonly database: DatabaseSync;
  readonly published: Published[];
  readonly events: AlarmEvent[];
  /** Calls an API operation in process. */
  call(operation: string, input: JsonObject): Promise<JsonObject>;
  /** Records a series in the usual notation, one datapoint a minute from `from` (the start of the clock unless given). */
  recordSeries(notation: string, sample?: Partial<MetricSample>, from?: number): void;
};

type Options = {
  readonly start?: number;
  readonly publish?: (topicArn: string) => void;
  readonly invokeFunction?: InvokeFunction;
  readonly onError?: (error: unknown) => void;
};

/** Starts it; a database given is opened again, as after a restart. */
export function embedCloudWatch(
  database = new DatabaseSync(':memory:'),
  { start = START, publish, invokeFunction, onError }: Options = {},
): EmbeddedCloudWatch {
  const clock = createClock({ mode: 'simulated', speed: 1, start });
  const published: Published[] = [];
  const events: AlarmEvent[] = [];
  const cloudWatch = createCloudWatch({
    clock,
    store: database,
    ...(onError && { onError }),
    invokeFunction,
    putEvent: (event) => () => void events.push(event),
    publish(topicArn, notification) {
      publish?.(topicArn);
      return () => void published.push({ topicArn, ...notification });
    },
  });
  cloudWatch.startEvaluation();
  const defaults = { namespace: 'SmallCart/test', name: 'Orders', dimensions: {}, unit: 'Count' as const };
  return {
    cloudWatch,
    clock,
    database,
    published,
    events,
    async call(operation, input) {
      const run = cloudWatch.service.operations[operation];
      if (run === undefined) throw new RangeError(`no operation ${operation}`);
      const context = { now: clock.now(), region: 'us-east-1', accountId: '000000000000' };
      return JSON.parse(JSON.stringify(await run(input, context)));
    },
    recordSeries(notation, sample = {}, from = start) {
      parseSeries(notation).forEach((value, index) => {
        const timestamp = from + index * MINUTE;
        if (value !== undefined) cloudWatch.record({ ...defaults, ...sample, timestamp, value });
      });
    },
  };
}
