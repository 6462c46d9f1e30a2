import uPlot from 'uplot';
import { chartClock, clockSpace } from './chart-clock.ts';
import type { ChartColors } from './chart-colors.ts';
import type { ChartSubject } from './chart-subject.ts';
import { bandsOf } from './draw-band.ts';
import { drawMarks, MARKS_PADDING } from './draw-marks.ts';
import { drawThresholds } from './draw-thresholds.ts';
import { axisUnit, formatTick } from './format-value.ts';
import { isolatedPoints } from './isolated-points.ts';
import { periodName } from './period-name.ts';
import type { ReleaseMark } from './release-marks.ts';
import { isCount } from './series-statistics.ts';
import { valueRange } from './value-range.ts';

/** All charts of the console share one crosshair. */
const CROSSHAIR = 'console';

const FONT = '12px system-ui, sans-serif';

/** With more lines than this, they are thin and without points. */
const MANY_LINES = 24;

/** What is dragged less far (pixels) is a click. */
const SHORTEST_DRAG = 6;

/** What the values are; of what is counted, in how long a time. */
function axisLabel({ unit, period, series }: ChartSubject): string {
  const counts = series.length > 0 && series.every(isCount);
  return counts ? `${axisUnit(unit)} in ${periodName(period)}` : axisUnit(unit);
}

function axes(subject: ChartSubject, colors: () => ChartColors): uPlot.Axis[] {
  const { unit } = subject;
  const common = { stroke: () => colors().ink, font: FONT, grid: { stroke: () => colors().grid, width: 1 } };
  return [
    {
      ...common,
      size: 26,
      space: (_plot, _axis, from, to) => clockSpace(from, to),
      ticks: { show: false },
      values: (_plot, splits) => splits.map(chartClock(splits)),
    },
    {
      ...common,
      size: 54,
      space: 28,
      ticks: { show: false },
      label: axisLabel(subject),
      labelFont: FONT,
      labelSize: 18,
      values: (_plot, splits) => splits.map((value) => formatTick(value, unit)),
    },
  ];
}

/** From the first period's start to the last one's end, also where these are the same period. */
function timeRange({ data }: uPlot, period: number): uPlot.Range.MinMax {
  const [times] = data;
  return [times.at(0) ?? 0, (times.at(-1) ?? 0) + period];
}

/** Shades the period that was under way when the data was read, from its start: its datapoint is not whole yet. */
function shadeIncomplete(period: number, setting: Pick<ChartSetting, 'colors' | 'now'>) {
  return (plot: uPlot) => {
    const last = plot.data[0]?.at(-1);
    if (last === undefined || (last + period) * 1000 <= setting.now()) return;
    const left = plot.valToPos(last, 'x', true);
    const { top, height, width, left: edge } = plot.bbox;
    // The plot remembers which style it has set last, and does not set it again.
    plot.ctx.save();
    plot.ctx.fillStyle = setting.colors().incomplete;
    plot.ctx.fillRect(left, top, edge + width - left, height);
    plot.ctx.restore();
  };
}

/** All points where there is room for them, otherwise those that no line would show. */
function pointsToDraw(plot: uPlot, index: number, roomy: boolean): number[] | null {
  return roomy ? null : isolatedPoints(Array.from(plot.data[index] ?? []));
}

/** What a chart is drawn with besides its data: the line colours of the moment, its size and its listeners. */
export type ChartSetting = {
  width: number;
  height: number;
  shape: 'lines' | 'bars';
  colors: () => ChartColors;
  /** When other releases began to serve, as of now. */
  marks: () => readonly ReleaseMark[];
  /** When the data was read, epoch ms. */
  now: () => number;
  /** Called with the index of the datapoint under the crosshair, or undefined. */
  onCursor: (index: number | undefined) => void;
  /** Called with the time (epoch ms) that was dragged over; nothing can be dragged without it. */
  onZoom: ((from: number, to: number) => void) | undefined;
};

function barSeries(color: () => string): uPlot.Series {
  const paths = uPlot.paths.bars?.({ size: [0.8, 40], align: 1 });
  return { fill: color, width: 0, points: { show: false }, ...(paths === undefined ? {} : { paths }) };
}

function lineSeries(color: () => string, many: boolean): uPlot.Series {
  if (many) return { width: 1, points: { show: false } };
  return { width: 2, points: { size: 5, fill: color, filter: pointsToDraw } };
}

function seriesOf({ series }: ChartSubject, { shape, colors }: ChartSetting): uPlot.Series[] {
  const many = series.length > MANY_LINES;
  return series.map(({ label }, index) => {
    const color = () => colors().lines[index % colors().lines.length] ?? '';
    return { label, stroke: color, ...(shape === 'bars' ? barSeries(color) : lineSeries(color, many)) };
  });
}

/** Tells of what was dragged over, and lets go of it. */
function zoomed(onZoom: ChartSetting['onZoom']) {
  return (plot: uPlot) => {
    const { left, width } = plot.select;
    if (width < SHORTEST_DRAG || onZoom === undefined) return;
    const [from, to] = [plot.posToVal(left, 'x'), plot.posToVal(left + width, 'x')];
    plot.setSelect({ left: 0, top: 0, width: 0, height: 0 }, false);
    onZoom(from * 1000, to * 1000);
  };
}

/** Only where the mouse is goes to other charts, not what it drags. */
const isMove = (type: string) => type === 'mousemove' || type === 'mouseleave' || type === 'mouseenter';

/** uPlot's options for what a chart shows. */
export function chartOptions(subject: ChartSubject, setting: ChartSetting): uPlot.Options {
  const { width, height, colors, marks, onCursor, onZoom } = setting;
  const { unit, period, thresholds = [] } = subject;
  return {
    width,
    height,
    padding: [() => (marks().length > 0 ? MARKS_PADDING : 8), 18, 0, 0],
    legend: { show: false },
    cursor: {
      y: false,
      drag: { x: onZoom !== undefined, y: false, setScale: false, dist: SHORTEST_DRAG },
      sync: { key: CROSSHAIR, setSeries: false, filters: { pub: isMove } },
      points: { size: 7, show: subject.series.length <= MANY_LINES },
    },
    focus: { alpha: 0.25 },
    scales: {
      x: { time: true, range: (plot) => timeRange(plot, period) },
      y: { range: (_plot, min, max) => valueRange(min, max, unit, thresholds) },
    },
    axes: axes(subject, colors),
    series: [{}, ...seriesOf(subject, setting)],
    bands: bandsOf(subject, colors),
    hooks: {
      drawClear: [shadeIncomplete(period, setting)],
      draw: [drawThresholds(thresholds, colors), drawMarks(marks, colors)],
      setCursor: [(plot) => onCursor(plot.cursor.idx ?? undefined)],
      setSelect: [zoomed(onZoom)],
    },
  };
}
