import { binMedians } from './cyclic-profile.ts';
import { learnSeason } from './learn-season.ts';
import { learnSpikes, learnSpread } from './learn-spread.ts';
import { agreed, median } from './robust-statistics.ts';
import {
  DEFAULT_TRAINING,
  levelAt,
  type SeasonalModel,
  type SpanLevel,
  seasonAt,
  type TrainingData,
  trendAt,
} from './seasonal-model.ts';
import { changed, spansOf, type TrainingPoints, trainingPoints } from './training-points.ts';

const DAY = 86_400_000;
const WEEK = 7 * DAY;
/** With fewer datapoints there is no model. */
const MIN_DATAPOINTS = 10;

/** The span over which the newest level is taken: the band has followed a lasting shift after little more than half of it. */
const LEVEL_SPANS = { FAST: DAY / 2, NORMAL: DAY, SLOW: 3 * DAY } as const;

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
  const points = trainingPoints(data, options);
  if (points.values.length < MIN_DATAPOINTS) return undefined;
  const { period, history, end } = points;
  const { timeZone, periodicSpikes, adaptationSpeed } = options;
  const trend = { slope: slopeOf(spanLevels(points, DAY)), origin: end };
  const steady = changed(points, (value, _, timestamp) => value - trendAt(trend, timestamp));
  const season = learnSeason(steady);
  const deseasoned = changed(steady, (value, place) => value - seasonAt(season, place));
  const levels = spanLevels(deseasoned, LEVEL_SPANS[adaptationSpeed]);
  const residuals = changed(deseasoned, (value, _, timestamp) => value - levelAt(levels, timestamp));
  return {
    ...{ history, period, timeZone, trend, levels, ...season },
    spread: learnSpread(residuals, options),
    ...(periodicSpikes && history >= DAY && { spikes: learnSpikes(residuals) }),
  };
}

/** The median of each span back from the end, newest first; spans without a value are left out. */
function spanLevels(points: TrainingPoints, length: number): SpanLevel[] {
  const spans = spansOf(points, length);
  return binMedians(spans.count, points.values, spans.of).flatMap((level, index): SpanLevel[] =>
    level === undefined ? [] : [{ level, middle: points.end - (index + 0.5) * length }],
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
