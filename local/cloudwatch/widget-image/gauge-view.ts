import { arcPath, pointOn, type Ring } from './arc.ts';
import { type Box, cells } from './box.ts';
import { type Canvas, textLine } from './canvas.ts';
import { formatShort } from './format-value.ts';
import type { ColoredSeries } from './graph-colors.ts';
import { type LatestValue, latestValues, valueWithUnit } from './latest-value.ts';
import type { HorizontalAnnotation, MetricWidget } from './metric-widget.ts';
import { type SvgNode, svg } from './svg.ts';

const GAP = 20;
/** The gauge goes from eight o'clock to four o'clock, in turns from the top. */
const FROM = -1 / 3;
const TO = 1 / 3;

/** The newest value of each series on an arc from the axis's least to its greatest value, with annotations as its outer rim. */
export function drawGauges(
  canvas: Canvas,
  box: Box,
  widget: MetricWidget,
  series: readonly ColoredSeries[],
): SvgNode[] {
  const latest = latestValues(series);
  const columns = [1, 2, 3, 4, 5, 6, 8, 10].reduce((best, count) =>
    radiusIn(box, latest.length, count) > radiusIn(box, latest.length, best) + 0.5 ? count : best,
  );
  return cells(box, latest.length, columns, GAP).flatMap((cell, index) => {
    const one = latest[index];
    return one === undefined ? [] : drawGauge(canvas, cell, widget, one);
  });
}

function radiusIn(box: Box, count: number, columns: number): number {
  const [cell = box] = cells(box, count, columns, GAP);
  return radiusOf(cell);
}

function radiusOf({ width, height }: Box): number {
  return Math.max(4, Math.min(width / 2 - 14, (height - 26) / 1.58));
}

function drawGauge(canvas: Canvas, cell: Box, widget: MetricWidget, { series, value }: LatestValue): SvgNode[] {
  const { min = 0, max = 100 } = widget.axes.left;
  const radius = radiusOf(cell);
  const top = cell.y + Math.max(0, (cell.height - radius * 1.5 - 26) / 2);
  const ring: Ring = { x: cell.x + cell.width / 2, y: top + radius + 4, radius, hole: radius * 0.76 };
  const turn = (at: number) => FROM + (TO - FROM) * Math.max(0, Math.min(1, (at - min) / (max - min)));
  const filled =
    turn(value) > FROM + 0.002 ? [svg('path', { d: arcPath(ring, FROM, turn(value)), fill: series.color })] : [];
  return [
    svg('path', { d: arcPath(ring, FROM, TO), fill: canvas.colors.grid }),
    ...filled,
    ...widget.horizontal.flatMap((annotation) => drawRim(canvas, ring, annotation, turn, [min, max])),
    ...drawTexts(canvas, ring, cell, widget, { series, value }, [min, max]),
  ];
}

function drawRim(
  canvas: Canvas,
  ring: Ring,
  { bounds, fill, color = canvas.colors.annotation }: HorizontalAnnotation,
  turn: (value: number) => number,
  [min, max]: readonly [number, number],
): SvgNode[] {
  const rim = { ...ring, radius: ring.radius + 7, hole: ring.radius + 2 };
  const mark = { ...ring, radius: ring.radius + 7, hole: ring.hole };
  const [first, second] = bounds.map(({ value }) => value);
  if (first === undefined) return [];
  const end = second ?? (fill === 'above' ? max : fill === 'below' ? min : first);
  const [from, to] = [turn(Math.min(first, end)), turn(Math.max(first, end))];
  const area = to - from > 0.001 ? [svg('path', { d: arcPath(rim, from, to), fill: color, 'fill-opacity': 0.7 })] : [];
  const marks = [first, ...(second === undefined ? [] : [second])].map((value) =>
    svg('path', { d: arcPath(mark, turn(value) - 0.003, turn(value) + 0.003), fill: color }),
  );
  return [...area, ...marks];
}

function drawTexts(
  canvas: Canvas,
  ring: Ring,
  cell: Box,
  widget: MetricWidget,
  { series, value }: LatestValue,
  [min, max]: readonly [number, number],
): SvgNode[] {
  const text = valueWithUnit(widget, value, series.unit);
  const size = Math.max(
    9,
    Math.min(ring.radius * 0.42, (ring.hole * 1.7) / canvas.measure(text, { size: 1, bold: true })),
  );
  const small = {
    size: Math.max(8, Math.min(11, ring.radius * 0.2)),
    color: canvas.colors.muted,
    anchor: 'middle' as const,
  };
  const middle = (ring.radius + ring.hole) / 2;
  const ends = [
    { text: formatShort(min), ...pointOn(ring, middle, FROM) },
    { text: formatShort(max), ...pointOn(ring, middle, TO) },
  ];
  const bottom = ring.y + ring.radius * 0.5;
  return [
    ...textLine(canvas, ring.x, ring.y + size * 0.36, text, { size, bold: true, anchor: 'middle' }),
    ...(ring.radius < 24
      ? []
      : ends.flatMap((end) => textLine(canvas, end.x, bottom + small.size + 4, end.text, small))),
    ...textLine(canvas, ring.x, bottom + small.size + 20, series.label, {
      ...small,
      color: canvas.colors.text,
      width: cell.width,
    }),
  ];
}
