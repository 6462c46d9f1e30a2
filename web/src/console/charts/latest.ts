import type { Series } from '../../../../functions/ops/responses.ts';
import type { ChartSubject, ChartThreshold } from './chart-subject.ts';
import { isCount } from './series-statistics.ts';

/** Longer periods (seconds) are told of while they are under way: nobody waits for the end of a day. */
const LONGEST_AWAITED = 300;

/**
 * The last datapoint that there is, of a period that is over at `now` (epoch ms) unless only the present one has any: in its
 * first seconds a minute has hardly any requests.
 */
export function latestOf({ timestamps, values }: Series, period: number, now: number): number | undefined {
  const last = timestamps.at(-1);
  if (last === undefined) return undefined;
  const underWay = period <= LONGEST_AWAITED && last + period * 1000 > now;
  return (underWay ? values.at(-2) : undefined) ?? values.at(-1);
}

/** The latest figure of a series, as `latestOf` has it; 0 where nothing happened that it would count. */
export function latestFigure(series: Series, period: number, now: number): number | undefined {
  return latestOf(series, period, now) ?? (isCount(series) ? 0 : undefined);
}

/** The threshold that a value breaches, most severe first; undefined when it keeps to all of them. */
export function breached(value: number, thresholds: readonly ChartThreshold[]): ChartThreshold | undefined {
  return thresholds.find((each) => (each.breaches === 'above' ? value > each.value : value < each.value));
}

/** When the data of a chart was read, epoch ms; what does not say so is long over. */
export function readAt({ generatedAt }: Pick<ChartSubject, 'generatedAt'>): number {
  return generatedAt === undefined ? Number.POSITIVE_INFINITY : Date.parse(generatedAt);
}
