import { drawBars } from './bar-view.ts';
import { type Box, inset } from './box.ts';
import { type Canvas, rectangle, textLine } from './canvas.ts';
import { FONT_FAMILY } from './font-family.ts';
import { drawGauges } from './gauge-view.ts';
import { type ColoredGraph, colorGraph } from './graph-colors.ts';
import { drawGraph } from './graph-view.ts';
import { type LegendEntry, layoutLegend } from './legend.ts';
import type { MeasureText } from './measure-text.ts';
import type { MetricWidget } from './metric-widget.ts';
import { drawNumbers } from './number-view.ts';
import { COLORS } from './palette.ts';
import { drawPie } from './pie-view.ts';
import type { GraphData } from './query-widget.ts';
import { type SvgNode, svg, toSvgText } from './svg.ts';
import { drawTable } from './table-view.ts';

const TITLE = { size: 14, bold: true };
const TITLE_ROW = 24;
const WARNING = 16;
const LEAST_TITLED_HEIGHT = 90;

/** Draws a widget with its data as the text of an SVG document of the widget's size. */
export function drawWidget(widget: MetricWidget, data: GraphData, measure: MeasureText): string {
  const { width, height } = widget;
  const canvas: Canvas = { colors: COLORS[widget.theme], measure };
  const all = { x: 0, y: 0, width, height };
  const padding = Math.min(12, Math.floor(Math.min(width, height) / 12));
  const box = inset(all, { top: padding, right: padding, bottom: padding, left: padding });
  const root = { xmlns: 'http://www.w3.org/2000/svg', width, height, 'font-family': FONT_FAMILY };
  return toSvgText(
    svg('svg', root, [rectangle(all, canvas.colors.background), ...drawContent(canvas, box, widget, data)]),
  );
}

function drawContent(canvas: Canvas, box: Box, widget: MetricWidget, data: GraphData): SvgNode[] {
  const titled = widget.title !== '' && box.height >= LEAST_TITLED_HEIGHT;
  const width = box.width - (data.partial ? WARNING + 6 : 0);
  const title = titled ? textLine(canvas, box.x, box.y + 13, widget.title, { ...TITLE, width }) : [];
  const below = inset(box, { top: titled ? TITLE_ROW : 0 });
  const graph = colorGraph(data, canvas.colors);
  const legend = layoutLegend(canvas, below, legendOf(widget, graph), widget.legend);
  const warning = data.partial ? drawWarning(canvas, box) : [];
  return [...title, ...drawView(canvas, legend.rest, widget, data, graph), ...legend.nodes, ...warning];
}

function drawView(canvas: Canvas, box: Box, widget: MetricWidget, data: GraphData, graph: ColoredGraph): SvgNode[] {
  const { series, bands } = graph;
  const empty = [...series, ...bands].every(({ timestamps }) => timestamps.length === 0);
  switch (widget.view) {
    case 'timeSeries':
      return [...drawGraph(canvas, box, widget, data.range, graph), ...(empty ? drawEmpty(canvas, box) : [])];
    case 'singleValue':
      return series.length === 0 ? drawEmpty(canvas, box) : drawNumbers(canvas, box, widget, data.range, series);
    case 'bar':
      return empty ? drawEmpty(canvas, box) : drawBars(canvas, box, widget, series);
    case 'pie':
      return series.every(({ values }) => (values.at(-1) ?? 0) <= 0)
        ? drawEmpty(canvas, box)
        : drawPie(canvas, box, widget, series);
    case 'gauge':
      return empty ? drawEmpty(canvas, box) : drawGauges(canvas, box, widget, series);
    case 'table':
      return empty ? drawEmpty(canvas, box) : drawTable(canvas, box, widget, series);
    default:
      return widget.view satisfies never;
  }
}

/** Only views that do not name their series themselves have a legend. */
function legendOf({ view }: MetricWidget, { series, bands }: ColoredGraph): LegendEntry[] {
  if (view !== 'timeSeries' && view !== 'pie') return [];
  return [
    ...series.map(({ label, color }) => ({ label, color })),
    ...bands.map(({ label, color }) => ({ label, color, opacity: 0.4 })),
  ];
}

/** The triangle that says that not all data was loaded, in the upper right corner. */
function drawWarning(canvas: Canvas, { x, y, width }: Box): SvgNode[] {
  const [right, middle] = [x + width, x + width - WARNING / 2];
  const d = `M${middle} ${y}L${right} ${y + WARNING - 1}L${right - WARNING} ${y + WARNING - 1}Z`;
  const triangle = svg('path', { d, fill: '#f29d38', 'stroke-linejoin': 'round' });
  return [
    triangle,
    ...textLine(canvas, middle, y + WARNING - 3, '!', { size: 11, bold: true, color: '#16191f', anchor: 'middle' }),
  ];
}

function drawEmpty(canvas: Canvas, box: Box): SvgNode[] {
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  const style = { anchor: 'middle' as const, width: box.width, halo: true };
  return [
    ...textLine(canvas, x, y, 'No data available.', { ...style, size: 13, bold: true }),
    ...(box.height < 80
      ? []
      : textLine(canvas, x, y + 20, 'Try adjusting the time range.', {
          ...style,
          size: 12,
          color: canvas.colors.muted,
        })),
  ];
}
