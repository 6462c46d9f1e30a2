import type { Unit } from '../../monitoring/cloudwatch.ts';
import type { JsonObject } from '../aws/json.ts';
import type { Datapoint } from './datapoints.ts';
import type { ScenarioAlarm } from './scenario-alarm.ts';
import type { WatchedMetric } from './watched-metric.ts';

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
