/** A point in pixels. */
export type Point = { readonly x: number; readonly y: number };

/** What a line covers of a column of pixels: from `x` to the next whole pixel, between `top` and `bottom`. */
export type Column = { readonly x: number; readonly top: number; readonly bottom: number };

/** Whether a line has so many points that it fills the columns it passes through: more than two in each. */
export function isDense(points: readonly Point[]): boolean {
  return points.length > 2 * Math.max(2, (points.at(-1)?.x ?? 0) - (points[0]?.x ?? 0));
}

/** The columns that a line passes through; each reaches to where the line comes from in the one before. */
export function columnsOf(points: readonly Point[]): Column[] {
  const columns: Column[] = [];
  let column: { x: number; top: number; bottom: number } | undefined;
  let before: Point | undefined;
  for (const point of points) {
    const x = Math.floor(point.x);
    if (column?.x !== x) {
      const y = before?.y ?? point.y;
      column = { x, top: y, bottom: y };
      columns.push(column);
    }
    column.top = Math.min(column.top, point.y);
    column.bottom = Math.max(column.bottom, point.y);
    before = point;
  }
  return columns;
}

/** A line as an area ends on it: through its points, or along the tops of the columns that it fills. */
export function edgeOf(points: readonly Point[]): readonly Point[] {
  return isDense(points) ? alongColumns(columnsOf(points), ({ top }) => top) : points;
}

/** The outline of the columns, `margin` pixels around what the line covers. */
export function outlineOf(columns: readonly Column[], margin: number): Point[] {
  const below = alongColumns(columns, ({ bottom }) => bottom + margin);
  return [...alongColumns(columns, ({ top }) => top - margin), ...below.toReversed()];
}

function alongColumns(columns: readonly Column[], height: (column: Column) => number): Point[] {
  return columns.flatMap((column) => {
    const y = height(column);
    return [
      { x: column.x, y },
      { x: column.x + 1, y },
    ];
  });
}
