import 'uplot/dist/uPlot.min.css';
import { useEffect, useRef, useState } from 'preact/hooks';
import uPlot from 'uplot';
import type { WidgetData } from '../../../../functions/ops/responses.ts';
import { type ChartColors, chartColors, onThemeChange } from './chart-colors.ts';
import type { ChartData } from './chart-data.ts';
import { ChartLegend } from './chart-legend.tsx';
import { chartOptions } from './chart-options.ts';
import { chartSummary } from './chart-summary.ts';
import type { ReleaseMark } from './release-marks.ts';

const HEIGHT = 200;

function alignedData({ times, lines }: ChartData): uPlot.AlignedData {
  return [times, ...lines];
}

/** What makes a new plot necessary; new datapoints alone do not. */
function shapeOf(widget: WidgetData): string {
  return JSON.stringify([widget.unit, widget.period, widget.series.map(({ id, label, color }) => [id, label, color])]);
}

type Listeners = { marks: () => readonly ReleaseMark[]; onCursor: (index: number | undefined) => void };

/** Draws into `host` and keeps up with its width and the theme; gives the plot and how to end it. */
function draw(host: HTMLElement, widget: WidgetData, data: ChartData, listeners: Listeners) {
  let colors: ChartColors = chartColors(host);
  const setting = { width: host.clientWidth, height: HEIGHT, colors: () => colors, ...listeners };
  const plot = new uPlot(chartOptions(widget, setting), alignedData(data), host);
  const resized = new ResizeObserver(() => plot.setSize({ width: host.clientWidth, height: HEIGHT }));
  resized.observe(host);
  const stopTheme = onThemeChange(() => {
    colors = chartColors(host);
    plot.redraw(false, true);
  });
  const end = () => {
    stopTheme();
    resized.disconnect();
    plot.destroy();
  };
  return { plot, end };
}

type TimeSeriesChartProps = { widget: WidgetData; data: ChartData; marks: readonly ReleaseMark[] };

/** Lines over time on a canvas, with a legend that shows the values under the crosshair; new data does not flicker. */
export function TimeSeriesChart({ widget, data, marks }: TimeSeriesChartProps) {
  const host = useRef<HTMLDivElement>(null);
  const plot = useRef<uPlot>(null);
  const [cursor, setCursor] = useState<number>();
  const shape = shapeOf(widget);
  const shown = useRef(marks);
  shown.current = marks;

  // New datapoints go into the plot that is there; only a new shape makes a new plot.
  useEffect(() => {
    if (host.current === null) return;
    const drawn = draw(host.current, widget, data, { marks: () => shown.current, onCursor: setCursor });
    plot.current = drawn.plot;
    return () => {
      plot.current = null;
      drawn.end();
    };
  }, [shape]);

  useEffect(() => {
    if (plot.current && plot.current.data[0] !== data.times) plot.current.setData(alignedData(data));
  }, [data]);

  const marked = marks.map(({ at, label }) => `${at} ${label}`).join();
  useEffect(() => plot.current?.redraw(false, true), [marked]);

  return (
    <>
      <div class="chart" role="img" aria-label={`${widget.title}. ${chartSummary(widget, marks)}`} ref={host} />
      <ChartLegend widget={widget} data={data} marks={marks} cursor={cursor} />
    </>
  );
}
