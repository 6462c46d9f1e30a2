import type { Objective } from '../../../../functions/ops/slo-responses.ts';

type Point = Objective['burnDown'][number];

/** What a burn-down is drawn by: a time (epoch milliseconds) and a share of the budget to a place from 0 to 100, 0 being top and left. */
export type BurnDownScale = {
  /** Where it ends below; what is lower still stands there, too. */
  readonly lowest: number;
  readonly x: (at: number) => number;
  readonly y: (left: number) => number;
};

/** An overdrawn budget is drawn to as much again, or else one bad hour would press all of the line flat. */
const LOWEST = -1;

/** The least that was left. */
export function leastLeft(points: readonly Point[]): number {
  return Math.min(0, ...points.map(({ left }) => left));
}

/** The scale of a line from the beginning to the end of its thirty days; it goes below 0 where the budget is overdrawn. */
export function burnDownScale(points: readonly Point[], from: string, to: string): BurnDownScale {
  const [start, end] = [Date.parse(from), Date.parse(to)];
  const lowest = Math.max(LOWEST, leastLeft(points));
  const place = (share: number): number => Math.round(10_000 * share) / 100;
  return {
    lowest,
    x: (at) => place((at - start) / Math.max(1, end - start)),
    y: (left) => place((1 - Math.max(lowest, left)) / (1 - lowest)),
  };
}

/** Points of an SVG polyline, which stays at the last that is known until the end. */
export function burnDownPoints(points: readonly Point[], { x, y }: BurnDownScale): string {
  const last = points.at(-1);
  const all = points.map(({ at, left }) => `${x(Date.parse(at))},${y(left)}`);
  return [...all, ...(last === undefined ? [] : [`100,${y(last.left)}`])].join(' ');
}

/** The point that stands at a place from 0 to 1 between beginning and end: the last one before it. */
export function pointAt(points: readonly Point[], from: string, to: string, share: number): Point | undefined {
  const at = Date.parse(from) + share * (Date.parse(to) - Date.parse(from));
  return points.findLast((point) => Date.parse(point.at) <= at) ?? points[0];
}
