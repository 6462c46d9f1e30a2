import { describe, expect, it } from 'vitest';
import { createAnomalyModels, type WatchedSeries } from '../../../../local/cloudwatch/anomaly/anomaly-models.ts';
import {
  ADAPTATION_SPEEDS,
  DEFAULT_TRAINING,
  type TrainingOptions,
} from '../../../../local/cloudwatch/anomaly/seasonal-model.ts';
import type { Range } from '../../../../local/cloudwatch/queries/range.ts';
import { normalNoise, sampled } from '../../../support/noisy-series.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const PERIOD = 5 * MINUTE;
const START = Date.parse('2026-11-01T00:00:00Z');

/** A series that begins at START, and how often it was read. */
function watched(value: (time: number) => number, key = 'series') {
  const reads: Range[] = [];
  const series: WatchedSeries = {
    key,
    period: PERIOD,
    over(range) {
      reads.push(range);
      return { label: 'a', period: PERIOD, ...sampled(value, Math.max(START, range.start), range.end, PERIOD) };
    },
  };
  return { series, reads };
}

function eachPeriod(from: number, to: number): number[] {
  return sampled(() => 0, from, to, PERIOD).timestamps;
}

describe('a lasting shift of the level', () => {
  const shiftAt = START + 15 * DAY + 7 * HOUR;

  function inside(options: Partial<TrainingOptions>, hoursLater: number): number {
    const noise = normalNoise(1);
    const value = (time: number): number => (time < shiftAt ? 100 : 120) + noise();
    const { series } = watched(value);
    const models = createAnomalyModels(() => ({ ...DEFAULT_TRAINING, ...options }));
    const timestamps = eachPeriod(shiftAt + hoursLater * HOUR, shiftAt + (hoursLater + 1) * HOUR);
    const { lower, upper } = models.band(series, timestamps, 2);
    const within = timestamps.filter((_, index) => (lower[index] ?? 0) <= 120 && 120 <= (upper[index] ?? 0));
    return within.length / timestamps.length;
  }

  it.each([
    ['FAST', 1, 0],
    ['FAST', 18, 1],
    ['NORMAL', 11, 0],
    ['NORMAL', 24, 1],
    ['SLOW', 24, 0],
    ['SLOW', 48, 1],
  ] as const)('with speed %s is after %d hours in the band to this part: %d', (adaptationSpeed, hours, expected) => {
    expect(ADAPTATION_SPEEDS).toContain(adaptationSpeed);
    expect(inside({ adaptationSpeed }, hours)).toBe(expected);
  });
});

describe('the schedule of training', () => {
  const random = normalNoise(2);

  it('trains at noon and midnight with a day of history, however often a band is asked for', () => {
    const { series, reads } = watched(() => 10 + random());
    const models = createAnomalyModels();
    for (let tick = START + 3 * DAY; tick < START + 4 * DAY; tick += 10 * MINUTE)
      models.band(series, [tick - PERIOD, tick], 2);
    expect(reads.map(({ end }) => (end - START) / HOUR)).toEqual([72, 84]);
  });

  it('takes the model of midnight from the period on that ends then', () => {
    const { series, reads } = watched(() => 10 + random());
    const models = createAnomalyModels();
    const midnight = START + 3 * DAY;
    for (const end of [midnight - PERIOD, midnight]) models.band(series, [end - 2 * PERIOD, end - PERIOD], 2);
    expect(reads.map(({ end }) => (end - midnight) / HOUR)).toEqual([-12, 0]);
  });

  it('trains each hour with less than a day, each five minutes with less than three hours', () => {
    const { series } = watched((time) => (time - START) / HOUR + random() / 100);
    const models = createAnomalyModels();
    const history = (time: number): number | undefined => models.modelAt(series, START + time)?.history;
    expect(history(20 * MINUTE)).toBeUndefined();
    expect(history(58 * MINUTE)).toBe(55 * MINUTE);
    expect(history(5.7 * HOUR)).toBe(5 * HOUR);
    expect(history(30 * HOUR)).toBe(24 * HOUR);
    expect(history(35.9 * HOUR)).toBe(24 * HOUR);
  });

  it('gives the same band whatever was asked before', () => {
    const value = (time: number): number => 10 + Math.sin(time / HOUR) + normalNoise(time / MINUTE)();
    const asked = eachPeriod(START + 5 * DAY, START + 5 * DAY + HOUR);
    const fresh = createAnomalyModels().band(watched(value).series, asked, 2);
    const used = createAnomalyModels();
    const { series } = watched(value);
    for (const day of [9, 2, 7]) used.band(series, [START + day * DAY], 2);
    expect(used.band(series, asked, 2)).toEqual(fresh);
  });

  it('trains anew when the detector is changed', () => {
    const { series, reads } = watched(() => 10 + random());
    let options = DEFAULT_TRAINING;
    const models = createAnomalyModels(() => options);
    models.band(series, [START + 3 * DAY], 2);
    options = { ...DEFAULT_TRAINING, periodicSpikes: true };
    models.band(series, [START + 3 * DAY], 2);
    expect(reads).toHaveLength(2);
  });

  it('forgets series that are asked for no longer', () => {
    const models = createAnomalyModels();
    const first = watched(() => 10, 'first');
    models.band(first.series, [START + 3 * DAY], 2);
    for (let index = 0; index < 600; index++)
      models.band(watched(() => 1, `other ${index}`).series, [START + 600 * MINUTE], 2);
    models.band(first.series, [START + 3 * DAY], 2);
    expect(first.reads).toHaveLength(2);
  });

  it('has no band of a series without data', () => {
    const { series } = watched(() => 1);
    expect(createAnomalyModels().band(series, [START], 2)).toEqual({ timestamps: [], lower: [], upper: [] });
    expect(createAnomalyModels().band(series, [], 2).timestamps).toEqual([]);
  });
});
