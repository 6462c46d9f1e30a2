import type uPlot from 'uplot';
import type { WidgetData } from '../../../../functions/ops/responses.ts';
import { chartClock } from './chart-clock.ts';
import type { ChartColors } from './chart-colors.ts';
import { drawMarks, MARKS_PADDING } from './draw-marks.ts';
import { axisUnit, formatTick } from './format-value.ts';
import { isolatedPoints } from './isolated-points.ts';
import type { ReleaseMark } from './release-marks.ts';

/** All charts of the console share one crosshair. */
const CROSSHAIR = 'console';

const FONT = '12px system-ui, sans-serif';

function axes(widget: WidgetData, colors: () => ChartColors): uPlot.Axis[] {
  const common = { stroke: () => colors().ink, font: FONT, grid: { stroke: () => colors().grid, width: 1 } };
  return [
    {
      ...common,
      size: 26,
      space: 60,
      ticks: { show: false },
      values: (_plot, splits) => splits.map(chartClock(splits)),
    },
    {
      ...common,
      size: 54,
      space: 28,
      ticks: { show: false },
      label: axisUnit(widget.unit),
      labelFont: FONT,
      labelSize: 18,
      values: (_plot, splits) => splits.map((value) => formatTick(value, widget.unit)),
    },
  ];
}

/** From 0 up to a little above the highest value; a flat line of zeros still has an axis. */
function valueRange(_plot: uPlot, _min: number | null, max: number | null): uPlot.Range.MinMax {
  return [0, max === null || max <= 0 ? 1 : max * 1.08];
}

/** Shades the period that is still under way, from its start: its datapoint is not whole yet. */
function shadeIncomplete(colors: () => ChartColors) {
  return (plot: uPlot) => {
    const last = plot.data[0]?.at(-1);
    if (last === undefined) return;
    const left = plot.valToPos(last, 'x', true);
    const { top, height, width, left: edge } = plot.bbox;
    // The plot remembers which style it has set last, and does not set it again.
    plot.ctx.save();
    plot.ctx.fillStyle = colors().incomplete;
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
  colors: () => ChartColors;
  /** When other releases began to serve, as of now. */
  marks: () => readonly ReleaseMark[];
  /** Called with the index of the datapoint under the crosshair, or undefined. */
  onCursor: (index: number | undefined) => void;
};

/** uPlot's options for a widget. */
export function chartOptions(widget: WidgetData, setting: ChartSetting): uPlot.Options {
  const { width, height, colors, marks, onCursor } = setting;
  const line = (index: number) => widget.series[index]?.color ?? colors().lines[index % colors().lines.length] ?? '';
  return {
    width,
    height,
    padding: [() => (marks().length > 0 ? MARKS_PADDING : 8), 18, 0, 0],
    legend: { show: false },
    cursor: {
      y: false,
      drag: { x: false, y: false },
      sync: { key: CROSSHAIR, setSeries: false },
      points: { size: 7 },
      focus: { prox: 24 },
    },
    scales: {
      x: { time: true, range: (_plot, min, max) => [min, max + widget.period] },
      y: { range: valueRange },
    },
    axes: axes(widget, colors),
    series: [
      {},
      ...widget.series.map(({ label }, index) => ({
        label,
        stroke: () => line(index),
        width: 2,
        points: { size: 5, fill: () => line(index), filter: pointsToDraw },
      })),
    ],
    hooks: {
      drawClear: [shadeIncomplete(colors)],
      draw: [drawMarks(marks, colors)],
      setCursor: [(plot) => onCursor(plot.cursor.idx ?? undefined)],
    },
  };
}
