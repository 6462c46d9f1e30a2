import './charts.css';
import 'uplot/dist/uPlot.min.css';
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import uPlot from 'uplot';
import { type ChartColors, chartColors, onThemeChange } from './chart-colors.ts';
import type { ChartData } from './chart-data.ts';
import { ChartLegend } from './chart-legend.tsx';
import { type ChartSetting, chartOptions } from './chart-options.ts';
import type { ChartSubject } from './chart-subject.ts';
import { chartSummary } from './chart-summary.ts';
import { readAt } from './latest.ts';
import type { ReleaseMark } from './release-marks.ts';
import { stacked } from './stacked.ts';
import { useInView } from './use-in-view.ts';

const HEIGHT = 180;

type Shape = ChartSetting['shape'];

/** Bars stand on top of each other. */
function plotted(data: ChartData, shape: Shape, isShown: (index: number) => boolean): uPlot.AlignedData {
  const { times, lines } = shape === 'bars' ? stacked(data, isShown) : data;
  return [times, ...lines];
}

/** What makes a new plot necessary; new datapoints alone do not. */
function shapeOf(subject: ChartSubject, shape: Shape): string {
  const { unit, period, series, thresholds } = subject;
  return JSON.stringify([shape, unit, period, thresholds, series.map(({ id, label }) => [id, label])]);
}

type Listeners = Pick<ChartSetting, 'marks' | 'now' | 'onCursor' | 'onZoom' | 'shape'>;

/** Draws into `host` and keeps up with its width and the theme; gives the plot and how to end it. */
function draw(host: HTMLElement, subject: ChartSubject, data: uPlot.AlignedData, listeners: Listeners) {
  let colors: ChartColors = chartColors(host);
  const setting = { width: host.clientWidth, height: HEIGHT, colors: () => colors, ...listeners };
  const plot = new uPlot(chartOptions(subject, setting), data, host);
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

type TimeSeriesChartProps = {
  subject: ChartSubject;
  data: ChartData;
  marks: readonly ReleaseMark[];
  shape?: Shape;
  onZoom?: ChartSetting['onZoom'];
};

function without(ids: ReadonlySet<string>, id: string): ReadonlySet<string> {
  const others = new Set(ids);
  if (!others.delete(id)) others.add(id);
  return others;
}

/** Lines or bars over time on a canvas, with a legend that shows the values under the crosshair; new data does not flicker. */
export function TimeSeriesChart({ subject, data, marks, shape = 'lines', onZoom }: TimeSeriesChartProps) {
  const host = useRef<HTMLDivElement>(null);
  const plot = useRef<uPlot>(null);
  const inView = useInView(host);
  const [cursor, setCursor] = useState<number>();
  const [hidden, setHidden] = useState<ReadonlySet<string>>(new Set());
  const key = shapeOf(subject, shape);
  const told = useRef({ marks, now: readAt(subject), onZoom });
  told.current = { marks, now: readAt(subject), onZoom };
  const zoom = onZoom && ((from: number, to: number) => told.current.onZoom?.(from, to));
  const ids = useMemo(() => subject.series.map(({ id }) => id), [key]);
  const isShown = (index: number) => !hidden.has(ids[index] ?? '');
  const show = (shown: uPlot | null) => {
    for (const [index, id] of ids.entries()) {
      const on = !hidden.has(id);
      if (shown !== null && shown.series[index + 1]?.show !== on) shown.setSeries(index + 1, { show: on });
    }
  };

  // New datapoints go into the plot that is there; only a new shape makes a new plot.
  useEffect(() => {
    if (host.current === null || !inView) return;
    const listeners = {
      shape,
      marks: () => told.current.marks,
      now: () => told.current.now,
      onCursor: setCursor,
      onZoom: zoom,
    };
    const drawn = draw(host.current, subject, plotted(data, shape, isShown), listeners);
    plot.current = drawn.plot;
    show(drawn.plot);
    return () => {
      plot.current = null;
      drawn.end();
    };
  }, [key, inView]);

  useEffect(() => {
    if (plot.current && plot.current.data[0] !== data.times) plot.current.setData(plotted(data, shape, isShown));
  }, [data]);

  const marked = marks.map(({ at, label }) => `${at} ${label}`).join();
  useEffect(() => plot.current?.redraw(false, true), [marked]);
  useEffect(() => {
    show(plot.current);
    if (shape === 'bars') plot.current?.setData(plotted(data, shape, isShown));
  }, [hidden]);

  const point = (id: string | undefined) => {
    const index = id === undefined ? null : ids.indexOf(id) + 1;
    plot.current?.setSeries(index, { focus: true });
  };
  return (
    <>
      <div class="chart" role="img" aria-label={`${subject.title}. ${chartSummary(subject, marks)}`} ref={host} />
      <ChartLegend
        subject={subject}
        data={data}
        marks={marks}
        cursor={cursor}
        hidden={hidden}
        onToggle={(id) => setHidden(without(hidden, id))}
        onPoint={point}
      />
    </>
  );
}
