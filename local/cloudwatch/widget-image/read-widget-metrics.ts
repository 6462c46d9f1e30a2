import type { JsonObject, JsonValue } from '../../aws/json.ts';
import { expandMetricRows, type MetricRow } from '../dashboards/expand-metric-rows.ts';
import { defaultLabels } from './default-labels.ts';
import type { WidgetMetric } from './metric-widget.ts';

/** What rows that say nothing of it take; a fixed period is everyone's. */
export type MetricDefaults = { readonly stat: string; readonly period: number; readonly fixedPeriod?: number };

/** Reads the rows of a widget's `metrics`; a row without an id gets one that no other row has. */
export function readWidgetMetrics(rows: readonly JsonValue[], defaults: MetricDefaults): WidgetMetric[] {
  const expanded = expandMetricRows(rows).map((row) => withDefaults(row, defaults));
  const ids = idsOf(expanded);
  const labels = defaultLabels(expanded);
  return expanded.map(({ texts, options }, index) => {
    const label = options.label ?? labels[index];
    return {
      query: {
        Id: ids[index],
        ...source(texts, options),
        ...(label !== undefined && { Label: label }),
        ReturnData: options.visible !== false,
      },
      ...(typeof options.color === 'string' && { color: options.color }),
      yAxis: options.yAxis === 'right' ? 'right' : 'left',
      visible: options.visible !== false,
    };
  });
}

function withDefaults({ texts, options }: MetricRow, { stat, period, fixedPeriod }: MetricDefaults): MetricRow {
  return { texts, options: { stat, period, ...options, ...(fixedPeriod !== undefined && { period: fixedPeriod }) } };
}

function source([namespace, name, ...dimensions]: readonly string[], options: JsonObject): JsonObject {
  if (namespace === undefined) return { Expression: options.expression, Period: options.period };
  const Dimensions = dimensions.flatMap((text, index) =>
    index % 2 === 0 ? [{ Name: text, Value: dimensions[index + 1] ?? '' }] : [],
  );
  const Metric = { Namespace: namespace, MetricName: name, Dimensions };
  return { MetricStat: { Metric, Period: options.period, Stat: options.stat } };
}

function idsOf(rows: readonly MetricRow[]): string[] {
  const taken = new Set(rows.map(({ options }) => options.id));
  let next = 0;
  return rows.map(({ options }) => {
    if (typeof options.id === 'string') return options.id;
    do next++;
    while (taken.has(`row${next}`));
    return `row${next}`;
  });
}
