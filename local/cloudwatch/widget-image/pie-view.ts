import { arcPath, pointOn } from './arc.ts';
import type { Box } from './box.ts';
import { type Canvas, textLine } from './canvas.ts';
import type { ColoredSeries } from './graph-colors.ts';
import { latestValues, valueWithUnit } from './latest-value.ts';
import type { MetricWidget } from './metric-widget.ts';
import { createLabelPlaces } from './place-labels.ts';
import { type SvgNode, svg } from './svg.ts';

const STYLE = { size: 11 };
/** Slices below this share of the pie are not labelled. */
const LEAST_LABELLED = 0.02;

/** The newest values as parts of a whole; a value that is not above zero is no part of it. */
export function drawPie(canvas: Canvas, box: Box, widget: MetricWidget, series: readonly ColoredSeries[]): SvgNode[] {
  const parts = latestValues(series).filter(({ value }) => value > 0);
  const largest = parts.reduce((most, { value }) => Math.max(most, value), 0);
  const whole = parts.reduce((sum, { value }) => sum + value / largest, 0);
  const labelled = widget.sliceLabels && box.width >= 220 && box.height >= 120;
  const radius = Math.max(4, Math.min(box.width / 2 - (labelled ? 84 : 4), box.height / 2 - (labelled ? 20 : 4)));
  const ring = { x: box.x + box.width / 2, y: box.y + box.height / 2, radius, hole: radius * 0.55 };
  const places = createLabelPlaces(box);
  let from = 0;
  return parts.flatMap(({ series: { color, unit }, value }) => {
    const share = value / largest / whole;
    const slice = { from, to: from + share };
    from += share;
    const path = svg('path', {
      d: arcPath(ring, slice.from, slice.to),
      fill: color,
      ...(parts.length > 1 && { stroke: canvas.colors.background, 'stroke-width': 1.5 }),
    });
    if (!labelled || share < LEAST_LABELLED) return [path];
    const text = `${(share * 100).toFixed(share < 0.1 ? 1 : 0)} % (${valueWithUnit(widget, value, unit)})`;
    const width = Math.ceil(canvas.measure(text, STYLE)) + 2;
    const middle = pointOn(ring, radius + 10, (slice.from + slice.to) / 2);
    const right = middle.x >= ring.x;
    const place = { x: right ? middle.x : middle.x - width, y: middle.y - 8, width, height: 15 };
    const taken = places.take([place]);
    return taken === undefined ? [path] : [path, ...textLine(canvas, taken.x, taken.y + 12, text, STYLE)];
  });
}
