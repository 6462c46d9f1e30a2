import { binMedians, type CyclicProfile, cyclicProfile, FLAT, modulo, profileAt } from './cyclic-profile.ts';
import { agreed } from './robust-statistics.ts';
import { MONDAY } from './seasonal-model.ts';
import { changed, spansOf, type TrainingPoints } from './training-points.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const WEEK = 7 * DAY;
const BIN_WIDTHS = [0.25, 0.5, 1, 2, 3, 4, 6, 8, 12, 24].map((hours) => hours * HOUR);

/** What time of day and weekday add to a series. */
export type Season = { readonly ofDay: CyclicProfile; readonly ofWeek: CyclicProfile };

/** The weekdays are learnt of what the time of day leaves: its medians hardly see the two days of a weekend. */
export function learnSeason(points: TrainingPoints): Season {
  const ofDay = points.history < DAY ? FLAT : dayProfile(points);
  return { ofDay, ofWeek: points.history < WEEK ? FLAT : weekProfile(points, ofDay) };
}

/** Quarters of an hour, or the shortest part of a day that holds a period. */
export function dayBinWidth(period: number): number {
  return BIN_WIDTHS.find((candidate) => candidate >= period) ?? DAY;
}

/** Hours, or the shortest part of a day that holds four periods: a median of fewer would follow the noise. */
export function weekBinWidth(period: number): number {
  return dayBinWidth(Math.max(HOUR, 4 * period));
}

/** What values lie above the median of their day, where at least half of that has datapoints. */
function dayProfile(points: TrainingPoints): CyclicProfile {
  const { values, places, period, every } = points;
  const days = spansOf(points);
  const counts = new Int32Array(days.count);
  for (let index = 0; index < values.length; index++) counts[days.of(index)] = (counts[days.of(index)] ?? 0) + 1;
  const medians = binMedians(days.count, values, days.of);
  const levels = medians.map((median, day) => ((counts[day] ?? 0) * period * every >= DAY / 2 ? median : undefined));
  const above = values.map((value, index) => value - (levels[days.of(index)] ?? Number.NaN));
  const width = dayBinWidth(period);
  const binOf = (index: number): number => Math.floor(modulo(places[index] ?? 0, DAY) / width);
  return cyclicProfile(DAY, binMedians(DAY / width, above, binOf));
}

/** What values lie above the median of their seven days. */
function weekProfile(points: TrainingPoints, ofDay: CyclicProfile): CyclicProfile {
  const { places, period } = points;
  const width = weekBinWidth(period);
  const cells = WEEK / width;
  const weeks = spansOf(points, WEEK);
  const deseasoned = changed(points, (value, place) => value - profileAt(ofDay, place));
  const levels = binMedians(weeks.count, deseasoned.values, weeks.of);
  const above = deseasoned.values.map((value, index) => value - (levels[weeks.of(index)] ?? 0));
  const cellOf = (index: number): number => Math.floor(modulo((places[index] ?? 0) - MONDAY, WEEK) / width);
  const medians = binMedians(weeks.count * cells, above, (index) => weeks.of(index) * cells + cellOf(index));
  const effects = Array.from({ length: cells }, (_, cell) => {
    const ofWeeks = Array.from({ length: weeks.count }, (_, week) => medians[week * cells + cell]);
    const seen = ofWeeks.filter((effect) => effect !== undefined);
    return seen.length < 2 ? 0 : agreed(seen);
  });
  return cyclicProfile(WEEK, effects, 7);
}
