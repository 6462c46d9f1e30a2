import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseTimeZone, UTC } from '../../../../local/cloudwatch/alarms/time-zone.ts';
import {
  bandOf,
  DEFAULT_TRAINING,
  type SeasonalModel,
  type TrainingOptions,
} from '../../../../local/cloudwatch/anomaly/seasonal-model.ts';
import { trainSeasonalModel } from '../../../../local/cloudwatch/anomaly/train-seasonal-model.ts';
import { dailyAndWeekly, normalNoise, sampled } from '../../../support/noisy-series.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const PERIOD = 5 * MINUTE;
/** A Friday. */
const END = Date.parse('2026-11-20T00:00:00Z');

type Value = (time: number) => number;

function trained(
  value: Value,
  { days = 14, period = PERIOD, ...options }: Partial<TrainingOptions> & { days?: number; period?: number } = {},
) {
  const data = sampled(value, END - days * DAY, END, period);
  const model = trainSeasonalModel({ ...data, period, end: END }, { ...DEFAULT_TRAINING, ...options });
  if (model === undefined) throw new RangeError('no model was trained');
  return model;
}

/** Which part of the values of the hours after training lies in the band. */
function partInside(model: SeasonalModel, value: Value, hours = 24, deviations = 2): number {
  const { timestamps, values } = sampled(value, END, END + hours * HOUR, model.period);
  const { lower, upper } = bandOf(model, timestamps, deviations);
  const inside = values.filter((each, index) => each >= (lower[index] ?? 0) && each <= (upper[index] ?? 0));
  return inside.length / values.length;
}

const pattern = fc.record({
  seed: fc.nat(),
  base: fc.integer({ min: 50, max: 1000 }),
  wave: fc.integer({ min: 0, max: 40 }),
  weekend: fc.constantFrom(0.5, 0.8, 1),
  noise: fc.constantFrom(0.5, 2, 5),
  period: fc.constantFrom(MINUTE, PERIOD),
});

describe('two weeks of a daily and weekly pattern with noise', () => {
  it('are enough for 90 % of the next two days to lie in a band of 2 standard deviations, and for 5 to lie outside', () => {
    fc.assert(
      fc.property(pattern, ({ seed, noise, period, ...shape }) => {
        const pure = dailyAndWeekly(shape);
        const random = normalNoise(seed);
        const noisy: Value = (time) => pure(time) + noise * random();
        const model = trained(noisy, { period });
        expect(partInside(model, noisy, 48)).toBeGreaterThanOrEqual(0.9);
        expect(partInside(model, (time) => pure(time) + 5 * noise, 48)).toBeLessThan(0.01);
        expect(partInside(model, (time) => pure(time) - 5 * noise, 48)).toBeLessThan(0.01);
      }),
      { numRuns: 25, seed: 20_261_121 },
    );
  });

  it.each([
    [15 * MINUTE, 1],
    [15 * MINUTE, 0.6],
    [HOUR, 1],
    [HOUR, 0.6],
  ])('are enough on the average of many series for periods of %d ms, weekends at %d of the rest', (period, weekend) => {
    const pure = dailyAndWeekly({ base: 100, wave: 30, weekend });
    const parts = Array.from({ length: 40 }, (_, seed) => {
      const random = normalNoise(seed + 1);
      const noisy: Value = (time) => pure(time) + 3 * random();
      return partInside(trained(noisy, { period }), noisy, 48);
    });
    expect(parts.reduce((sum, part) => sum + part, 0) / parts.length).toBeGreaterThanOrEqual(0.92);
  });

  it('are learnt though a tenth of the values are wild', () => {
    const random = normalNoise(7);
    const pure = dailyAndWeekly({ base: 100, wave: 30, weekend: 0.7 });
    let count = 0;
    const wild: Value = (time) => (count++ % 10 === 3 ? 5000 : pure(time) + random());
    const model = trained(wild);
    expect(partInside(model, (time) => pure(time) + random())).toBeGreaterThanOrEqual(0.9);
    expect(partInside(model, (time) => pure(time) + 12)).toBe(0);
  });

  it('show growth, which the band goes on with', () => {
    const random = normalNoise(11);
    const growing: Value = (time) => 100 + (20 * (time - END)) / DAY + random();
    expect(partInside(trained(growing), growing, 12)).toBeGreaterThanOrEqual(0.9);
  });
});

