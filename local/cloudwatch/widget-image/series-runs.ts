/** A point in pixels. */
export type Point = { readonly x: number; readonly y: number };

/** The index ranges [from, to) in which no datapoint is missing: neighbours are at most one and a half periods apart. */
export function runsOf(timestamps: readonly number[], period: number): { from: number; to: number }[] {
  const runs: { from: number; to: number }[] = [];
  let from = 0;
  for (let index = 1; index <= timestamps.length; index++) {
    const gap = (timestamps[index] ?? Number.POSITIVE_INFINITY) - (timestamps[index - 1] ?? 0);
    if (gap <= period * 1.5) continue;
    runs.push({ from, to: index });
    from = index;
  }
  return runs;
}

/** Of the points that share a column of pixels, the first, the lowest, the highest and the last: the line looks the same. */
export function thin(points: readonly Point[]): readonly Point[] {
  const columns = (points.at(-1)?.x ?? 0) - (points[0]?.x ?? 0);
  if (points.length <= 4 * Math.max(1, columns)) return points;
  const kept: Point[] = [];
  let column: Point[] = [];
  for (const point of points) {
    if (column[0] !== undefined && Math.floor(column[0].x) !== Math.floor(point.x)) {
      kept.push(...extremes(column));
      column = [];
    }
    column.push(point);
  }
  return [...kept, ...extremes(column)];
}

function extremes(column: readonly Point[]): readonly Point[] {
  if (column.length <= 4) return column;
  const lowest = column.reduce((a, b) => (b.y > a.y ? b : a));
  const highest = column.reduce((a, b) => (b.y < a.y ? b : a));
  return column.filter(
    (point, index) => index === 0 || index === column.length - 1 || point === lowest || point === highest,
  );
}
