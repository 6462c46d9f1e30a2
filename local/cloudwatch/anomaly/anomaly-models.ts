import type { SeriesOrigin, TimeSeries } from '../math/value.ts';
import type { Range } from '../queries/range.ts';
import {
  type Band,
  bandOf,
  DEFAULT_TRAINING,
  type SeasonalModel,
  TRAINING_SPAN,
  type TrainingOptions,
} from './seasonal-model.ts';
import { trainSeasonalModel } from './train-seasonal-model.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** When models are trained: at the full multiples of these spans, of the longest that leaves enough history. */
const SCHEDULE = [
  { every: 12 * HOUR, history: DAY },
  { every: HOUR, history: 3 * HOUR },
  { every: HOUR / 12, history: 0 },
];

/** So many series have their models kept; that of the one trained longest ago is made anew when it is asked for. */
const MAX_SERIES = 500;

/** What a band is asked for: the series that `key` names for good, `metric` when it is one, and its values over any range. */
export type WatchedSeries = {
  readonly key: string;
  readonly metric?: SeriesOrigin;
  readonly period: number;
  readonly over: (range: Range) => TimeSeries;
};

/** The trained anomaly detection models, in memory; a model is made when a band is first asked for. */
export interface AnomalyModels {
  /**
   * The band at timestamps that ascend, `deviations` wide, by the newest model of the schedule before the last of them: trained
   * at noon and midnight UTC, hourly with less than a day of history, every five minutes with less than three hours. Without
   * bounds where there is not enough data for a model.
   */
  band(watched: WatchedSeries, timestamps: readonly number[], deviations: number): Band;
  /** The model of a series that the schedule gives for a time, if its data is enough for one. */
  modelAt(watched: WatchedSeries, time: number): SeasonalModel | undefined;
}

/** How the detector of a series wants its model trained; `undefined` without a detector. */
export type FindTraining = (watched: Pick<WatchedSeries, 'key' | 'metric'>) => TrainingOptions | undefined;

type Trained = { readonly at: number; readonly options: TrainingOptions; readonly model: SeasonalModel | undefined };

/** Makes the models, which follow from the stored data alone: a restart trains them alike. */
export function createAnomalyModels(findTraining: FindTraining = () => undefined): AnomalyModels {
  const trained = new Map<string, Map<number, Trained>>();

  function modelAt(watched: WatchedSeries, time: number): SeasonalModel | undefined {
    const options = findTraining(watched) ?? DEFAULT_TRAINING;
    let model: SeasonalModel | undefined;
    for (const { every, history } of SCHEDULE) {
      model = trainedAt(watched, every, Math.floor(time / every) * every, options);
      if (model !== undefined && model.history >= history) return model;
    }
    return model;
  }

  function trainedAt(watched: WatchedSeries, every: number, at: number, options: TrainingOptions) {
    const known = trained.get(watched.key) ?? new Map<number, Trained>();
    const last = known.get(every);
    if (last?.at === at && last.options === options) return last.model;
    const model = train(watched, at, options);
    trained.delete(watched.key);
    trained.set(watched.key, known.set(every, { at, options, model }));
    const [longestUntouched] = trained.keys();
    if (trained.size > MAX_SERIES && longestUntouched !== undefined) trained.delete(longestUntouched);
    return model;
  }

  return {
    modelAt,
    band(watched, timestamps, deviations) {
      const newest = timestamps.at(-1);
      const model = newest === undefined ? undefined : modelAt(watched, newest + watched.period);
      return model === undefined ? { timestamps: [], lower: [], upper: [] } : bandOf(model, timestamps, deviations);
    },
  };
}

function train({ over, period }: WatchedSeries, at: number, options: TrainingOptions): SeasonalModel | undefined {
  const start = at - Math.floor(TRAINING_SPAN / period) * period;
  const { timestamps, values } = over({ start, end: at });
  return trainSeasonalModel({ timestamps, values, period, end: at }, options);
}
