import type { MetricDataResult } from '@aws-sdk/client-cloudwatch';
import type { Widget, WidgetMetric } from './dashboard-body.ts';
import { type MetricRange, queryId, widgetPeriod } from './metric-requests.ts';
import type { Series, WidgetData } from './responses.ts';

/** Datapoints by query id, gathered from every page of every request. */
export type MetricResults = ReadonlyMap<string, MetricDataResult>;

/** Joins the pages of one or more GetMetricData answers: datapoints of a query may arrive in several. */
export function joinResults(pages: readonly MetricDataResult[]): MetricResults {
  const joined = new Map<string, MetricDataResult>();
  for (const page of pages) {
    const before = joined.get(page.Id ?? '');
    joined.set(page.Id ?? '', {
      ...page,
      Timestamps: [...(before?.Timestamps ?? []), ...(page.Timestamps ?? [])],
      Values: [...(before?.Values ?? []), ...(page.Values ?? [])],
      Messages: [...(before?.Messages ?? []), ...(page.Messages ?? [])],
    });
  }
  return joined;
}

/** A result’s datapoints, oldest first. */
export function ascending(result: MetricDataResult | undefined): { timestamps: number[]; values: number[] } {
  const points = (result?.Timestamps ?? []).map((at, i) => [at.getTime(), result?.Values?.[i] ?? Number.NaN] as const);
  points.sort(([a], [b]) => a - b);
  return { timestamps: points.map(([at]) => at), values: points.map(([, value]) => value) };
}

function series(metric: WidgetMetric, result: MetricDataResult | undefined): Series {
  return {
    id: metric.id,
    label: result?.Label ?? metric.label ?? (metric.kind === 'metric' ? metric.metricName : metric.id),
    ...(metric.kind === 'metric' ? { stat: metric.stat } : {}),
    ...(metric.color === undefined ? {} : { color: metric.color }),
    ...ascending(result),
  };
}

/** What CloudWatch said about results, each sentence once. */
export function messages(results: readonly (MetricDataResult | undefined)[]): string[] {
  const said = results.flatMap((result) => (result?.Messages ?? []).map(({ Code, Value }) => `${Code}: ${Value}`));
  return [...new Set(said)];
}

/** Gives a widget its data; a metric without datapoints is a series without values. */
export function widgetData(widget: Widget, index: number, range: MetricRange, results: MetricResults): WidgetData {
  const visible = widget.metrics.filter((metric) => metric.visible);
  const found = visible.map((metric) => results.get(queryId(index, metric.id)));
  return {
    title: widget.title,
    view: widget.view,
    unit: widget.unit,
    description: widget.description,
    period: widgetPeriod(widget, range),
    series: visible.map((metric, i) => series(metric, found[i])),
    messages: messages(found),
  };
}
