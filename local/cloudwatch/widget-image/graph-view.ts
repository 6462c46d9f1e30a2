import type { Range } from '../queries/range.ts';
import { drawAnnotations } from './annotation-layer.ts';
import { type Box, inset } from './box.ts';
import { type Canvas, line, textLine } from './canvas.ts';
import { formatTick } from './format-value.ts';
import type { ColoredGraph } from './graph-colors.ts';
import type { AxisOptions, AxisSide, MetricWidget } from './metric-widget.ts';
import { type Plot, xOf, yOf } from './plot.ts';
import { drawBands, drawLines, drawStack, stackSeries } from './series-layer.ts';
import { type SvgNode, svg } from './svg.ts';
import { timeTicks } from './time-ticks.ts';
import { type ValueScale, valueScale } from './value-scale.ts';

const STYLE = { size: 11 };
const UNIT_ROW = 22;
const TIME_ROW = 20;
const TICK_DISTANCE = 46;
const SIDES = ['left', 'right'] as const;

/** Graphs smaller than this have no axis texts: there is no room to read them. */
const LEAST_FOR_TEXTS = { width: 110, height: 60 };

/** Lines or stacked areas over time, with both y axes, the time axis and annotations. */
export function drawGraph(
  canvas: Canvas,
  box: Box,
  widget: MetricWidget,
  range: Range,
  graph: ColoredGraph,
): SvgNode[] {
  const layers = widget.stacked ? stackSeries(graph.series) : [];
  const extents = extentsOf(widget, graph, layers);
  const labelled = box.width >= LEAST_FOR_TEXTS.width && box.height >= LEAST_FOR_TEXTS.height;
  const titles = labelled ? axisTitles(widget, graph) : {};
  const titled = Object.values(titles).some((title) => title !== '');
  const rows = inset(box, labelled ? { top: titled ? UNIT_ROW : 8, bottom: TIME_ROW } : {});
  const scales = scalesOf(widget, extents, rows.height);
  const margins = labelled ? { left: tickWidth(canvas, scales.left), right: tickWidth(canvas, scales.right) } : {};
  const plot: Plot = {
    box: inset(rows, { ...margins, right: Math.max(margins.right ?? 0, labelled ? 12 : 0) }),
    range,
    scales,
  };
  const annotations = drawAnnotations(canvas, plot, widget);
  const series = widget.stacked ? drawStack(plot, layers) : drawLines(plot, graph.series);
  return [
    ...drawGrid(canvas, plot),
    clipped(plot.box, [
      ...annotations.fills,
      ...drawBands(plot, graph.bands),
      ...series,
      ...annotations.lines,
      ...annotations.labels,
    ]),
    ...(labelled ? drawTexts(canvas, box, plot, titles, widget) : []),
  ];
}

type Extent = { readonly least: number; readonly most: number };
type Extents = Partial<Record<AxisSide, Extent>>;

/** The least and the greatest value of each axis that has a series, a band or an annotation. */
function extentsOf(
  { horizontal, stacked }: MetricWidget,
  { series, bands }: ColoredGraph,
  layers: readonly { yAxis: AxisSide; upper: readonly number[]; lower: readonly number[] }[],
): Extents {
  const drawn = stacked ? [] : series.map(({ yAxis, values }) => ({ yAxis, values }));
  const areas = [...layers, ...bands].flatMap(({ yAxis, upper, lower }) =>
    [upper, lower].map((values) => ({ yAxis, values })),
  );
  const marks = horizontal.map(({ yAxis, bounds }) => ({ yAxis, values: bounds.map(({ value }) => value) }));
  const extents: Extents = {};
  for (const { yAxis, values } of [...drawn, ...areas, ...marks]) {
    if (values.length === 0) continue;
    let { least, most } = extents[yAxis] ?? { least: Number.POSITIVE_INFINITY, most: Number.NEGATIVE_INFINITY };
    for (const value of values) {
      least = Math.min(least, value);
      most = Math.max(most, value);
    }
    extents[yAxis] = { least, most };
  }
  return extents;
}

function scalesOf({ axes }: MetricWidget, extents: Extents, height: number): Plot['scales'] {
  const count = Math.max(2, Math.min(8, Math.floor(height / TICK_DISTANCE)));
  const scale = (side: AxisSide) => {
    const extent = extents[side];
    return extent && valueScale({ ...extent, ...bounds(axes[side]), count });
  };
  const [left, right] = [scale('left'), scale('right')];
  return { ...(left && { left }), ...(right && { right }) };
}

function bounds({ min, max }: AxisOptions): { min?: number; max?: number } {
  return { ...(min !== undefined && { min }), ...(max !== undefined && { max }) };
}

