import type { MetricDataQuery } from '@aws-sdk/client-cloudwatch';
import type { Widget, WidgetMetric } from './dashboard-body.ts';

/** Queries that one GetMetricData call may carry ("GetMetricData"). */
export const MAX_QUERIES = 500;

/** What every query of a dashboard has in common. */
export type MetricRange = {
  /** Epoch ms. */
  start: number;
  /** Epoch ms, exclusive. */
  end: number;
  /** Seconds. */
  period: number;
};

/** Query id of a widget's metric; ids repeat from widget to widget, and one request holds many widgets. */
export function queryId(widgetIndex: number, metricId: string): string {
  return `w${widgetIndex}_${metricId}`;
}

const MINUTE_SECONDS = 60;

/** Seconds between two datapoints of a widget: the longer of its own period and the range's, or the whole range. */
export function widgetPeriod(widget: Widget, range: MetricRange): number {
  const whole = Math.ceil((range.end - range.start) / 1000 / MINUTE_SECONDS) * MINUTE_SECONDS;
  return widget.setPeriodToTimeRange ? whole : Math.max(widget.period, range.period);
}

/** Renames the ids in a metric math expression; function names and quoted strings stay as they are. */
function renameIds(expression: string, ids: ReadonlySet<string>, widgetIndex: number): string {
  return expression.replace(/'[^']*'|"[^"]*"|[A-Za-z_]\w*/g, (word) =>
    ids.has(word) ? queryId(widgetIndex, word) : word,
  );
}

function metricDataQuery(
  metric: WidgetMetric,
  period: number,
  widgetIndex: number,
  ids: ReadonlySet<string>,
): MetricDataQuery {
  const common = {
    Id: queryId(widgetIndex, metric.id),
    ReturnData: metric.visible,
    ...(metric.label === undefined ? {} : { Label: metric.label }),
  };
  if (metric.kind === 'expression') {
    return { ...common, Expression: renameIds(metric.expression, ids, widgetIndex), Period: period };
  }
  const Dimensions = Object.entries(metric.dimensions).map(([Name, Value]) => ({ Name, Value }));
  const Metric = { Namespace: metric.namespace, MetricName: metric.metricName, Dimensions };
  return { ...common, MetricStat: { Metric, Period: period, Stat: metric.stat } };
}

function widgetQueries(widget: Widget, index: number, range: MetricRange): MetricDataQuery[] {
  const ids = new Set(widget.metrics.map((metric) => metric.id));
  const period = widgetPeriod(widget, range);
  return widget.metrics.map((metric) => metricDataQuery(metric, period, index, ids));
}

/** METRICS() means every metric of the request, so such a widget must be alone in it. */
function needsOwnRequest(widget: Widget): boolean {
  return widget.metrics.some((metric) => metric.kind === 'expression' && /\bMETRICS\s*\(/.test(metric.expression));
}

/**
 * The queries of a dashboard's widgets, packed into as few requests as GetMetricData's limit allows; a widget is never
 * split, since its metric math refers to its own metrics.
 */
export function metricRequests(widgets: readonly Widget[], range: MetricRange): MetricDataQuery[][] {
  const requests: MetricDataQuery[][] = [];
  let shared: MetricDataQuery[] = [];
  for (const [index, widget] of widgets.entries()) {
    const queries = widgetQueries(widget, index, range);
    if (queries.length === 0) continue;
    if (needsOwnRequest(widget)) {
      requests.push(queries);
    } else if (shared.length > 0 && shared.length + queries.length <= MAX_QUERIES) {
      shared.push(...queries);
    } else {
      shared = queries;
      requests.push(shared);
    }
  }
  return requests;
}
