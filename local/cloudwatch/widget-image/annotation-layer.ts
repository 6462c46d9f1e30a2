import type { Box } from './box.ts';
import { type Canvas, line, rectangle, textLine } from './canvas.ts';
import type { AnnotationBound, HorizontalAnnotation, VerticalAnnotation } from './metric-widget.ts';
import { createLabelPlaces, type LabelPlaces } from './place-labels.ts';
import { type Plot, xOf, yOf } from './plot.ts';
import type { SvgNode } from './svg.ts';

const STYLE = { size: 11 };
const LABEL_HEIGHT = 15;
const FILL = { 'fill-opacity': 0.14 };
const LINE = { 'stroke-width': 1.5 };

/** Fills lie behind the series, lines before them, and labels before all lines. */
export type AnnotationLayers = {
  readonly fills: readonly SvgNode[];
  readonly lines: readonly SvgNode[];
  readonly labels: readonly SvgNode[];
};

const NOTHING: AnnotationLayers = { fills: [], lines: [], labels: [] };

type Annotations = {
  readonly horizontal: readonly HorizontalAnnotation[];
  readonly vertical: readonly VerticalAnnotation[];
};

/** Lines and bands with their labels; a label that would cover another one moves, or is left out when it cannot. */
export function drawAnnotations(canvas: Canvas, plot: Plot, { horizontal, vertical }: Annotations): AnnotationLayers {
  const places = createLabelPlaces(plot.box);
  const across = horizontal.map((annotation) => drawHorizontal(canvas, plot, annotation, places));
  const down = vertical.map((annotation) => drawVertical(canvas, plot, annotation, places));
  const layers = [...across, ...down];
  return {
    fills: layers.flatMap(({ fills }) => fills),
    lines: layers.flatMap(({ lines }) => lines),
    labels: layers.flatMap(({ labels }) => labels),
  };
}

function drawHorizontal(
  canvas: Canvas,
  plot: Plot,
  { bounds, fill, color = canvas.colors.annotation, yAxis }: HorizontalAnnotation,
  places: LabelPlaces,
): AnnotationLayers {
  const scale = plot.scales[yAxis];
  if (scale === undefined) return NOTHING;
  const { box } = plot;
  const [top, bottom] = [box.y, box.y + box.height];
  const ys = bounds.map(({ value }) => yOf(plot, scale, value));
  const [from, to] = span(ys, fill === 'above' ? top : fill === 'below' ? bottom : undefined, top, bottom);
  const area = { x: box.x, y: from, width: box.width, height: to - from };
  const inside = bounds.flatMap((bound, index) => {
    const y = ys[index] ?? 0;
    return y < top || y > bottom ? [] : [{ bound, y }];
  });
  return {
    fills: to > from ? [rectangle(area, color, FILL)] : [],
    lines: inside.map(({ y }) => line(box.x, y, box.x + box.width, y, color, LINE)),
    labels: inside.flatMap(({ bound, y }) =>
      placeLabel(canvas, bound, color, places, ({ width }) => besideHorizontal(box, y, width)),
    ),
  };
}

function drawVertical(
  canvas: Canvas,
  plot: Plot,
  { bounds, fill, color = canvas.colors.annotation }: VerticalAnnotation,
  places: LabelPlaces,
): AnnotationLayers {
  const { box } = plot;
  const [left, right] = [box.x, box.x + box.width];
  const xs = bounds.map(({ value }) => xOf(plot, value));
  const [from, to] = span(xs, fill === 'before' ? left : fill === 'after' ? right : undefined, left, right);
  const area = { x: from, y: box.y, width: to - from, height: box.height };
  const inside = bounds.flatMap((bound, index) => {
    const x = xs[index] ?? 0;
    return x < left || x > right ? [] : [{ bound, x }];
  });
  return {
    fills: to > from ? [rectangle(area, color, FILL)] : [],
    lines: inside.map(({ x }) => line(x, box.y, x, box.y + box.height, color, LINE)),
    labels: inside.flatMap(({ bound, x }) =>
      placeLabel(canvas, bound, color, places, ({ width }) => besideVertical(box, x, width)),
    ),
  };
}

/** The filled part: from one bound to the other or to an end of the plot, within the plot. */
function span(at: readonly number[], end: number | undefined, least: number, most: number): [number, number] {
  const other = at[1] ?? end;
  const first = at[0];
  if (first === undefined || other === undefined) return [0, 0];
  const inside = (value: number) => Math.max(least, Math.min(most, value));
  return [inside(Math.min(first, other)), inside(Math.max(first, other))];
}

function placeLabel(
  canvas: Canvas,
  { label }: AnnotationBound,
  color: string,
  places: LabelPlaces,
  candidates: (size: { width: number }) => Box[],
): SvgNode[] {
  if (label === undefined) return [];
  const width = Math.ceil(canvas.measure(label.split(/[\r\n]/, 1)[0] ?? '', STYLE)) + 2;
  const box = places.take([...candidates({ width }), ...candidates({ width: Math.min(width, 120) })]);
  if (box === undefined) return [];
  return textLine(canvas, box.x + 1, box.y + 11, label, { ...STYLE, color, width: box.width, halo: true });
}

/** Above the line at its right end, below it, then further left. */
function besideHorizontal(box: Box, y: number, width: number): Box[] {
  const rightmost = box.x + box.width - width - 4;
  return [0, 1, 2, 3].flatMap((step) =>
    [y - LABEL_HEIGHT - 1, y + 2].map((top) => ({
      x: rightmost - step * (width + 12),
      y: top,
      width,
      height: LABEL_HEIGHT,
    })),
  );
}

/** At the top to the right of the line or to its left, then further down. */
function besideVertical(box: Box, x: number, width: number): Box[] {
  const rows = Math.max(1, Math.floor(box.height / LABEL_HEIGHT));
  return Array.from({ length: rows }, (_, row) => row).flatMap((row) =>
    [x + 4, x - width - 4].map((left) => ({ x: left, y: box.y + 2 + row * LABEL_HEIGHT, width, height: LABEL_HEIGHT })),
  );
}
