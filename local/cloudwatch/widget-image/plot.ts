import type { Range } from '../queries/range.ts';
import type { Box } from './box.ts';
import type { Point } from './line-columns.ts';
import type { AxisSide } from './metric-widget.ts';
import { decimal } from './svg.ts';
import { share, type ValueScale } from './value-scale.ts';

/** The area of a graph with its axes: where a time and a value lie in pixels. */
export type Plot = {
  readonly box: Box;
  readonly range: Range;
  readonly scales: Readonly<Partial<Record<AxisSide, ValueScale>>>;
};

/** Where a time lies. */
export function xOf({ box, range }: Plot, time: number): number {
  return box.x + (box.width * (time - range.start)) / (range.end - range.start);
}

/** Where a value lies; values far outside end a little beyond the plot, which is clipped. */
export function yOf({ box }: Plot, scale: ValueScale, value: number): number {
  const bounded = Math.max(-1, Math.min(2, share(scale, value)));
  return box.y + box.height * (1 - bounded);
}

/** Where the datapoints of a series lie. */
export function pointsOf(plot: Plot, scale: ValueScale, times: readonly number[], values: readonly number[]): Point[] {
  return times.map((time, index) => ({ x: xOf(plot, time), y: yOf(plot, scale, values[index] ?? 0) }));
}

/** A path through points, to be continued or closed. */
export function pathThrough(points: readonly Point[], start: 'M' | 'L' = 'M'): string {
  return points.map(({ x, y }, index) => `${index === 0 ? start : 'L'}${decimal(x)} ${decimal(y)}`).join('');
}
