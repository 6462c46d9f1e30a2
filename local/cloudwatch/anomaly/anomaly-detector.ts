import { createHash } from 'node:crypto';
import type { JsonObject } from '../../aws/json.ts';
import type { SeriesOrigin } from '../math/value.ts';
import { identityKey } from '../metrics/metric-identity.ts';
import { evaluatePlan } from '../queries/evaluate-plan.ts';
import { planKeys } from '../queries/plan-keys.ts';
import type { QueryPlan } from '../queries/query-plan.ts';
import type { QuerySource } from '../queries/query-source.ts';
import type { WatchedSeries } from './anomaly-models.ts';
import type { TrainingOptions } from './seasonal-model.ts';

type NamedSeries = Pick<WatchedSeries, 'key' | 'metric'>;

/** The series that a detector is about: `returned` of the plan; `metric` when it is the statistic of a single metric. */
export type DetectorSubject = {
  readonly plan: QueryPlan;
  readonly returned: string;
  readonly metric?: SeriesOrigin;
};

/** An anomaly detector; `input` has the members that PutAnomalyDetector was given, in their place of today. */
export type AnomalyDetector = {
  readonly id: string;
  readonly input: JsonObject;
  readonly subject: DetectorSubject;
  readonly training: TrainingOptions;
  /** When it was made first (epoch milliseconds). */
  readonly created: number;
};

/** The series in the words of AnomalyModels. */
export function watchedBy(subject: DetectorSubject, source: QuerySource): WatchedSeries {
  const { plan, returned } = subject;
  return {
    ...seriesOf(subject),
    period: plan.period,
    over(range) {
      const value = evaluatePlan(plan, source, range)(returned);
      return value.type === 'series' ? value.series : { label: '', period: plan.period, timestamps: [], values: [] };
    },
  };
}

/** Tells detectors apart: a single metric by its identity and statistic whatever the period, metric math by all that it asks for. */
export function detectorKey({ key, metric }: NamedSeries): string {
  return metric === undefined
    ? key
    : `${identityKey(metric.namespace, metric.name, metric.dimensions)}\n${metric.stat}`;
}

/** The names of a detector's series. */
export function seriesOf({ plan, returned, metric }: DetectorSubject): NamedSeries {
  const key = planKeys(plan, undefined)([{ kind: 'id', id: returned, position: 0 }]);
  return { key, ...(metric && { metric }) };
}

/** The detector's identifier: a UUID that follows from what it is about, so that the same detector made again has the same. */
export function detectorId(subject: DetectorSubject): string {
  const hex = createHash('sha256')
    .update(detectorKey(seriesOf(subject)))
    .digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
