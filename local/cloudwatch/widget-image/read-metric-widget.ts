import { isJsonObject, type JsonObject, type JsonValue, parseJsonObject } from '../../aws/json.ts';
import type { BodyFault } from '../dashboards/body-check.ts';
import { checkImageProperties, SUMMARY_COLUMNS, VIEWS } from '../dashboards/check-metric-properties.ts';
import { readTimeText } from '../dashboards/time-text.ts';
import { validationError } from '../errors.ts';
import type { Range } from '../queries/range.ts';
import type { AlarmGraph } from './alarm-graph.ts';
import type { AxisOptions, AxisSide, MetricWidget, TableOptions, WidgetMetric } from './metric-widget.ts';
import { readHorizontal, readVertical } from './read-annotations.ts';
import { readWidgetMetrics } from './read-widget-metrics.ts';

const MAX_BYTES = 100 * 1024;
const MINUTE = 60_000;

/**
 * Reads the JSON text of "GetMetricWidgetImage: Metric Widget Structure and Syntax"; `alarm` draws the alarm of an ARN.
 * What CloudWatch answers a faulty widget with is not documented: here it is a ValidationException that lists what is
 * wrong as PutDashboard does.
 */
export function readMetricWidget(text: string, now: number, alarm: (arn: string) => AlarmGraph): MetricWidget {
  if (Buffer.byteLength(text) > MAX_BYTES) throw validationError('The field MetricWidget must be at most 100 KB long');
  const properties = parseJsonObject(text);
  if (properties === undefined) throw validationError('The field MetricWidget must be a valid JSON object');
  const errors = checkImageProperties(properties, '').filter(({ severity }) => severity === 'error');
  if (errors.length > 0) throw invalidWidget(errors);
  return toWidget(properties, readRange(properties, now), alarm);
}

function invalidWidget(errors: readonly Pick<BodyFault, 'path' | 'message'>[]) {
  const list = errors.map(({ path, message }) => ({ dataPath: path, message }));
  const faults = JSON.stringify(list, undefined, 2);
  return validationError(`The metric widget is invalid, there are ${errors.length} validation errors:\n${faults}`);
}

function readRange({ start = '-PT3H', end = '-PT0H' }: JsonObject, now: number): Range {
  const range = { start: timeOf(start, now), end: timeOf(end, now) };
  if (range.start >= range.end) throw invalidWidget([{ path: '/start', message: 'Should be before end' }]);
  return range;
}

function timeOf(value: JsonValue, now: number): number {
  return (typeof value === 'string' ? readTimeText(value, now) : undefined) ?? now;
}

function toWidget(properties: JsonObject, range: Range, alarm: (arn: string) => AlarmGraph): MetricWidget {
  const annotations = object(properties.annotations);
  const alarms = list(annotations.alarms).flatMap((arn) => (typeof arn === 'string' ? [alarm(arn)] : []));
  const rows = readWidgetMetrics(list(properties.metrics), defaults(properties, range));
  return {
    view: VIEWS.find((view) => view === properties.view) ?? 'timeSeries',
    title: text(properties.title) ?? alarms[0]?.title ?? '',
    width: number(properties.width) ?? 600,
    height: number(properties.height) ?? 400,
    theme: properties.theme === 'dark' ? 'dark' : 'light',
    stacked: properties.stacked === true,
    legend: readLegend(object(properties.legend).position),
    utcOffset: readUtcOffset(text(properties.timezone) ?? '+0000'),
    range,
    liveData: properties.liveData === true,
    sparkline: properties.sparkline === true,
    fullPrecision: properties.singleValueFullPrecision === true,
    sliceLabels: object(properties.labels).visible !== false,
    table: readTable(object(properties.table)),
    axes: { left: readAxis(properties, 'left'), right: readAxis(properties, 'right') },
    metrics: rows.length > 0 ? rows : alarms.flatMap(({ metrics }): readonly WidgetMetric[] => metrics),
    horizontal: [...readHorizontal(list(annotations.horizontal)), ...alarms.flatMap(({ thresholds }) => thresholds)],
    vertical: readVertical(list(annotations.vertical)),
  };
}

/** With `setPeriodToTimeRange` one datapoint covers the whole range, in full minutes. */
function defaults(properties: JsonObject, { start, end }: Range) {
  const stat = text(properties.stat) ?? 'Average';
  if (properties.setPeriodToTimeRange !== true) return { stat, period: number(properties.period) ?? 300 };
  const minutes = Math.ceil((end - Math.floor(start / MINUTE) * MINUTE) / MINUTE);
  return { stat, period: number(properties.period) ?? 300, fixedPeriod: 60 * minutes };
}

function readLegend(position: JsonValue | undefined): MetricWidget['legend'] {
  return position === 'right' || position === 'hidden' ? position : 'bottom';
}

function readUtcOffset(zone: string): number {
  const minutes = Number(zone.slice(1, 3)) * 60 + Number(zone.slice(3, 5));
  return zone.startsWith('-') ? -minutes : minutes;
}

function readTable({ layout, showTimeSeriesData, summaryColumns }: JsonObject): TableOptions {
  const columns = SUMMARY_COLUMNS.filter((column) => list(summaryColumns ?? SUMMARY_COLUMNS).includes(column));
  return {
    layout: layout === 'vertical' ? 'vertical' : 'horizontal',
    showTimeSeriesData: showTimeSeriesData !== false,
    summaryColumns: columns,
  };
}

function readAxis({ yAxis }: JsonObject, side: AxisSide): AxisOptions {
  const axis = object(object(yAxis)[side]);
  const min = number(axis.min);
  const max = number(axis.max);
  const label = text(axis.label);
  return {
    ...(min !== undefined && { min }),
    ...(max !== undefined && { max }),
    ...(label !== undefined && { label }),
    showUnits: axis.showUnits !== false,
  };
}

function object(value: JsonValue | undefined): JsonObject {
  return isJsonObject(value) ? value : {};
}

function list(value: JsonValue | undefined): readonly JsonValue[] {
  return Array.isArray(value) ? value : [];
}

function text(value: JsonValue | undefined): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

function number(value: JsonValue | undefined): number | undefined {
  return typeof value === 'number' ? value : undefined;
}
