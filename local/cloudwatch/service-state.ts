import type { AlarmEngine } from './alarms/alarm-engine.ts';
import type { AlarmHistory } from './alarms/alarm-history.ts';
import type { AlarmStore } from './alarms/alarm-store.ts';
import type { UnitOfWork } from './alarms/unit-of-work.ts';
import type { AnomalyDetectors } from './anomaly/anomaly-detectors.ts';
import type { DashboardStore } from './dashboards/dashboard-store.ts';
import type { MetricStore } from './metric-store.ts';
import type { MuteRules } from './mute-rules/mute-rules.ts';
import type { MuteTimer } from './mute-rules/mute-timer.ts';
import type { QuerySource } from './queries/query-source.ts';
import type { TagStore } from './tag-store.ts';
import type { Renderer } from './widget-image/renderer.ts';

/** What the API operations work on. */
export type ServiceState = {
  readonly metrics: MetricStore;
  readonly source: QuerySource;
  readonly alarms: AlarmStore;
  readonly engine: AlarmEngine;
  /** What belongs together is stored by it together. */
  readonly unit: Pick<UnitOfWork, 'run'>;
  readonly history: AlarmHistory;
  readonly muteRules: MuteRules;
  readonly muteTimer: MuteTimer;
  readonly detectors: AnomalyDetectors;
  readonly dashboards: DashboardStore;
  readonly tags: TagStore;
  readonly renderer: Renderer;
};
