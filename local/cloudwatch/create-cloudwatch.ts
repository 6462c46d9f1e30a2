import type { DatabaseSync } from 'node:sqlite';
import type { AwsService } from '../aws/aws-service.ts';
import type { Clock } from '../clock.ts';
import { createAlarmEngine, type Publish } from './alarms/alarm-engine.ts';
import { openAlarmHistory } from './alarms/alarm-history.ts';
import { openAlarmStore } from './alarms/alarm-store.ts';
import { createCloudWatchService } from './cloudwatch-service.ts';
import { openDashboardStore } from './dashboards/dashboard-store.ts';
import { createEmfIngestion, type IngestEmf } from './emf.ts';
import { openMetricStore, type RecordMetric } from './metric-store.ts';
import { openTagStore } from './tag-store.ts';

const TEN_SECONDS = 10_000;
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** Real milliseconds between two writes of metric data while time flows. */
const FLUSH_INTERVAL = 5000;

export type CloudWatchOptions = {
  readonly clock: Pick<Clock, 'every'>;
  /** The telemetry database. */
  readonly store: DatabaseSync;
  /** Publishes an alarm's notification to an SNS topic. */
  readonly publish: Publish;
  readonly region?: string;
  readonly accountId?: string;
  /** Real milliseconds by a clock that only moves forward; it paces the writes to the database. */
  readonly elapsed?: () => number;
};

/** The embedded CloudWatch. */
export interface CloudWatch {
  readonly record: RecordMetric;
  readonly ingestEmf: IngestEmf;
  readonly service: AwsService;
  /** Writes what is only in memory to the database; call it before the database is closed. */
  flush(): void;
  /** Stops evaluation and flushes. */
  stop(): void;
}

/** Opens CloudWatch on the telemetry database with all that it held, and evaluates alarms on the clock from now on. */
export function createCloudWatch(options: CloudWatchOptions): CloudWatch {
  const { clock, store, publish, region = 'us-east-1', accountId = '000000000000' } = options;
  const { elapsed = () => performance.now() } = options;
  const metrics = openMetricStore({ database: store });
  const alarms = openAlarmStore(store);
  const history = openAlarmHistory(store);
  const cancellations: (() => void)[] = [];
  let everyTenSeconds = false;
  const engine = createAlarmEngine({ alarms, history, metrics, publish, region, accountId, onHighResolution });
  const state = { metrics, alarms, history, engine, dashboards: openDashboardStore(store), tags: openTagStore(store) };
  let flushed = elapsed();

  const flush = (): void => {
    metrics.flush();
    flushed = elapsed();
  };

  /** Full minutes have their own tick. */
  function onHighResolution(): void {
    if (everyTenSeconds) return;
    everyTenSeconds = true;
    cancellations.push(clock.every(TEN_SECONDS, (tick) => (tick % MINUTE === 0 ? undefined : engine.tick(tick))));
  }

  cancellations.push(
    clock.every(MINUTE, (tick) => engine.tick(tick)),
    clock.every(MINUTE, () => {
      if (elapsed() - flushed >= FLUSH_INTERVAL) flush();
    }),
    clock.every(HOUR, (tick) => {
      metrics.maintain(tick);
      history.expire(tick);
    }),
  );

  return {
    record: metrics.record,
    ingestEmf: createEmfIngestion(metrics.record),
    service: createCloudWatchService(state),
    flush,
    stop() {
      for (const cancel of cancellations) cancel();
      flush();
    },
  };
}
