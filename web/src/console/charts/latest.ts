import type { Series } from '../../../../functions/ops/responses.ts';
import type { ChartSubject, ChartThreshold } from './chart-subject.ts';
import { isCount } from './series-statistics.ts';

/** Longer periods (seconds) are told of while they are under way: nobody waits for the end of a day. */
const LONGEST_AWAITED = 300;

type Point = { at: number; value: number };

function pointAt({ timestamps, values }: Series, index: number): Point | undefined {
  const [at, value] = [timestamps.at(index), values.at(index)];
  return at === undefined || value === undefined ? undefined : { at, value };
}

/** The datapoint that `latestOf` gives the value of; `at` (epoch ms) is when its period begins. */
function latestPoint(series: Series, period: number, now: number): Point | undefined {
  const last = pointAt(series, -1);
  const underWay = last !== undefined && period <= LONGEST_AWAITED && last.at + period * 1000 > now;
  return (underWay ? pointAt(series, -2) : undefined) ?? last;
}

/**
 * The last datapoint that there is, of a period that is over at `now` (epoch ms) unless only the present one has any: in its
 * first seconds a minute has hardly any requests.
 */
export function latestOf(series: Series, period: number, now: number): number | undefined {
  return latestPoint(series, period, now)?.value;
}

/** Until when (epoch ms) the latest datapoints of all lines are; undefined where they differ, or are of a period under way. */
export function latestUntil(series: readonly Series[], period: number, now: number): number | undefined {
  const ends = new Set(series.flatMap((each) => latestPoint(each, period, now)?.at ?? []));
  const [at, ...others] = ends;
  if (at === undefined || others.length > 0) return undefined;
  const end = at + period * 1000;
  return end > now ? undefined : end;
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
