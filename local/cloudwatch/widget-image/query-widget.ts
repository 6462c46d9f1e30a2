import { validationError } from '../errors.ts';
import { type MetricDataQuery, readMetricDataQuery } from '../queries/metric-data-query.ts';
import { type Asker, type MetricDataResult, queryMetricData } from '../queries/query-metric-data.ts';
import { planQueries } from '../queries/query-plan.ts';
import type { QuerySource } from '../queries/query-source.ts';
import type { Range } from '../queries/range.ts';
import { requestedRange } from '../queries/requested-range.ts';
import type { AxisSide, MetricWidget, WidgetMetric } from './metric-widget.ts';
import { seriesUnit } from './series-unit.ts';

/** One line of a graph; the unit is that of the metric, computed values have none. */
export type GraphSeries = {
  readonly label: string;
  readonly color?: string;
  readonly yAxis: AxisSide;
  readonly unit?: string;
  /** Milliseconds between two datapoints that follow each other. */
  readonly period: number;
  readonly timestamps: readonly number[];
  readonly values: readonly number[];
};

/** An anomaly detection band. */
export type GraphBand = Omit<GraphSeries, 'values' | 'unit'> & {
  readonly upper: readonly number[];
  readonly lower: readonly number[];
};

/** What a widget draws. */
export type GraphData = {
  readonly range: Range;
  readonly series: readonly GraphSeries[];
  readonly bands: readonly GraphBand[];
  /** Whether more metrics were asked for than one request may read. */
  readonly partial: boolean;
};

const MINUTE = 60_000;
/** More than 100 metrics can have in 15 days of minutes. No limit is documented; this one keeps a picture's memory small. */
const MAX_DATAPOINTS = 2_500_000;

/** Asks for what the widget's metrics and expressions give over its range, as GetMetricData does. */
export function queryWidget(widget: MetricWidget, source: QuerySource, asker: Asker): GraphData {
  const queries = widget.metrics.map(({ query }, index) => readMetricDataQuery(query, `metrics.${index}.`));
  const plan = planQueries(queries);
  const times = { StartTime: widget.range.start / 1000, EndTime: widget.range.end / 1000 };
  const range = requestedRange(times, plan.period, asker.now, longestPeriod(queries, plan.period));
  const data = queryMetricData(plan, { range, offsetMinutes: widget.utcOffset }, source, asker);
  const graph = { series: [] as GraphSeries[], bands: [] as GraphBand[] };
  let datapoints = 0;
  for (const [index, query] of queries.entries()) {
    const metric = widget.metrics[index];
    if (!metric?.visible) continue;
    const results = data.results(query);
    datapoints += results.reduce((sum, { timestamps }) => sum + timestamps.length, 0);
    if (datapoints > MAX_DATAPOINTS) throw tooManyDatapoints();
    const band = toBand(query, metric, results);
    if (band !== undefined) graph.bands.push(band);
    else {
      const unit = (result: MetricDataResult) => seriesUnit(query, result, queries, source.metrics);
      graph.series.push(...results.map((result) => toSeries(query, metric, result, unit(result))));
    }
  }
  const series = widget.liveData ? graph.series : graph.series.map((one) => settled(one, asker.now));
  return { range, series, bands: graph.bands, partial: data.messages().length > 0 };
}

function tooManyDatapoints() {
  return validationError(
    `The metric widget has more than ${MAX_DATAPOINTS} datapoints. Use a shorter time range or a longer period.`,
  );
}

/** Without the datapoints that began within the last minute (User Guide "Use live data"); those ahead of now are kept. */
function settled(series: GraphSeries, now: number): GraphSeries {
  const kept = (_: number, index: number) => {
    const time = series.timestamps[index] ?? now;
    return time <= now - MINUTE || time > now;
  };
  if (series.timestamps.every(kept)) return series;
  return { ...series, timestamps: series.timestamps.filter(kept), values: series.values.filter(kept) };
}

function longestPeriod(queries: readonly MetricDataQuery[], shortest: number): number {
  return queries.reduce((longest, { source }) => Math.max(longest, source.period ?? shortest), shortest);
}

function toSeries(
  query: MetricDataQuery,
  metric: WidgetMetric,
  { id, label, timestamps, values }: MetricDataResult,
  unit: string | undefined,
): GraphSeries {
  const named = label === id ? (query.label ?? expressionText(query) ?? label) : label;
  return {
    ...style(metric),
    label: named,
    ...(unit !== undefined && { unit }),
    period: periodOf(query, timestamps),
    timestamps,
    values,
  };
}

/** The upper and the lower bound that ANOMALY_DETECTION_BAND gives, where it has both. */
function toBand(
  query: MetricDataQuery,
  metric: WidgetMetric,
  [upper, lower]: readonly MetricDataResult[],
): GraphBand | undefined {
  const text = expressionText(query);
  if (!/^\s*ANOMALY_DETECTION_BAND\s*\(/.test(text ?? '') || upper === undefined || lower === undefined)
    return undefined;
  const lowerAt = new Map(lower.timestamps.map((timestamp, index) => [timestamp, lower.values[index]]));
  const kept = upper.timestamps.flatMap((timestamp, index) => {
    const [high, low] = [upper.values[index], lowerAt.get(timestamp)];
    return high === undefined || low === undefined ? [] : [{ timestamp, high, low }];
  });
  const timestamps = kept.map(({ timestamp }) => timestamp);
  return {
    ...style(metric),
    label: query.label ?? text ?? upper.label,
    period: periodOf(query, timestamps),
    timestamps,
    upper: kept.map(({ high }) => high),
    lower: kept.map(({ low }) => low),
  };
}

function style({ color, yAxis }: WidgetMetric): Pick<GraphSeries, 'color' | 'yAxis'> {
  return { ...(color !== undefined && { color }), yAxis };
}

function expressionText({ source }: MetricDataQuery): string | undefined {
  return source.kind === 'expression' ? source.text : undefined;
}

/** An expression's datapoints are as far apart as those of its that are closest. */
function periodOf({ source }: MetricDataQuery, timestamps: readonly number[]): number {
  if (source.kind === 'metric') return source.period;
  let period = source.period ?? Number.POSITIVE_INFINITY;
  for (let index = 1; index < timestamps.length; index++) {
    const apart = (timestamps[index] ?? 0) - (timestamps[index - 1] ?? 0);
    period = index === 1 ? apart : Math.min(period, apart);
  }
  return period;
}
