import type { DatabaseSync } from 'node:sqlite';
import type { AwsService } from '../aws/aws-service.ts';
import type { Clock } from '../clock.ts';
import { createFlushTimer } from '../flush-timer.ts';
import { inTransaction } from '../store.ts';
import { warn } from '../warn.ts';
import { alarmDatapoints } from './alarms/alarm-datapoints.ts';
import { createAlarmEngine, type Publish } from './alarms/alarm-engine.ts';
import { openAlarmHistory } from './alarms/alarm-history.ts';
import { openAlarmStore } from './alarms/alarm-store.ts';
import { createAnomalyModels } from './anomaly/anomaly-models.ts';
import { createCloudWatchService } from './cloudwatch-service.ts';
import { openDashboardStore } from './dashboards/dashboard-store.ts';
import { createEmfIngestion, type IngestEmf } from './emf.ts';
import { type MetricStore, openMetricStore } from './metric-store.ts';
import type { QuerySource } from './queries/query-source.ts';
import { openTagStore } from './tag-store.ts';

const TEN_SECONDS = 10_000;
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** Metric data waits so many real milliseconds to be written, about as long as log events do. */
const FLUSH_DELAY = 1000;

export type CloudWatchOptions = {
  readonly clock: Pick<Clock, 'every'>;
  /** The telemetry database. */
  readonly store: DatabaseSync;
  /** Publishes an alarm's notification to an SNS topic. */
  readonly publish: Publish;
  readonly region?: string;
  readonly accountId?: string;
  /** Told of what fails and no caller can be told of; a process warning unless given. */
  readonly onError?: (error: unknown) => void;
};

/** The embedded CloudWatch. */
export interface CloudWatch {
  readonly record: MetricStore['record'];
  readonly recordStatistics: MetricStore['recordStatistics'];
  readonly ingestEmf: IngestEmf;
  readonly service: AwsService;
  /** Evaluates alarms each minute from now on: after every timer that vends metrics each minute was registered. */
  startEvaluation(): void;
  /** What an evaluation of a metric alarm at the tick (epoch milliseconds) looks at, newest first. */
  evaluationRange(alarmName: string, tick: number): ReturnType<typeof alarmDatapoints>;
  /** Writes what is only in memory to the database; call it before the database is closed. */
  flush(): void;
  /** Stops evaluation and flushes. */
  stop(): void;
}

/** Opens CloudWatch on the telemetry database with all that it held, evaluating nothing yet. */
export function createCloudWatch(options: CloudWatchOptions): CloudWatch {
  const { clock, store, publish, region = 'us-east-1', accountId = '000000000000' } = options;
  const { onError = warn } = options;
  const flushing = createFlushTimer({ delayMs: FLUSH_DELAY, write: () => metrics.flush(), onError });
  const metrics = openMetricStore({ database: store, onChange: () => flushing.changed(), onError });
  const source: QuerySource = { metrics, models: createAnomalyModels() };
  const alarms = openAlarmStore(store);
  const history = openAlarmHistory(store);
  const cancellations: (() => void)[] = [];
  let everyTenSeconds = false;
  const engine = createAlarmEngine({
    ...{ alarms, history, source, publish, onError, region, accountId, onHighResolution },
    transaction: (work) => inTransaction(store, work),
  });
  const state = {
    metrics,
    source,
    alarms,
    history,
    engine,
    dashboards: openDashboardStore(store),
    tags: openTagStore(store),
  };

  /** Full minutes have their own tick. */
  function onHighResolution(): void {
    if (everyTenSeconds) return;
    everyTenSeconds = true;
    cancellations.push(clock.every(TEN_SECONDS, (tick) => (tick % MINUTE === 0 ? undefined : engine.tick(tick))));
  }

  cancellations.push(
    clock.every(HOUR, (tick) => {
      metrics.maintain(tick);
      history.expire(tick);
    }),
  );

  return {
    record: metrics.record,
    recordStatistics: metrics.recordStatistics,
    ingestEmf: createEmfIngestion(metrics.record),
    service: createCloudWatchService(state),
    startEvaluation: () => void cancellations.push(clock.every(MINUTE, (tick) => engine.tick(tick))),
    evaluationRange(alarmName, tick) {
      const alarm = alarms.get(alarmName);
      return alarm?.kind === 'metric' ? alarmDatapoints(alarm.definition, source, tick) : [];
    },
    flush: flushing.flush,
    stop() {
      for (const cancel of cancellations) cancel();
      flushing.close();
    },
  };
}
