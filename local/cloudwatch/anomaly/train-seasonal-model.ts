import type { Range } from '../queries/range.ts';
import { binMedians, type CyclicProfile, cyclicProfile, FLAT, modulo, profileAt } from './cyclic-profile.ts';
import { agreed, deviation, median } from './robust-statistics.ts';
import {
  DEFAULT_TRAINING,
  levelAt,
  MONDAY,
  placeOf,
  type SeasonalModel,
  type SpanLevel,
  type SpikeBounds,
  seasonAt,
  type TrainingData,
  type TrainingOptions,
  trendAt,
} from './seasonal-model.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const WEEK = 7 * DAY;
/** With fewer datapoints there is no model. */
const MIN_DATAPOINTS = 10;
const BIN_WIDTHS = [0.25, 0.5, 1, 2, 3, 4, 6, 8, 12, 24].map((hours) => hours * HOUR);
/** Twice and more as many datapoints are thinned: they would cost time and teach nothing new about quarters of an hour. */
const ENOUGH_DATAPOINTS = 4032;
/** A spread of one hour of the day counts in full only with many more datapoints than this. */
const SPREAD_WEIGHT = 30;

/** The span over which the newest level is taken: the band has followed a lasting shift after little more than half of it. */
const LEVEL_SPANS = { FAST: DAY / 2, NORMAL: DAY, SLOW: 3 * DAY } as const;
/** Beyond how many standard deviations a residual is no measure of the spread, and what is kept where most residuals are 0. */
const FILTERS = { MINIMAL: [6, 1], MODERATE: [4, 0.99], STRICT: [3, 0.95] } as const;

/**
 * Trains the seasonal model: expected value = trend + level + time of day + weekday, all medians, so that outliers do not count.
 *
 * - Trend (from nine days of history on): as far as the changes from day to day and from week to week agree on one, so that
 *   neither a single shift nor a weekend is a trend.
 * - Level: the median of each span of a day (12 hours with FAST, 3 days with SLOW) back from the training, without trend and
 *   season; on the line between the spans' middles, after the newest as there. A lasting shift is followed once it fills more
 *   than half of the newest span.
 * - Time of day (from one day of history on): medians of quarters of an hour, or of the period if that is longer, of what a
 *   value lies above the median of its 24 hours, in the detector's time zone; gaps lie on the line between their neighbours.
 * - Weekday (from the second occurrence of a weekday on): by the hour, or by four periods if those are longer; it counts as far
 *   as all weeks agree on it, so a single odd day leaves none.
 * - Spread: root mean square of the residuals without outliers, by hour of the day, drawn towards that of all hours where
 *   datapoints are few, and widened for what the fit itself has used up.
 *
 * Of more than 8,064 datapoints every second, third … is trained on, so that about 4,032 are left; all with periodic spikes.
 * Less than a day of history gives a flat level with one spread; fewer than 10 datapoints no model. A series that never varied has
 * a band without width. Excluded ranges and gaps are left out. With periodic spikes the band reaches to what the same quarter
 * of an hour reached on at least half of the days.
 */
export function trainSeasonalModel(data: TrainingData, options = DEFAULT_TRAINING): SeasonalModel | undefined {
  const every = options.periodicSpikes ? 1 : Math.max(1, Math.floor(data.values.length / ENOUGH_DATAPOINTS));
  const { timestamps, values } = trainedOn(data, options.excluded, every);
  const [first] = timestamps;
  if (first === undefined || values.length < MIN_DATAPOINTS) return undefined;
  const { period, end } = data;
  const { timeZone } = options;
  const history = end - first;
  const places = timestamps.map((timestamp) => placeOf({ period, timeZone }, timestamp));
  const trend = { slope: slopeOf(spanLevels({ timestamps, end }, values, DAY)), origin: end };
  const points: Points = {
    ...{ timestamps, places, end },
    values: values.map((value, index) => value - trendAt(trend, timestamps[index] ?? 0)),
  };
  const { ofDay, ofWeek } = seasonOf(points, history, period, period * every);
  const deseasoned = points.values.map((value, index) => value - seasonAt({ ofDay, ofWeek }, places[index] ?? 0));
  const levels = spanLevels(points, deseasoned, LEVEL_SPANS[options.adaptationSpeed]);
  const residuals = deseasoned.map((value, index) => value - levelAt(levels, timestamps[index] ?? 0));
  return {
    ...{ history, period, timeZone, trend, levels, ofDay, ofWeek },
    spread: spreadByHour(points, residuals, options, history).map(
      (spread) => spread * widening(values.length, history, period),
    ),
    ...(options.periodicSpikes && history >= DAY && { spikes: spikeBounds(points, residuals, period) }),
  };
}

