import type { TimeSeries } from '../math/value.ts';
import type { Range } from '../queries/range.ts';
import type { Band } from './seasonal-model.ts';

/** What a band is asked for: `key` names the watched series for good, `over` reads it over any range. */
export type WatchedSeries = {
  readonly key: string;
  readonly period: number;
  readonly over: (range: Range) => TimeSeries;
};

/** The trained anomaly detection models, in memory; a model is made when a band is first asked for. */
export interface AnomalyModels {
  /** The band over a range, `deviations` wide, by the model as it was trained last before the range ends. */
  band(watched: WatchedSeries, range: Range, deviations: number): Band;
}

/** No model is trained yet. */
export function createAnomalyModels(): AnomalyModels {
  return {
    band() {
      throw new TypeError('no model can be trained yet');
    },
  };
}
