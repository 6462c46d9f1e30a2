import type { WatchedSeries } from '../../anomaly/anomaly-models.ts';
import { clampBand, logicalRange } from '../../anomaly/logical-range.ts';
import type { Band } from '../../anomaly/seasonal-model.ts';
import { MathError } from '../math-error.ts';
import {
  grid,
  type LazyArguments,
  type MathFunction,
  scalarArgument,
  seriesArgument,
  signatures,
} from '../math-function.ts';
import type { MathValue, TimeSeries } from '../value.ts';

const DEFAULT_DEVIATIONS = 2;
const MINUTE = 60_000;

/**
 * `ANOMALY_DETECTION_BAND(TS[, S])`: the upper and the lower bound of the expected values of a metric or expression, so many
 * standard deviations wide (2 unless given); the bounds are labelled as the series with `(upper)` and `(lower)` (AWS does not say; our choice).
 */
export const ANOMALY_DETECTION: Readonly<Record<string, MathFunction>> = {
  ANOMALY_DETECTION_BAND: {
    usage: 'ANOMALY_DETECTION_BAND(TS[, S deviations])',
    resultType: signatures({ series: 'array', 'series scalar': 'array' }),
    evaluate([value, deviations], context, lazily) {
      const series = seriesArgument(value);
      const watched = watchedSeries(series, lazily);
      const width = deviations === undefined ? DEFAULT_DEVIATIONS : scalarArgument(deviations);
      const { models, metrics } = lazily.source;
      const expected = models.band(watched, grid(context, watched.period), width);
      const range = watched.metric && logicalRange(watched.metric, metrics);
      return boundsOf(series, range === undefined ? expected : clampBand(expected, range));
    },
  },
};

function watchedSeries({ period, origin }: TimeSeries, lazily: LazyArguments): WatchedSeries {
  if (period < MINUTE) throw new MathError('ANOMALY_DETECTION_BAND does not take high-resolution metrics', 0);
  const { key, isMetric } = lazily.argument(0);
  return {
    ...{ key, period },
    ...(isMetric && origin && { metric: origin }),
    over: (range) => seriesArgument(lazily.over(range)[0]),
  };
}

function boundsOf({ label, period }: TimeSeries, { timestamps, upper, lower }: Band): MathValue {
  const bound = (side: string, values: readonly number[]) => ({
    label: `${label} (${side})`,
    ...{ period, timestamps, values },
  });
  return { type: 'array', members: [bound('upper', upper), bound('lower', lower)] };
}
