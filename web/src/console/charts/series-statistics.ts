import type { Series } from '../../../../functions/ops/responses.ts';

export type SeriesStatistics = { last: number; min: number; max: number; total: number };

/** Last, lowest, highest and total value of a series; undefined when it has no datapoint. */
export function seriesStatistics({ values }: Pick<Series, 'values'>): SeriesStatistics | undefined {
  const last = values.at(-1);
  if (last === undefined) return undefined;
  const total = values.reduce((sum, value) => sum + value, 0);
  return { last, min: Math.min(...values), max: Math.max(...values), total };
}

/** Whether a series counts events: where it has no datapoint, there were none. */
export function isCount({ stat }: Pick<Series, 'stat'>): boolean {
  return stat === 'Sum' || stat === 'SampleCount';
}

/** What stands for a series in one number: counts add up over the range, everything else is told by its last value. */
export function headline(series: Series): { value: number; of: 'total' | 'last' } | undefined {
  const statistics = seriesStatistics(series);
  if (statistics === undefined) return undefined;
  return isCount(series) ? { value: statistics.total, of: 'total' } : { value: statistics.last, of: 'last' };
}
