import { binned, modulo } from './cyclic-profile.ts';
import { dayBinWidth, weekBinWidth } from './learn-season.ts';
import { deviation, median } from './robust-statistics.ts';
import type { SpikeBounds, TrainingOptions } from './seasonal-model.ts';
import { spansOf, type TrainingPoints } from './training-points.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const WEEK = 7 * DAY;
/** A spread of one hour of the day counts in full only with many more datapoints than this. */
const SPREAD_WEIGHT = 30;
/** Beyond how many standard deviations a residual is no measure of the spread, and what is kept where most residuals are 0. */
const FILTERS = { MINIMAL: [6, 1], MODERATE: [4, 0.99], STRICT: [3, 0.95] } as const;

/** The standard deviation of residuals by hour of the day, as wide as that of new values is. */
export function learnSpread(residuals: TrainingPoints, { outlierFiltering }: TrainingOptions): number[] {
  const { values, places, history } = residuals;
  const [limit, kept] = FILTERS[outlierFiltering];
  const overall = deviation(values, limit, kept);
  const widened = widening(residuals);
  if (history < DAY) return new Array<number>(24).fill(overall * widened);
  const hours = binned(24, values, (index) => Math.floor(modulo(places[index] ?? 0, DAY) / HOUR));
  return hours.map((each) => {
    const own = deviation(each, limit, kept);
    return (widened * (own * each.length + overall * SPREAD_WEIGHT)) / (each.length + SPREAD_WEIGHT);
  });
}

/**
 * How much wider the spread of new values is than that of the values the model was fitted to: each level, each bin of the day
 * and about half the bins of the week have used up a datapoint.
 */
function widening({ values, history, period }: TrainingPoints): number {
  const ofDay = history < DAY ? 0 : DAY / dayBinWidth(period);
  const ofWeek = history < WEEK ? 0 : (0.6 * WEEK) / weekBinWidth(period);
  const used = Math.min(Math.ceil(history / DAY) + ofDay + ofWeek, values.length / 2);
  return Math.sqrt((values.length + used) / (values.length - used));
}

/** How far the residuals of a quarter of an hour reach on half of the days at least, above and below 0. */
export function learnSpikes(residuals: TrainingPoints): SpikeBounds {
  const { values, places, period } = residuals;
  const width = dayBinWidth(period);
  const days = spansOf(residuals);
  const reach = Array.from({ length: DAY / width }, () => new Map<number, { lower: number; upper: number }>());
  values.forEach((residual, index) => {
    const ofBin = reach[Math.floor(modulo(places[index] ?? 0, DAY) / width)];
    const known = ofBin?.get(days.of(index)) ?? { lower: 0, upper: 0 };
    ofBin?.set(days.of(index), { lower: Math.min(known.lower, residual), upper: Math.max(known.upper, residual) });
  });
  const typical = (side: 'lower' | 'upper') =>
    reach.map((ofBin) => (ofBin.size === 0 ? 0 : median([...ofBin.values()].map((bounds) => bounds[side]))));
  return { lower: typical('lower'), upper: typical('upper') };
}
