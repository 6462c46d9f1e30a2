import { type Box, inset } from './box.ts';
import { type Canvas, line, rectangle, textLine } from './canvas.ts';
import { formatTick } from './format-value.ts';
import type { ColoredSeries } from './graph-colors.ts';
import { type LatestValue, latestValues, valueWithUnit } from './latest-value.ts';
import type { MetricWidget } from './metric-widget.ts';
import { createLabelPlaces } from './place-labels.ts';
import type { SvgNode } from './svg.ts';
import { share, type ValueScale, valueScale } from './value-scale.ts';

const STYLE = { size: 11 };
const AXIS_ROW = 20;
const MARK_ROW = 18;
const BAR = { least: 14, most: 72 };

/** The newest value of each series as a horizontal bar with its label before and its value behind; horizontal annotations cross them. */
export function drawBars(canvas: Canvas, box: Box, widget: MetricWidget, series: readonly ColoredSeries[]): SvgNode[] {
  const chart = layoutBars(canvas, box, widget, latestValues(series));
  return [
    ...drawAxis(canvas, chart),
    ...chart.rows.map((row) => rectangle(row.bar, row.color, { rx: Math.min(2, row.bar.width / 2) })),
    ...drawMarks(canvas, chart, widget),
    ...chart.rows.flatMap((row) => drawTexts(canvas, chart, row)),
    ...hiddenCount(canvas, chart),
  ];
}

type Row = {
  readonly bar: Box;
  readonly middle: number;
  readonly color: string;
  readonly label: string;
  readonly text: string;
};
type Chart = {
  readonly plot: Box;
  readonly scale: ValueScale;
  readonly rows: readonly Row[];
  readonly rowHeight: number;
  readonly hidden: number;
  /** Widths of the texts before and behind the bars. */
  readonly before: number;
  readonly behind: number;
};

function layoutBars(canvas: Canvas, box: Box, widget: MetricWidget, all: readonly LatestValue[]): Chart {
  const most = Math.max(1, Math.floor((box.height - AXIS_ROW) / BAR.least));
  const shown = all.length > most ? all.slice(0, Math.max(1, most - 1)) : all;
  const texts = shown.map(({ series: { unit }, value }) => valueWithUnit(widget, value, unit));
  const labels = shown.map(({ series: { label } }) => label);
  const before = Math.min(box.width * 0.35, widest(canvas, labels));
  const behind = Math.min(box.width * 0.25, widest(canvas, texts));
  const marked = widget.horizontal.some(({ bounds }) => bounds.some(({ label }) => label !== undefined));
  const plot = inset(box, { top: marked ? MARK_ROW : 0, left: before + 10, right: behind + 10, bottom: AXIS_ROW });
  const scale = barScale(widget, shown, plot.width);
  const hidden = all.length - shown.length;
  const rowHeight = Math.min(BAR.most, plot.height / (shown.length + (hidden > 0 ? 1 : 0)));
  const top = plot.y + Math.max(0, plot.height - rowHeight * (shown.length + (hidden > 0 ? 1 : 0))) / 2;
  const rows = shown.map(({ series: { color }, value }, index): Row => {
    const ends = [at(plot, scale, 0), at(plot, scale, value)];
    const [from, to] = [Math.min(...ends), Math.max(...ends)];
    const y = top + index * rowHeight;
    const bar = { x: from, y: y + rowHeight * 0.17, width: Math.max(1, to - from), height: rowHeight * 0.66 };
    return { bar, middle: y + rowHeight / 2, color, label: labels[index] ?? '', text: texts[index] ?? '' };
  });
  return { plot, scale, rows, rowHeight, hidden, before, behind };
}

function at(plot: Box, scale: ValueScale, value: number): number {
  return plot.x + plot.width * Math.max(0, Math.min(1, share(scale, value)));
}

function drawTexts(canvas: Canvas, { plot, before, behind }: Chart, { bar, middle, label, text }: Row): SvgNode[] {
  const value = { ...STYLE, color: canvas.colors.muted, width: behind + 4, halo: true };
  return [
    ...textLine(canvas, plot.x - 8, middle + 4, label, { ...STYLE, anchor: 'end', width: before + 2 }),
    ...textLine(canvas, bar.x + bar.width + 6, middle + 4, text, value),
  ];
}

function widest({ measure }: Canvas, texts: readonly string[]): number {
  return Math.ceil(texts.reduce((width, text) => Math.max(width, measure(text, STYLE)), 0));
}

/** Bars start at zero unless the widget says otherwise. */
function barScale(
  { axes: { left }, horizontal }: MetricWidget,
  shown: readonly LatestValue[],
  width: number,
): ValueScale {
  const marks = horizontal.flatMap(({ bounds }) => bounds.map(({ value }) => value));
  const all = [0, ...shown.map(({ value }) => value), ...marks];
  return valueScale({
    least: Math.min(...all),
    most: Math.max(...all),
    ...(left.min !== undefined && { min: left.min }),
    ...(left.max !== undefined && { max: left.max }),
    count: Math.max(1, Math.min(6, Math.floor(width / 70))),
  });
}

function drawAxis(canvas: Canvas, { plot, scale }: Chart): SvgNode[] {
  const bottom = plot.y + plot.height;
  return scale.ticks.flatMap((tick) => {
    const x = at(plot, scale, tick);
    const text = formatTick(tick, scale.step);
    return [
      line(x, plot.y, x, bottom, tick === 0 ? canvas.colors.axis : canvas.colors.grid),
      ...textLine(canvas, x, bottom + 15, text, { ...STYLE, color: canvas.colors.muted, anchor: 'middle' }),
    ];
  });
}

function hiddenCount(canvas: Canvas, { plot, rows, rowHeight, hidden }: Chart): SvgNode[] {
  const below = (rows.at(-1)?.middle ?? plot.y) + rowHeight + 4;
  return hidden === 0
    ? []
    : textLine(canvas, plot.x + 4, below, `+ ${hidden} more`, { ...STYLE, color: canvas.colors.muted });
}

/** Annotations stand upright, their labels above the bars where no other one is. */
function drawMarks(canvas: Canvas, { plot, scale }: Chart, { horizontal }: MetricWidget): SvgNode[] {
  const places = createLabelPlaces(inset(plot, { top: -MARK_ROW }));
  return horizontal.flatMap(({ bounds, color = canvas.colors.annotation }) =>
    bounds.flatMap(({ value, label = '' }) => {
      const x = at(plot, scale, value);
      const width = Math.ceil(canvas.measure(label, STYLE)) + 2;
      const y = plot.y - MARK_ROW;
      const place = places.take(
        [x - width / 2, x + 4, x - width - 4].map((left) => ({ x: left, y, width, height: 15 })),
      );
      const text = place === undefined ? [] : textLine(canvas, place.x, y + 12, label, { ...STYLE, color, halo: true });
      return [line(x, plot.y, x, plot.y + plot.height, color, { 'stroke-width': 1.5 }), ...text];
    }),
  );
}
