import type { TimeSeries } from '../math/value.ts';
import type { MetricStore } from '../metric-store.ts';
import type { MetricDataQuery, MetricSource } from './metric-data-query.ts';
import type { Range } from './range.ts';

/** A MessageData of GetMetricData. */
export type ResultMessage = { readonly code: string; readonly value: string };

/** What there is to say of one result: datapoints left out of a computation, or a metric published in several units. */
export function resultMessages(
  { source }: MetricDataQuery,
  series: TimeSeries,
  store: MetricStore,
  range: Range,
): ResultMessage[] {
  if (series.dropped) {
    return [
      {
        code: 'ArithmeticError',
        value: 'One or more data-points have been dropped due to non-numeric values (NaN, -Infinite, +Infinite)',
      },
    ];
  }
  const units = source.kind === 'metric' ? unitsOf(source, store, range) : [];
  if (units.length < 2) return [];
  return [{ code: 'MultipleUnits', value: `Multiple units returned: '[${units.join(', ')}]'` }];
}

/** The units a metric has data in over the range, in alphabetical order; none where the query names one. */
function unitsOf({ namespace, name, dimensions, unit, period }: MetricSource, store: MetricStore, range: Range) {
  const series = store.find(namespace, name, dimensions)?.series ?? [];
  if (unit !== undefined || series.length < 2) return [];
  const used = series.filter((each) => {
    let found = false;
    each.read(range.start, range.end, period, () => {
      found = true;
    });
    return found;
  });
  return used.map((each) => each.unit).sort();
}
