import { type Box, inset } from './box.ts';
import { type Canvas, rectangle, textLine } from './canvas.ts';
import type { MetricWidget } from './metric-widget.ts';
import type { SvgNode } from './svg.ts';

/** One entry: a coloured square and what it stands for. */
export type LegendEntry = { readonly label: string; readonly color: string; readonly opacity?: number };

/** A legend and the place it leaves for the graph. */
export type LegendLayout = { readonly nodes: readonly SvgNode[]; readonly rest: Box };

const STYLE = { size: 11 };
const ROW = 18;
const SQUARE = 10;
const GAP = 6;
const BETWEEN = 16;
/** Parts of the picture that a legend may take. */
const LARGEST_SHARE = { bottom: 0.3, right: 0.35 };
const LEAST_GRAPH = { width: 140, height: 80 };

/** Places the legend below or to the right of the graph; entries beyond the place it may take are counted, not drawn. */
export function layoutLegend(
  canvas: Canvas,
  box: Box,
  entries: readonly LegendEntry[],
  position: MetricWidget['legend'],
): LegendLayout {
  if (entries.length === 0 || position === 'hidden') return { nodes: [], rest: box };
  return position === 'right' ? rightLegend(canvas, box, entries) : bottomLegend(canvas, box, entries);
}

function rightLegend(canvas: Canvas, box: Box, entries: readonly LegendEntry[]): LegendLayout {
  const widest = Math.max(...entries.map(({ label }) => entryWidth(canvas, label)));
  const width = Math.min(widest, box.width * LARGEST_SHARE.right);
  const rows = Math.floor(box.height / ROW);
  if (box.width - width - BETWEEN < LEAST_GRAPH.width || rows < 1) return { nodes: [], rest: box };
  const x = box.x + box.width - width;
  const nodes = cut(entries, rows).flatMap((entry, row) =>
    drawEntry(canvas, entry, { x, y: box.y + row * ROW, width, height: ROW }),
  );
  return { nodes, rest: inset(box, { right: width + BETWEEN }) };
}

function bottomLegend(canvas: Canvas, box: Box, entries: readonly LegendEntry[]): LegendLayout {
  const most = Math.floor((box.height * LARGEST_SHARE.bottom) / ROW);
  if (most < 1 || box.height - ROW < LEAST_GRAPH.height) return { nodes: [], rest: box };
  const kept = flowWithin(canvas, entries, box.width, most);
  const rows = (kept.at(-1)?.row ?? 0) + 1;
  const top = box.y + box.height - rows * ROW;
  const nodes = kept.flatMap(({ entry, x, row, width }) =>
    drawEntry(canvas, entry, { x: box.x + x, y: top + row * ROW, width, height: ROW }),
  );
  return { nodes, rest: inset(box, { bottom: rows * ROW + 6 }) };
}

type Placed = { readonly entry: LegendEntry; readonly x: number; readonly row: number; readonly width: number };

/** As many entries as fit into the rows, the last of them counting the others. */
function flowWithin(canvas: Canvas, entries: readonly LegendEntry[], width: number, rows: number): Placed[] {
  let [least, most] = [1, entries.length];
  const fits = (count: number) => (flow(canvas, cut(entries, count), width).at(-1)?.row ?? 0) < rows;
  while (least < most) {
    const middle = Math.ceil((least + most) / 2);
    if (fits(middle)) least = middle;
    else most = middle - 1;
  }
  return flow(canvas, cut(entries, least), width);
}

function flow(canvas: Canvas, entries: readonly LegendEntry[], width: number): Placed[] {
  let x = 0;
  let row = 0;
  return entries.map((entry) => {
    const own = Math.min(entryWidth(canvas, entry.label), width);
    if (x > 0 && x + own > width) {
      x = 0;
      row++;
    }
    const placed = { entry, x, row, width: own };
    x += own + BETWEEN;
    return placed;
  });
}

function cut(entries: readonly LegendEntry[], most: number): readonly LegendEntry[] {
  if (entries.length <= most) return entries;
  const hidden = entries.length - most + 1;
  return [...entries.slice(0, most - 1), { label: `+ ${hidden} more`, color: 'none' }];
}

function entryWidth({ measure }: Canvas, label: string): number {
  return SQUARE + GAP + Math.ceil(measure(label, STYLE)) + 1;
}

function drawEntry(canvas: Canvas, { label, color, opacity }: LegendEntry, box: Box): SvgNode[] {
  const square = { x: box.x, y: box.y + (ROW - SQUARE) / 2, width: SQUARE, height: SQUARE };
  const counts = color === 'none';
  const x = counts ? box.x : box.x + SQUARE + GAP;
  const width = box.width - (counts ? 0 : SQUARE + GAP);
  return [
    ...(counts ? [] : [rectangle(square, color, { rx: 2, 'fill-opacity': opacity })]),
    ...textLine(canvas, x, box.y + 13, label, {
      ...STYLE,
      width,
      color: counts ? canvas.colors.muted : canvas.colors.text,
    }),
  ];
}
