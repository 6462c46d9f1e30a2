import { decimal } from './svg.ts';

/** A circle's centre, its radius and that of the hole in it, in pixels. */
export type Ring = { readonly x: number; readonly y: number; readonly radius: number; readonly hole: number };

/** The path of the part of a ring between two angles, in turns clockwise from the top. */
export function arcPath(ring: Ring, from: number, to: number): string {
  if (to - from >= 0.9999) return `${arcPath(ring, from, from + 0.5)}${arcPath(ring, from + 0.5, from + 0.9998)}`;
  const { radius, hole } = ring;
  const large = to - from > 0.5 ? 1 : 0;
  const outer = `M${onRing(ring, radius, from)}A${decimal(radius)} ${decimal(radius)} 0 ${large} 1 ${onRing(ring, radius, to)}`;
  const inner = `L${onRing(ring, hole, to)}A${decimal(hole)} ${decimal(hole)} 0 ${large} 0 ${onRing(ring, hole, from)}Z`;
  return outer + inner;
}

/** A point at a distance from the centre, at an angle in turns. */
export function pointOn({ x, y }: Pick<Ring, 'x' | 'y'>, distance: number, turn: number): { x: number; y: number } {
  const angle = 2 * Math.PI * turn;
  return { x: x + distance * Math.sin(angle), y: y - distance * Math.cos(angle) };
}

function onRing(ring: Ring, distance: number, turn: number): string {
  const { x, y } = pointOn(ring, distance, turn);
  return `${decimal(x)} ${decimal(y)}`;
}
