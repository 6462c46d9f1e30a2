import type { JsonObject } from '../../local/aws/json.ts';
import { drawWidget } from '../../local/cloudwatch/widget-image/draw-widget.ts';
import { fontMeasure } from '../../local/cloudwatch/widget-image/font-measure.ts';
import type { GraphBand, GraphSeries } from '../../local/cloudwatch/widget-image/query-widget.ts';
import { readMetricWidget } from '../../local/cloudwatch/widget-image/read-metric-widget.ts';
import type { Drawing } from '../../local/cloudwatch/widget-image/render-message.ts';

/** 2026-11-21 12:00 UTC, the end of the pictures' time range of three hours. */
export const PICTURE_END = Date.parse('2026-11-21T12:00:00Z');
const MINUTE = 60_000;

/** A series of one datapoint every `minutes`, the last one at the end of the range; undefined is missing data. */
export function drawnSeries(
  values: readonly (number | undefined)[],
  { minutes = 1, ...more }: Partial<GraphSeries> & { readonly minutes?: number } = {},
): GraphSeries {
  const period = minutes * MINUTE;
  const points = values.flatMap((value, index) =>
    value === undefined ? [] : [{ value, time: PICTURE_END - (values.length - 1 - index) * period }],
  );
  const data = { timestamps: points.map(({ time }) => time), values: points.map(({ value }) => value) };
  return { label: 'Orders', color: '#ff0000', yAxis: 'left', unit: 'Count', period, ...data, ...more };
}

/** A widget with given data, to be drawn. */
export function drawingOf(
  widget: JsonObject,
  series: readonly GraphSeries[],
  bands: readonly GraphBand[] = [],
  partial = false,
): Drawing {
  const text = JSON.stringify({ metrics: [['SmallCart', 'Orders']], ...widget });
  const read = readMetricWidget(text, PICTURE_END, () => {
    throw new RangeError('no alarms here');
  });
  return { widget: read, data: { range: read.range, series, bands, partial } };
}

/** Draws a widget with given data as SVG text. */
export function drawPicture(...given: Parameters<typeof drawingOf>): string {
  const { widget, data } = drawingOf(...given);
  return drawWidget(widget, data, fontMeasure());
}
