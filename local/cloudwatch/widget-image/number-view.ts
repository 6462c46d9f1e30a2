import type { Range } from '../queries/range.ts';
import { type Box, cells, inset } from './box.ts';
import { type Canvas, rectangle, textLine } from './canvas.ts';
import { drawRuns } from './draw-runs.ts';
import { unitSign } from './format-value.ts';
import type { ColoredSeries } from './graph-colors.ts';
import { valueText } from './latest-value.ts';
import { edgeOf } from './line-columns.ts';
import type { MetricWidget } from './metric-widget.ts';
import { type Plot, pathThrough, pointsOf } from './plot.ts';
import { runsOf } from './series-runs.ts';
import { type SvgNode, svg } from './svg.ts';
import { valueScale } from './value-scale.ts';

const GAP = 16;
const LABEL = { size: 12 };
const SIZES = { least: 9, most: 56 };
const UNIT_SHARE = 0.42;

/** The newest value of each series as a number, in as large a grid of cells as they can be read in; sparklines on request. */
export function drawNumbers(
  canvas: Canvas,
  box: Box,
  widget: MetricWidget,
  range: Range,
  series: readonly ColoredSeries[],
): SvgNode[] {
  const grid = roomiest(canvas, box, widget, series);
  return series.flatMap((one, index) => {
    const cell = grid.cells[index];
    return cell === undefined ? [] : drawNumber(canvas, cell, widget, range, one, grid.size);
  });
}

type Grid = { readonly cells: readonly Box[]; readonly size: number };

/** The number of columns that leaves the longest number the most room. */
function roomiest(canvas: Canvas, box: Box, widget: MetricWidget, series: readonly ColoredSeries[]): Grid {
  const grids = series.slice(0, 12).map((_, index): Grid => {
    const grid = cells(box, series.length, index + 1, GAP);
    return {
      cells: grid,
      size: Math.min(...series.map((one, at) => numberSize(canvas, grid[at] ?? box, widget, one))),
    };
  });
  const [first, ...others] = grids;
  if (first === undefined) return { cells: [], size: SIZES.least };
  return others.reduce((best, grid) => (grid.size > best.size + 0.5 ? grid : best), first);
}

function numberSize(canvas: Canvas, cell: Box, widget: MetricWidget, series: ColoredSeries): number {
  const { number, unit } = texts(widget, series);
  const widthAtOne = canvas.measure(number, { size: 1, bold: true }) + canvas.measure(unit, { size: UNIT_SHARE });
  const size = Math.min((cell.width * 0.86) / widthAtOne, (cell.height - 20) * (widget.sparkline ? 0.5 : 0.72));
  return Math.max(SIZES.least, Math.min(SIZES.most, size));
}

function texts(widget: MetricWidget, { values, unit }: ColoredSeries): { number: string; unit: string } {
  const value = values.at(-1);
  if (value === undefined) return { number: '--', unit: '' };
  const sign = unitSign(unit);
  return { number: valueText(widget, value), unit: sign === '' ? '' : ` ${sign}` };
}

function drawNumber(
  canvas: Canvas,
  cell: Box,
  widget: MetricWidget,
  range: Range,
  series: ColoredSeries,
  size: number,
): SvgNode[] {
  const { number, unit } = texts(widget, series);
  const height = size + 22;
  const spark = widget.sparkline ? Math.min(cell.height - height, Math.max(0, cell.height * 0.45)) : 0;
  const top = cell.y + Math.max(0, (cell.height - height - Math.max(0, spark)) / 2);
  const baseline = top + size * 0.82;
  const width = canvas.measure(number, { size, bold: true });
  const sparkBox = { x: cell.x, y: top + height + 4, width: cell.width, height: Math.max(0, spark - 8) };
  return [
    ...textLine(canvas, cell.x, baseline, number, { size, bold: true, width: cell.width + 1 }),
    ...textLine(canvas, cell.x + width, baseline, unit, {
      size: size * UNIT_SHARE,
      color: canvas.colors.muted,
      width: Math.max(0, cell.width - width + 1),
    }),
    ...drawLabel(canvas, cell, top + size + 14, series),
    ...(sparkBox.height >= 8 ? drawSparkline(sparkBox, range, series) : []),
  ];
}

function drawLabel(canvas: Canvas, cell: Box, baseline: number, { label, color }: ColoredSeries): SvgNode[] {
  const square = { x: cell.x, y: baseline - 9, width: 10, height: 10 };
  const style = { ...LABEL, color: canvas.colors.muted, width: cell.width - 16 };
  if (cell.height < 24) return [];
  return [rectangle(square, color, { rx: 2 }), ...textLine(canvas, cell.x + 16, baseline, label, style)];
}

function drawSparkline(box: Box, range: Range, { timestamps, values, period, color }: ColoredSeries): SvgNode[] {
  const scale = valueScale({ least: Math.min(...extremes(values)), most: Math.max(...extremes(values)), count: 4 });
  const plot: Plot = { box: inset(box, { top: 2, bottom: 2 }), range, scales: { left: scale } };
  const points = pointsOf(plot, scale, timestamps, values);
  const runs = runsOf(timestamps, period).map(({ from, to }) => points.slice(from, to));
  const bottom = box.y + box.height;
  const areas = runs.flatMap((run) => {
    const [first, last] = [run[0], run.at(-1)];
    if (first === undefined || last === undefined || first === last) return [];
    const area = [{ x: first.x, y: bottom }, ...edgeOf(run), { x: last.x, y: bottom }];
    return [svg('path', { d: `${pathThrough(area)}Z`, fill: color, 'fill-opacity': 0.15 })];
  });
  return [...areas, ...drawRuns(runs, { color, width: 1.5, dot: 4 })];
}

function extremes(values: readonly number[]): [number, number] {
  return values.reduce<[number, number]>(
    ([least, most], value) => [Math.min(least, value), Math.max(most, value)],
    [values[0] ?? 0, values[0] ?? 0],
  );
}
