import { calledFunctions } from '../expression.ts';
import { MathError } from '../math-error.ts';
import { grid, type MathFunction, scalarArgument, seriesArgument, signatures } from '../math-function.ts';

const DEFAULT_DEVIATIONS = 2;
const MINUTE = 60_000;
const NOT_IN_BANDS = ['METRICS', 'SEARCH'];

/**
 * `ANOMALY_DETECTION_BAND(TS[, S])`: the upper and the lower bound of the expected values of a metric or expression, so many
 * standard deviations wide (2 unless given); the bounds are labelled as the series with `(upper)` and `(lower)` (AWS does not say; our choice).
 */
export const ANOMALY_DETECTION: Readonly<Record<string, MathFunction>> = {
  ANOMALY_DETECTION_BAND: {
    usage: 'ANOMALY_DETECTION_BAND(TS[, S deviations])',
    resultType: signatures({ series: 'array', 'series scalar': 'array' }),
    check(args) {
      for (const arg of args) {
        const wrong = calledFunctions(arg).find((name) => NOT_IN_BANDS.includes(name));
        if (wrong) throw new MathError(`ANOMALY_DETECTION_BAND does not take ${wrong}`, arg.position);
      }
    },
    evaluate([value, deviations], context, lazily) {
      const series = seriesArgument(value);
      const { label, period, origin } = series;
      if (period < MINUTE) throw new MathError('ANOMALY_DETECTION_BAND does not take high-resolution metrics', 0);
      const { key, isMetric } = lazily.argument(0);
      const band = lazily.source.models.band(
        {
          key,
          ...(isMetric && origin !== undefined && { metric: origin }),
          period,
          over: (range) => seriesArgument(lazily.over(range)[0]),
        },
        grid(context, period),
        deviations === undefined ? DEFAULT_DEVIATIONS : scalarArgument(deviations),
      );
      const bound = (side: 'upper' | 'lower') => ({
        label: `${label} (${side})`,
        period,
        timestamps: band.timestamps,
        values: band[side],
      });
      return { type: 'array', members: [bound('upper'), bound('lower')] };
    },
  },
};
