import { grid, type MathFunction, scalarArgument, seriesArgument, signatures } from '../math-function.ts';
import { seriesOver } from '../value.ts';

/** A part of each period's UTC time, for every period of the requested range. */
function calendar(name: string, part: (date: Date) => number): MathFunction {
  return {
    usage: `${name}(TS)`,
    resultType: signatures({ series: 'series' }),
    evaluate: ([value], context) => {
      const { label, period } = seriesArgument(value);
      const timestamps = grid(context, period);
      return {
        type: 'series',
        series: seriesOver(timestamps, { label, period }, (timestamp) => part(new Date(timestamp))),
      };
    },
  };
}

/** Non-sparse series made from time or from a constant; the week begins on Monday, day 1. */
export const CALENDAR: Readonly<Record<string, MathFunction>> = {
  MINUTE: calendar('MINUTE', (date) => date.getUTCMinutes()),
  HOUR: calendar('HOUR', (date) => date.getUTCHours()),
  DAY: calendar('DAY', (date) => ((date.getUTCDay() + 6) % 7) + 1),
  DATE: calendar('DATE', (date) => date.getUTCDate()),
  MONTH: calendar('MONTH', (date) => date.getUTCMonth() + 1),
  YEAR: calendar('YEAR', (date) => date.getUTCFullYear()),
  EPOCH: calendar('EPOCH', (date) => date.getTime() / 1000),
  TIME_SERIES: {
    usage: 'TIME_SERIES(S)',
    resultType: signatures({ scalar: 'series' }),
    evaluate: ([value], context) => {
      const { period } = context;
      const constant = scalarArgument(value);
      return {
        type: 'series',
        series: seriesOver(grid(context, period), { label: 'TIME_SERIES', period }, () => constant),
      };
    },
  },
};
