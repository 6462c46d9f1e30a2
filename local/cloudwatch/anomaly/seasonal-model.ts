import { type TimeZone, UTC } from '../alarms/time-zone.ts';
import type { Range } from '../queries/range.ts';
import { type CyclicProfile, modulo, profileAt } from './cyclic-profile.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** 1970-01-05, the first Monday: the week's profile begins there. */
export const MONDAY = 4 * DAY;

/** How much of the series a model is trained on: two weeks, as AWS says. */
export const TRAINING_SPAN = 14 * DAY;

/** The expected values of a series: a lower and an upper bound for each timestamp. */
export type Band = {
  readonly timestamps: readonly number[];
  readonly lower: readonly number[];
  readonly upper: readonly number[];
};

export const ADAPTATION_SPEEDS = ['FAST', 'NORMAL', 'SLOW'] as const;
export const OUTLIER_FILTERING_STRENGTHS = ['MINIMAL', 'MODERATE', 'STRICT'] as const;

/** How an anomaly detector wants its model trained (API reference "AnomalyDetectorConfiguration", "MetricCharacteristics"). */
export type TrainingOptions = {
  readonly excluded: readonly Range[];
  readonly timeZone: TimeZone;
  readonly periodicSpikes: boolean;
  readonly adaptationSpeed: (typeof ADAPTATION_SPEEDS)[number];
  readonly outlierFiltering: (typeof OUTLIER_FILTERING_STRENGTHS)[number];
};

export const DEFAULT_TRAINING: TrainingOptions = {
  excluded: [],
  timeZone: UTC,
  periodicSpikes: false,
  adaptationSpeed: 'NORMAL',
  outlierFiltering: 'MODERATE',
};

/** What a model is trained on: values by ascending timestamp, one at most per period (milliseconds), all before `end`. */
export type TrainingData = {
  readonly timestamps: readonly number[];
  readonly values: readonly number[];
  readonly period: number;
  readonly end: number;
};

export type Trend = { readonly slope: number; readonly origin: number };

/** The level of a span of the training data, taken at its middle. */
export type SpanLevel = { readonly level: number; readonly middle: number };

/** Bounds around the expected value, by bin of the day. */
export type SpikeBounds = { readonly lower: readonly number[]; readonly upper: readonly number[] };

/** A trained model: expected value = trend + level + time of day + weekday. `history` is the time from its first datapoint to its training. */
export type SeasonalModel = {
  readonly history: number;
  readonly period: number;
  readonly timeZone: TimeZone;
  /** The levels beside the trend, newest first. */
  readonly levels: readonly SpanLevel[];
  /** Change per millisecond, and the moment at which the trend is 0. */
  readonly trend: Trend;
  readonly ofDay: CyclicProfile;
  readonly ofWeek: CyclicProfile;
  /** The standard deviation by hour of the day. */
  readonly spread: readonly number[];
  readonly spikes?: SpikeBounds;
};

/** The band `deviations` standard deviations to either side of the expected values; never inverted. */
export function bandOf(model: SeasonalModel, timestamps: readonly number[], deviations: number): Band {
  const lower: number[] = [];
  const upper: number[] = [];
  for (const timestamp of timestamps) {
    const place = placeOf(model, timestamp);
    const middle = trendAt(model.trend, timestamp) + levelAt(model.levels, timestamp) + seasonAt(model, place);
    const width = Math.max(0, deviations) * (model.spread[Math.floor(modulo(place, DAY) / HOUR)] ?? 0);
    const spike = spikeAt(model, place);
    lower.push(middle - Math.max(width, -spike.lower));
    upper.push(middle + Math.max(width, spike.upper));
  }
  return { timestamps, lower, upper };
}

/** A period's place in local time: its middle on the zone's clocks, as if those were UTC. */
export function placeOf({ period, timeZone }: Pick<SeasonalModel, 'period' | 'timeZone'>, timestamp: number): number {
  return timestamp + period / 2 + timeZone.offsetAt(timestamp);
}

/** What time of day and weekday add at a place in local time. */
export function seasonAt({ ofDay, ofWeek }: Pick<SeasonalModel, 'ofDay' | 'ofWeek'>, place: number): number {
  return profileAt(ofDay, place) + profileAt(ofWeek, place - MONDAY);
}

/** What the trend adds at a moment. */
export function trendAt({ slope, origin }: Trend, timestamp: number): number {
  return slope === 0 ? 0 : slope * (timestamp - origin);
}

/** The level: on the line between the spans' middles, before the oldest and after the newest as there. */
export function levelAt(levels: readonly SpanLevel[], timestamp: number): number {
  let newer: SpanLevel | undefined;
  for (const each of levels) {
    if (each.middle <= timestamp) return newer === undefined ? each.level : between(each, newer, timestamp);
    newer = each;
  }
  return newer?.level ?? Number.NaN;
}

function between(older: SpanLevel, newer: SpanLevel, timestamp: number): number {
  const part = (timestamp - older.middle) / (newer.middle - older.middle);
  return older.level + (newer.level - older.level) * part;
}

function spikeAt({ spikes }: SeasonalModel, place: number): { readonly lower: number; readonly upper: number } {
  if (spikes === undefined) return { lower: 0, upper: 0 };
  const bin = Math.floor((modulo(place, DAY) / DAY) * spikes.upper.length);
  return { lower: spikes.lower[bin] ?? 0, upper: spikes.upper[bin] ?? 0 };
}