/** The training data with its place in local time. */
type Points = {
  readonly timestamps: readonly number[];
  readonly values: readonly number[];
  readonly end: number;
  readonly places: readonly number[];
};

/** The datapoints outside excluded ranges; of very many one in `every`. */
function trainedOn({ timestamps, values }: TrainingData, excluded: readonly Range[], every: number) {
  if (every === 1 && excluded.length === 0) return { timestamps, values };
  const kept = timestamps.map(
    (timestamp, index) =>
      index % every === 0 && !excluded.some(({ start, end }) => timestamp >= start && timestamp < end),
  );
  return { timestamps: timestamps.filter((_, index) => kept[index]), values: values.filter((_, index) => kept[index]) };
}

/** Both are learnt once more without what the weekdays add: weekends would draw the medians to their side. */
function seasonOf(points: Points, history: number, period: number, spacing: number) {
  const ofDay = history < DAY ? FLAT : dayProfile(points, period, spacing);
  if (history < WEEK) return { ofDay, ofWeek: FLAT };
  const ofWeek = weekProfile(points, ofDay, period);
  const values = points.values.map((value, index) => value - profileAt(ofWeek, (points.places[index] ?? 0) - MONDAY));
  const ofAnyDay = dayProfile({ ...points, values }, period, spacing);
  return { ofDay: ofAnyDay, ofWeek: weekProfile(points, ofAnyDay, period, ofWeek) };
}

function dayProfile(points: Points, period: number, spacing: number): CyclicProfile {
  const { timestamps, values, end, places } = points;
  const width = binWidth(period);
  const days = Math.ceil((end - (timestamps[0] ?? end)) / DAY);
  const dayOf = (index: number): number => Math.floor((end - 1 - (timestamps[index] ?? 0)) / DAY);
  const counts = new Array<number>(days).fill(0);
  for (let index = 0; index < values.length; index++) {
    const day = dayOf(index);
    counts[day] = (counts[day] ?? 0) + 1;
  }
  const levels = binMedians(days, values, dayOf);
  const above = values.map((value, index) => {
    const day = dayOf(index);
    const covered = (counts[day] ?? 0) * spacing >= DAY / 2;
    return covered ? value - (levels[day] ?? 0) : Number.NaN;
  });
  const medians = binMedians(DAY / width, above, (index) => Math.floor(modulo(places[index] ?? 0, DAY) / width));
  return cyclicProfile(DAY, medians);
}

function weekProfile(
  { timestamps, values, end, places }: Points,
  ofDay: CyclicProfile,
  period: number,
  known: CyclicProfile = FLAT,
): CyclicProfile {
  const width = weekBinWidth(period);
  const cells = WEEK / width;
  const weeks = Math.ceil((end - (timestamps[0] ?? end)) / WEEK);
  const weekOf = (index: number): number => Math.floor((end - 1 - (timestamps[index] ?? 0)) / WEEK);
  const deseasoned = values.map((value, index) => value - profileAt(ofDay, places[index] ?? 0));
  const plain = deseasoned.map((value, index) => value - profileAt(known, (places[index] ?? 0) - MONDAY));
  const levels = binMedians(weeks, plain, weekOf);
  const above = deseasoned.map((value, index) => value - (levels[weekOf(index)] ?? 0));
  const cellOf = (index: number): number => Math.floor(modulo((places[index] ?? 0) - MONDAY, WEEK) / width);
  const medians = binMedians(weeks * cells, above, (index) => weekOf(index) * cells + cellOf(index));
  const effects = Array.from({ length: cells }, (_, cell) => {
    const known = Array.from({ length: weeks }, (_, week) => medians[week * cells + cell]);
    const seen = known.filter((effect) => effect !== undefined);
    return seen.length < 2 ? 0 : agreed(seen);
  });
  return cyclicProfile(WEEK, effects, 7);
}