describe('a trend', () => {
  const growing: Value = (time) => 100 + (20 * (time - END)) / DAY;

  it.each<[string, Value, number, number]>([
    ['is what days and weeks agree on', growing, 14, 20],
    ['is seen from ten days on', growing, 10, 20],
    ['is not seen before the third pair of days a week apart', growing, 9, 0],
    ['is no single shift', (time) => (time < END - 5 * DAY ? 100 : 120), 14, 0],
    ['is no weekend', dailyAndWeekly({ base: 100, wave: 30, weekend: 0.5 }), 14, 0],
  ])('%s', (_, value, days, perDay) => {
    expect(trained(value, { days }).trend.slope * DAY).toBeCloseTo(perDay, 6);
  });
});

describe('laws of the band', () => {
  const anything = fc.array(fc.integer({ min: -1e6, max: 1e6 }), { minLength: 10, maxLength: 400 });

  it('is never inverted', () => {
    fc.assert(
      fc.property(
        anything,
        fc.double({ min: -3, max: 10, noNaN: true }),
        fc.boolean(),
        (values, deviations, periodicSpikes) => {
          const timestamps = values.map((_, index) => END - (values.length - index) * HOUR);
          const options = { ...DEFAULT_TRAINING, periodicSpikes };
          const model = trainSeasonalModel({ timestamps, values, period: HOUR, end: END }, options);
          const asked = [END - 5 * DAY, END - HOUR, END, END + 3 * HOUR];
          const { lower, upper } = model ? bandOf(model, asked, deviations) : { lower: [], upper: [] };
          expect(lower).toHaveLength(4);
          lower.forEach((low, index) => {
            expect(upper[index]).toBeGreaterThanOrEqual(low);
          });
        },
      ),
      { numRuns: 100 },
    );
  });

  it('scales and shifts with the series; turned upside down its sides change places', () => {
    fc.assert(
      fc.property(
        anything,
        fc.constantFrom(0.01, 3, 1000, -2),
        fc.integer({ min: -1000, max: 1000 }),
        (values, scale, shift) => {
          const timestamps = values.map((_, index) => END - (values.length - index) * HOUR);
          const of = (each: readonly number[]) => {
            const model = trainSeasonalModel({ timestamps, values: each, period: HOUR, end: END });
            return model && bandOf(model, [END, END + 5 * HOUR], 2);
          };
          const band = of(values);
          const changed = of(values.map((value) => scale * value + shift));
          const [lower, upper] = scale > 0 ? [changed?.lower, changed?.upper] : [changed?.upper, changed?.lower];
          const tolerance = Math.abs(scale) * 1e6 * 1e-9;
          band?.lower.forEach((low, index) => {
            expect(Math.abs((lower?.[index] ?? Number.NaN) - (scale * low + shift))).toBeLessThan(tolerance);
            expect(Math.abs((upper?.[index] ?? Number.NaN) - (scale * (band.upper[index] ?? 0) + shift))).toBeLessThan(
              tolerance,
            );
          });
        },
      ),
      { numRuns: 100 },
    );
  });
});

describe('little history', () => {
  const random = normalNoise(3);
  const wave = dailyAndWeekly({ base: 100, wave: 40, weekend: 0.5 });
  const noisy: Value = (time) => wave(time) + random();

  it('of fewer than 10 datapoints gives no model', () => {
    const few = sampled(noisy, END - 9 * MINUTE, END, MINUTE);
    expect(trainSeasonalModel({ ...few, period: MINUTE, end: END })).toBeUndefined();
  });

  it('of less than a day gives a flat band around the level', () => {
    const model = trained((time) => 50 + noisy(time) - wave(time), { days: 0.5 });
    const { lower, upper } = bandOf(model, [END, END + 6 * HOUR, END + 12 * HOUR], 2);
    expect(new Set(lower).size).toBe(1);
    expect(lower[0]).toBeGreaterThan(46.5);
    expect(upper[0]).toBeLessThan(53.5);
  });

  it('of five days knows the time of day', () => {
    expect(partInside(trained(noisy, { days: 4 }), noisy)).toBeGreaterThanOrEqual(0.9);
  });

  it('of a day and three hours takes the time of day from the whole day alone', () => {
    const calm = dailyAndWeekly({ base: 100, wave: 40, weekend: 1 });
    const model = trained(calm, { days: 27 / 24 });
    const { timestamps, values } = sampled(calm, END, END + DAY, PERIOD);
    const { lower, upper } = bandOf(model, timestamps, 2);
    values.forEach((value, index) => {
      expect(Math.abs(((lower[index] ?? 0) + (upper[index] ?? 0)) / 2 - value)).toBeLessThan(0.1);
    });
  });

  it('of eight days knows no weekend of the only one it had', () => {
    const { lower } = bandOf(trained(wave, { days: 8 }), [END + 1.5 * DAY], 2);
    expect((lower[0] ?? Number.NaN) - wave(END + 1.5 * DAY)).toBeGreaterThan(30);
  });

  it('of five days knows no weekday: the first Saturday is an anomaly', () => {
    const friday = trained(noisy, { days: 4 });
    const saturday = sampled(wave, END + DAY, END + 2 * DAY, PERIOD);
    const { lower } = bandOf(friday, saturday.timestamps, 2);
    expect(saturday.values.every((value, index) => value < (lower[index] ?? 0))).toBe(true);
  });
});

