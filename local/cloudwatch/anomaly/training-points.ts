import type { Range } from '../queries/range.ts';
import { placeOf, type TrainingData, type TrainingOptions } from './seasonal-model.ts';

const DAY = 86_400_000;
/** Twice and more as many datapoints are thinned: they would cost time and teach nothing new about quarters of an hour. */
const ENOUGH_DATAPOINTS = 4032;

/** The datapoints that a model is trained on, with their places in local time, one in `every` of what there were; a day counts back from `end`. */
export type TrainingPoints = {
  readonly timestamps: Float64Array;
  readonly values: Float64Array;
  readonly places: Float64Array;
  readonly period: number;
  readonly end: number;
  readonly every: number;
  /** The time from the first datapoint to the end. */
  readonly history: number;
};

/** The datapoints outside excluded ranges; of very many one in `every`, but all with periodic spikes. */
export function trainingPoints(
  { timestamps, values, period, end }: TrainingData,
  { excluded, timeZone, periodicSpikes }: TrainingOptions,
): TrainingPoints {
  const every = periodicSpikes ? 1 : Math.max(1, Math.floor(values.length / ENOUGH_DATAPOINTS));
  const kept: number[] = [];
  for (let index = 0; index < values.length; index += every) {
    if (!isExcluded(excluded, timestamps[index] ?? end)) kept.push(index);
  }
  const taken = Float64Array.from(kept, (index) => timestamps[index] ?? end);
  return {
    timestamps: taken,
    values: Float64Array.from(kept, (index) => values[index] ?? Number.NaN),
    places: taken.map((timestamp) => placeOf({ period, timeZone }, timestamp)),
    ...{ period, end, every },
    history: end - (taken[0] ?? end),
  };
}

/** The same points with values changed by their place and time. */
export function changed(
  points: TrainingPoints,
  change: (value: number, place: number, timestamp: number) => number,
): TrainingPoints {
  const { values, places, timestamps, end } = points;
  return {
    ...points,
    values: values.map((value, index) => change(value, places[index] ?? 0, timestamps[index] ?? end)),
  };
}

/** How many spans of a length reach back from the end to the first datapoint, and which of them a datapoint is in, the newest being 0. */
export function spansOf({ timestamps, end, history }: TrainingPoints, length = DAY) {
  return {
    count: Math.ceil(history / length),
    of: (index: number): number => Math.floor((end - 1 - (timestamps[index] ?? 0)) / length),
  };
}

function isExcluded(excluded: readonly Range[], timestamp: number): boolean {
  return excluded.some(({ start, end }) => timestamp >= start && timestamp < end);
}
