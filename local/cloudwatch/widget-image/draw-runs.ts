import { columnsOf, isDense, outlineOf, type Point } from './line-columns.ts';
import { pathThrough } from './plot.ts';
import { type SvgNode, svg } from './svg.ts';

/** Widths in pixels: of a line, and of the dot that a point is which stands alone. */
export type LineStyle = { readonly color: string; readonly width: number; readonly dot: number };

/**
 * Draws lines through runs of points. One with more points than there are pixels is drawn as what it covers: it looks the
 * same, and lines that cross themselves in every column take several times as long to fill.
 */
export function drawRuns(runs: readonly (readonly Point[])[], { color, width, dot }: LineStyle): SvgNode[] {
  const alone = runs.filter((run) => run.length === 1);
  const dense = runs.filter(isDense);
  const lines = runs.filter((run) => run.length > 1 && !isDense(run));
  const round = { fill: 'none', stroke: color, 'stroke-linejoin': 'round', 'stroke-linecap': 'round' };
  return [
    ...path(
      dense.map((run) => `${pathThrough(outlineOf(columnsOf(run), width / 2))}Z`),
      { fill: color },
    ),
    ...path(
      lines.map((run) => pathThrough(run)),
      { ...round, 'stroke-width': width },
    ),
    ...path(
      alone.map((run) => `${pathThrough(run)}h0`),
      { ...round, 'stroke-width': dot },
    ),
  ];
}

function path(parts: readonly string[], style: SvgNode['attributes']): SvgNode[] {
  return parts.length === 0 ? [] : [svg('path', { d: parts.join(''), ...style })];
}
