import type { DatabaseSync } from 'node:sqlite';
import type { AwsService } from '../aws/aws-service.ts';
import type { Clock } from '../clock.ts';
import { createFlushTimer } from '../flush-timer.ts';
import { warn } from '../warn.ts';
import { alarmDatapoints } from './alarms/alarm-datapoints.ts';
import { cadence } from './alarms/cadence.ts';
import { type AlarmsOptions, openAlarms } from './alarms/open-alarms.ts';
import { openAnomalyDetectors } from './anomaly/anomaly-detectors.ts';
import { createAnomalyModels } from './anomaly/anomaly-models.ts';
import { createCloudWatchService } from './cloudwatch-service.ts';
import { openDashboardStore } from './dashboards/dashboard-store.ts';
import { createEmfIngestion, type IngestEmf } from './emf.ts';
import { type MetricStore, openMetricStore } from './metric-store.ts';
import { openMuteRules } from './mute-rules/mute-rules.ts';
import { createMuteTimer } from './mute-rules/mute-timer.ts';
import type { QuerySource } from './queries/query-source.ts';
import { openTagStore } from './tag-store.ts';
import { createRenderer } from './widget-image/renderer.ts';

const HOUR = 3_600_000;
/** Metric data waits so many real milliseconds to be written, about as long as log events do. */
const FLUSH_DELAY = 1000;

export type CloudWatchOptions = {
  readonly clock: Pick<Clock, 'now' | 'at' | 'every' | 'run'>;
  /** The telemetry database. */
  readonly store: DatabaseSync;
  /** Publishes an alarm's notification to an SNS topic. */
  readonly publish: AlarmsOptions['publish'];
  /** Invokes a function for an alarm; such actions fail without it. */
  readonly invokeFunction?: AlarmsOptions['invokeFunction'];
  /** Puts alarms' events on EventBridge's default bus; nobody is told of them without it. */
  readonly putEvent?: AlarmsOptions['putEvent'];
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
  /**
   * What the evaluation of an alarm at the tick (epoch milliseconds) looks at, newest first: no datapoints for a composite
   * alarm, undefined for a metric alarm that is not evaluated then.
   */
  evaluationRange(alarmName: string, tick: number): ReturnType<typeof alarmDatapoints> | undefined;
  /** Writes what is only in memory to the database; call it before the database is closed. */
  flush(): void;
  /** Stops evaluation and flushes. */
  stop(): void;
}

/** Opens CloudWatch on the telemetry database with all that it held, evaluating nothing yet. */
export function createCloudWatch(options: CloudWatchOptions): CloudWatch {
  const { clock, store, publish, invokeFunction, putEvent, region = 'us-east-1', accountId = '000000000000' } = options;
  const { onError = warn } = options;
  const flushing = createFlushTimer({ delayMs: FLUSH_DELAY, write: () => metrics.flush(), onError });
  const metrics = openMetricStore({ database: store, onChange: () => flushing.changed(), onError });
  const detectors = openAnomalyDetectors(store);
  const source: QuerySource = { metrics, models: createAnomalyModels(detectors.findTraining) };
  const muteRules = openMuteRules(store, onError);
  const { alarms, history, engine, unit, ...evaluation } = openAlarms({
    ...{ clock, store, source, publish, invokeFunction, putEvent, region, accountId, onError },
    isMuted: muteRules.isMuted,
    muteDetail: muteRules.detail,
  });
  const muteTimer = createMuteTimer(clock, muteRules, engine.muteEnded);
  const state = {
    metrics,
    source,
    alarms,
    history,
    engine,
    unit,
    muteRules,
    muteTimer,
    detectors,
    dashboards: openDashboardStore(store),
    tags: openTagStore(store),
    renderer: createRenderer(),
  };

  const cancelUpkeep = clock.every(HOUR, (tick) => {
    metrics.maintain(tick);
    history.expire(tick);
  });

  return {
    record: metrics.record,
    recordStatistics: metrics.recordStatistics,
    ingestEmf: createEmfIngestion(metrics.record, clock.now),
    service: createCloudWatchService(state),
    startEvaluation() {
      evaluation.start();
      muteTimer.start();
    },
    evaluationRange(alarmName, tick) {
      const alarm = alarms.get(alarmName);
      if (alarm?.kind !== 'metric') return [];
      return tick % cadence(alarm.definition) === 0 ? alarmDatapoints(alarm.definition, source, tick) : undefined;
    },
    flush: flushing.flush,
    stop() {
      cancelUpkeep();
      evaluation.stop();
      muteTimer.stop();
      void state.renderer.stop();
      flushing.close();
    },
  };
}
