import { type MathFunction, mapMembers, signatures } from '../math-function.ts';
import { mapSeries, type TimeSeries } from '../value.ts';

type Step = (value: number, previous: number, elapsedMs: number) => number;

/** Compares each datapoint with the one before it; the first has none and gives no datapoint. */
function stepwise(name: string, step: Step): MathFunction {
  return {
    usage: `${name}(TS | TS[])`,
    resultType: signatures({ series: 'series', array: 'array' }),
    evaluate: ([value]) => mapMembers(value, (series) => steps(series, step)),
  };
}

function steps(series: TimeSeries, step: Step): TimeSeries {
  let before: { value: number; timestamp: number } | undefined;
  return mapSeries(series, (value, timestamp) => {
    const previous = before;
    before = { value, timestamp };
    return previous && step(value, previous.value, timestamp - previous.timestamp);
  });
}

function runningSum(series: TimeSeries): TimeSeries {
  let total = 0;
  return mapSeries(series, (value) => {
    total += value;
    return total;
  });
}

/** Functions along a series. */
export const SEQUENCES: Readonly<Record<string, MathFunction>> = {
  DIFF: stepwise('DIFF', (value, previous) => value - previous),
  DIFF_TIME: stepwise('DIFF_TIME', (_value, _previous, elapsedMs) => elapsedMs / 1000),
  RATE: stepwise('RATE', (value, previous, elapsedMs) => (value - previous) / (elapsedMs / 1000)),
  RUNNING_SUM: {
    usage: 'RUNNING_SUM(TS | TS[])',
    resultType: signatures({ series: 'series', array: 'array' }),
    evaluate: ([value]) => mapMembers(value, runningSum),
  },
};