describe('odd series', () => {
  it('that never vary have a band without width', () => {
    const model = trained(() => 0.1);
    expect(bandOf(model, [END], 3)).toEqual({ timestamps: [END], lower: [0.1], upper: [0.1] });
  });

  it('with gaps at night have values there on the line between their neighbours', () => {
    const model = trained((time) => (time % DAY < 6 * HOUR ? Number.NaN : 10 + normalNoise(time)() / 10), {});
    expect(model.history).toBe(14 * DAY);
    const data = sampled((time) => 10 + (time % DAY) / DAY, END - 14 * DAY, END, PERIOD);
    const kept = data.timestamps.filter((time) => time % DAY >= 6 * HOUR);
    const gappy = { timestamps: kept, values: kept.map((time) => 10 + (time % DAY) / DAY) };
    const night = trainSeasonalModel({ ...gappy, period: PERIOD, end: END });
    const { lower, upper } = night ? bandOf(night, [END + 3 * HOUR], 2) : { lower: [], upper: [] };
    expect(lower[0]).toBeGreaterThan(10);
    expect(upper[0]).toBeLessThan(11.2);
  });

  it('that are mostly 0 keep a spread of what is not', () => {
    let count = 0;
    const model = trained(() => (count++ % 20 === 0 ? 4 : 0));
    const { upper } = bandOf(model, [END], 2);
    expect(upper[0]).toBeGreaterThan(0.5);
  });
});

describe('what a detector asks for', () => {
  it('leaves excluded ranges out of the training', () => {
    const random = normalNoise(5);
    const incident = { start: END - 2 * DAY, end: END };
    const value: Value = (time) => (time >= incident.start ? 500 : 100) + random();
    const normal: Value = () => 100 + random();
    expect(partInside(trained(value), normal)).toBe(0);
    expect(partInside(trained(value, { excluded: [incident] }), normal)).toBeGreaterThanOrEqual(0.9);
  });

  it("follows the clocks of the metric's time zone when they are changed", () => {
    const zone = parseTimeZone('America/New_York') ?? UTC;
    const random = normalNoise(9);
    const end = Date.parse('2026-11-02T05:00:00Z');
    const office: Value = (time) => {
      const hour = ((time + zone.offsetAt(time)) % DAY) / HOUR;
      return (hour >= 9 && hour < 17 ? 100 : 10) + random();
    };
    const data = { ...sampled(office, end - 14 * DAY, end, PERIOD), period: PERIOD, end };
    const firstHour = sampled(office, Date.parse('2026-11-02T13:15:00Z'), Date.parse('2026-11-02T13:45:00Z'), PERIOD);
    const above = (timeZone: TrainingOptions['timeZone']): boolean => {
      const model = trainSeasonalModel(data, { ...DEFAULT_TRAINING, timeZone });
      const { lower } = model ? bandOf(model, firstHour.timestamps, 3) : { lower: [] };
      return firstHour.values.every((value, index) => value < (lower[index] ?? Number.NaN));
    };
    expect(above(UTC)).toBe(true);
    expect(above(zone)).toBe(false);
  });

  it('expects spikes that come each day at the same time, if they are said to be periodic', () => {
    const random = normalNoise(13);
    const spiky: Value = (time) => (time % DAY === 4 * HOUR ? 300 : 100) + random();
    const backup = sampled(spiky, END + 4 * HOUR, END + 4 * HOUR + PERIOD, PERIOD);
    const top = (periodicSpikes: boolean) => bandOf(trained(spiky, { periodicSpikes }), backup.timestamps, 2).upper[0];
    expect(top(false)).toBeLessThan(200);
    expect(top(true)).toBeGreaterThan(290);
  });

  it('has a tighter band the more outliers it filters', () => {
    let count = 0;
    const random = normalNoise(17);
    const heavy: Value = () => 100 + random() * (count++ % 12 === 0 ? 5 : 1);
    const widths = (['MINIMAL', 'MODERATE', 'STRICT'] as const).map((outlierFiltering) => {
      count = 0;
      const { lower, upper } = bandOf(trained(heavy, { outlierFiltering }), [END], 2);
      return (upper[0] ?? 0) - (lower[0] ?? 0);
    });
    expect(widths).toEqual(widths.toSorted((a, b) => b - a));
    expect(widths[0]).toBeGreaterThan((widths[2] ?? 0) * 1.05);
  });
});