function tickTexts({ ticks, step }: ValueScale): string[] {
  return ticks.map((tick) => formatTick(tick, step));
}

function tickWidth({ measure }: Canvas, scale: ValueScale | undefined): number {
  if (scale === undefined) return 0;
  return Math.ceil(Math.max(0, ...tickTexts(scale).map((text) => measure(text, STYLE)))) + 8;
}

function clipped(box: Box, children: readonly SvgNode[]): SvgNode {
  const clip = svg('clipPath', { id: 'plot' }, [svg('rect', { ...inset(box, { top: -2, bottom: -2 }) })]);
  return svg('g', {}, [clip, svg('g', { 'clip-path': 'url(#plot)' }, children)]);
}

function drawGrid({ colors }: Canvas, plot: Plot): SvgNode[] {
  const { box, scales } = plot;
  const scale = scales.left ?? scales.right;
  const ys = scale === undefined ? [] : scale.ticks.map((tick) => crisp(yOf(plot, scale, tick)));
  const bottom = crisp(box.y + box.height);
  return [
    ...ys.map((y) => line(box.x, y, box.x + box.width, y, colors.grid)),
    line(box.x, bottom, box.x + box.width, bottom, colors.axis),
  ];
}

/** Where a line one pixel wide fills whole pixels. */
function crisp(at: number): number {
  return Math.round(at - 0.5) + 0.5;
}

function drawTexts(
  canvas: Canvas,
  box: Box,
  plot: Plot,
  titles: Partial<Record<AxisSide, string>>,
  widget: MetricWidget,
): SvgNode[] {
  const half = box.width / (titles.left && titles.right ? 2 : 1) - 6;
  const style = { ...STYLE, color: canvas.colors.muted, width: half };
  return [
    ...textLine(canvas, box.x, box.y + 11, titles.left ?? '', style),
    ...textLine(canvas, box.x + box.width, box.y + 11, titles.right ?? '', { ...style, anchor: 'end' }),
    ...SIDES.flatMap((side) => drawTicks(canvas, plot, side)),
    ...drawTimes(canvas, box, plot, widget.utcOffset),
  ];
}

function drawTicks(canvas: Canvas, plot: Plot, side: AxisSide): SvgNode[] {
  const scale = plot.scales[side];
  if (scale === undefined) return [];
  const { box } = plot;
  const x = side === 'left' ? box.x - 8 : box.x + box.width + 8;
  const anchor = side === 'left' ? 'end' : 'start';
  const texts = tickTexts(scale);
  return scale.ticks.flatMap((tick, index) =>
    textLine(canvas, x, yOf(plot, scale, tick) + 4, texts[index] ?? '', {
      ...STYLE,
      color: canvas.colors.muted,
      anchor,
    }),
  );
}

function drawTimes(canvas: Canvas, box: Box, plot: Plot, utcOffset: number): SvgNode[] {
  const { range } = plot;
  const most = Math.floor(plot.box.width / (canvas.measure(widestLabel(range), STYLE) + 20));
  const bottom = plot.box.y + plot.box.height;
  return timeTicks(range, utcOffset, Math.max(1, most)).flatMap(({ time, label }) => {
    const x = xOf(plot, time);
    const half = canvas.measure(label, STYLE) / 2;
    const mark = line(crisp(x), bottom, crisp(x), bottom + 4, canvas.colors.axis);
    if (x - half < box.x || x + half > box.x + box.width) return [mark];
    return [
      mark,
      ...textLine(canvas, x, bottom + 16, label, { ...STYLE, color: canvas.colors.muted, anchor: 'middle' }),
    ];
  });
}

function widestLabel({ start, end }: Range): string {
  if (end - start < 10 * 60_000) return '00:00:00';
  return end - start < 60 * 86_400_000 ? 'Nov 30' : 'Nov 2026';
}

/** An axis is named by its label and its unit: the one of its metrics, "Various units" when they differ. */
function axisTitles({ axes }: MetricWidget, { series, bands }: ColoredGraph): Partial<Record<AxisSide, string>> {
  const title = (side: AxisSide): string => {
    const { label = '', showUnits } = axes[side];
    const drawn = series.filter(({ yAxis }) => yAxis === side);
    if (!showUnits || drawn.length + bands.length === 0) return label;
    const units = new Set(drawn.flatMap(({ unit }) => (unit === undefined || unit === 'None' ? [] : [unit])));
    const [unit = 'No unit'] = units;
    const written = units.size > 1 ? 'Various units' : unit;
    return label === '' ? written : `${label} (${written})`;
  };
  const right = series.some(({ yAxis }) => yAxis === 'right') || axes.right.label !== undefined;
  return { left: title('left'), ...(right && { right: title('right') }) };
}
