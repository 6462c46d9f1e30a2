import { drawRuns } from './draw-runs.ts';
import type { ColoredBand, ColoredSeries } from './graph-colors.ts';
import { edgeOf, type Point } from './line-columns.ts';
import { type Plot, pathThrough, pointsOf } from './plot.ts';
import { runsOf } from './series-runs.ts';
import { type SvgNode, svg } from './svg.ts';

const DOT = 5;
/** With more series than this their lines are thinner. */
const CROWD = 20;

/** Lines, broken where datapoints are missing; a datapoint that stands alone is a dot. */
export function drawLines(plot: Plot, series: readonly ColoredSeries[]): SvgNode[] {
  const width = series.length > CROWD ? 1 : 1.75;
  return series.flatMap(({ timestamps, values, period, color, yAxis }) => {
    const scale = plot.scales[yAxis];
    if (scale === undefined) return [];
    const points = pointsOf(plot, scale, timestamps, values);
    const runs = runsOf(timestamps, period).map(({ from, to }) => points.slice(from, to));
    return drawRuns(runs, { color, width, dot: DOT });
  });
}

/** Anomaly detection bands as areas between their bounds. */
export function drawBands(plot: Plot, bands: readonly ColoredBand[]): SvgNode[] {
  return bands.flatMap(({ timestamps, upper, lower, period, color, yAxis }) => {
    const scale = plot.scales[yAxis];
    if (scale === undefined) return [];
    const top = pointsOf(plot, scale, timestamps, upper);
    const bottom = pointsOf(plot, scale, timestamps, lower);
    return drawArea(areaPaths(timestamps, period, top, bottom), color, 0.25);
  });
}

/** Areas one upon the other, each from the one below it to the sum of both. */
export function drawStack(plot: Plot, layers: readonly StackLayer[]): SvgNode[] {
  return layers.flatMap(({ timestamps, upper, lower, period, color, yAxis }) => {
    const scale = plot.scales[yAxis];
    if (scale === undefined) return [];
    const top = pointsOf(plot, scale, timestamps, upper);
    const bottom = pointsOf(plot, scale, timestamps, lower);
    const runs = runsOf(timestamps, period);
    const lines = runs.flatMap(({ from, to }) => (to - from > 1 ? [top.slice(from, to)] : []));
    const alone = runs.flatMap(({ from, to }) => (to - from === 1 ? [from] : []));
    const bars = alone.map((index) => pathThrough([top[index], bottom[index]].filter((point) => point !== undefined)));
    return [
      ...drawArea(areaPaths(timestamps, period, top, bottom), color, 0.55),
      ...drawRuns(lines, { color, width: 1.25, dot: DOT }),
      ...(bars.length === 0 ? [] : [svg('path', { d: bars.join(''), stroke: color, 'stroke-width': 3 })]),
    ];
  });
}

/** A series of a stack with what it stands on. */
export type StackLayer = ColoredBand;

/** Stacks the series of each axis in their order; where a series has no datapoint it adds nothing. */
export function stackSeries(series: readonly ColoredSeries[]): StackLayer[] {
  const sums = { left: new Map<number, number>(), right: new Map<number, number>() };
  return series.map(({ values, ...one }) => {
    const sum = sums[one.yAxis];
    const lower = one.timestamps.map((time) => sum.get(time) ?? 0);
    const upper = lower.map((base, index) => base + (values[index] ?? 0));
    one.timestamps.forEach((time, index) => void sum.set(time, upper[index] ?? 0));
    return { ...one, lower, upper };
  });
}

function areaPaths(times: readonly number[], period: number, top: readonly Point[], bottom: readonly Point[]): string {
  return runsOf(times, period)
    .filter(({ from, to }) => to - from > 1)
    .map(({ from, to }) => {
      const back = edgeOf(bottom.slice(from, to)).toReversed();
      return `${pathThrough(edgeOf(top.slice(from, to)))}${pathThrough(back, 'L')}Z`;
    })
    .join('');
}

function drawArea(path: string, color: string, opacity: number): SvgNode[] {
  return path === '' ? [] : [svg('path', { d: path, fill: color, 'fill-opacity': opacity })];
}
