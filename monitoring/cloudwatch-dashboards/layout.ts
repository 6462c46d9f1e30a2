import type { Panel } from '../dashboards/panel.ts';

/** Columns of a dashboard's grid. */
const COLUMNS = 24;
const WIDTHS = { quarter: 6, third: 8, half: 12, full: COLUMNS } as const;

/** How much room something takes on a dashboard's grid. */
export type Size = { readonly width: number; readonly height: number };

/** A size, and where it is. */
export type Placed = Size & { readonly x: number; readonly y: number };

/** The room that a panel's widget takes. */
export function sizeOf(panel: Panel): Size {
  const width = WIDTHS[panel.width ?? 'half'];
  if (panel.type === 'serviceMap' || panel.type === 'traces') return { width, height: 3 };
  return { width, height: panel.type === 'stat' ? 4 : 6 };
}

/** Places things one after the other in rows as high as the highest in them, from row `y` on. */
export function inRows(sizes: readonly Size[], y: number): readonly Placed[] {
  const placed: Placed[] = [];
  let row = { x: 0, y, height: 0 };
  for (const size of sizes) {
    if (row.x + size.width > COLUMNS) row = { x: 0, y: row.y + row.height, height: 0 };
    placed.push({ ...size, x: row.x, y: row.y });
    row = { ...row, x: row.x + size.width, height: Math.max(row.height, size.height) };
  }
  return placed;
}

/** The row below all of them; `otherwise` when there are none. */
export function below(placed: readonly Placed[], otherwise: number): number {
  return placed.reduce((lowest, { y, height }) => Math.max(lowest, y + height), otherwise);
}