/** The median of each span back from the end, newest first; spans without a value are left out. */
function spanLevels({ timestamps, end }: Pick<Points, 'timestamps' | 'end'>, values: readonly number[], span: number) {
  const spans = Math.ceil((end - (timestamps[0] ?? end)) / span);
  const medians = binMedians(spans, values, (index) => Math.floor((end - 1 - (timestamps[index] ?? 0)) / span));
  return medians.flatMap((level, index): SpanLevel[] =>
    level === undefined ? [] : [{ level, middle: end - (index + 0.5) * span }],
  );
}

/**
 * Change per millisecond, from the levels of days: what the median of the steps from day to day (in which a single shift is
 * nothing) and the median of the changes within a week (in which weekdays are nothing) agree on.
 */
function slopeOf(days: readonly SpanLevel[]): number {
  const weekly = changes(days, WEEK);
  return weekly.length < 3 ? 0 : agreed([median(changes(days, DAY)), median(weekly)]);
}

function changes(days: readonly SpanLevel[], apart: number): number[] {
  return days.flatMap((newer) => {
    const older = days.find(({ middle }) => newer.middle - middle === apart);
    return older === undefined ? [] : [(newer.level - older.level) / apart];
  });
}

/**
 * How much wider the spread of new values is than that of the values the model was fitted to: each level, each bin of the day
 * and about half the bins of the week have used up a datapoint.
 */
function widening(datapoints: number, history: number, period: number): number {
  const ofDay = history < DAY ? 0 : DAY / binWidth(period);
  const ofWeek = history < WEEK ? 0 : (0.6 * WEEK) / weekBinWidth(period);
  const used = Math.min(Math.ceil(history / DAY) + ofDay + ofWeek, datapoints / 2);
  return Math.sqrt((datapoints + used) / (datapoints - used));
}

function spreadByHour(
  { places }: Points,
  residuals: readonly number[],
  { outlierFiltering }: TrainingOptions,
  history: number,
): number[] {
  const [limit, kept] = FILTERS[outlierFiltering];
  const hourOf = (local: number): number => Math.floor(modulo(local, DAY) / HOUR);
  const overall = deviation(residuals, limit, kept);
  if (history < DAY) return new Array<number>(24).fill(overall);
  const members: number[][] = Array.from({ length: 24 }, () => []);
  residuals.forEach((residual, index) => {
    members[hourOf(places[index] ?? 0)]?.push(residual);
  });
  return members.map((each) => {
    const own = deviation(each, limit, kept);
    return (own * each.length + overall * SPREAD_WEIGHT) / (each.length + SPREAD_WEIGHT);
  });
}

/** How far the residuals of a quarter of an hour reach on half of the days at least, above and below 0. */
function spikeBounds(points: Points, residuals: readonly number[], period: number): SpikeBounds {
  const { timestamps, end, places } = points;
  const width = binWidth(period);
  const binOf = (local: number): number => Math.floor(modulo(local, DAY) / width);
  const reach = Array.from({ length: DAY / width }, () => new Map<number, { lower: number; upper: number }>());
  residuals.forEach((residual, index) => {
    const timestamp = timestamps[index] ?? 0;
    const days = reach[binOf(places[index] ?? 0)];
    const day = Math.floor((end - 1 - timestamp) / DAY);
    const known = days?.get(day) ?? { lower: 0, upper: 0 };
    days?.set(day, { lower: Math.min(known.lower, residual), upper: Math.max(known.upper, residual) });
  });
  const typical = (side: 'lower' | 'upper') =>
    reach.map((days) => (days.size === 0 ? 0 : median([...days.values()].map((bounds) => bounds[side]))));
  return { lower: typical('lower'), upper: typical('upper') };
}

/** Hours, or the shortest part of a day that holds four periods: a median of fewer would follow the noise. */
function weekBinWidth(period: number): number {
  return binWidth(Math.max(HOUR, 4 * period));
}

/** Quarters of an hour, or the shortest part of a day that holds a period. */
function binWidth(period: number): number {
  return BIN_WIDTHS.find((candidate) => candidate >= period) ?? DAY;
}
