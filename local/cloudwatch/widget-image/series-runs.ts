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

/** Of the points that share a column of pixels the lowest and the highest: the line looks the same. Its ends are kept. */
export function thin(points: readonly Point[]): readonly Point[] {
  const [first, last] = [points[0], points.at(-1)];
  if (first === undefined || last === undefined || points.length <= 2 * Math.max(2, last.x - first.x)) return points;
  const kept: Point[] = [first];
  let [lowest, highest] = [first, first];
  const keep = () => kept.push(...(lowest.x < highest.x ? [lowest, highest] : [highest, lowest]));
  for (const point of points) {
    if (Math.floor(point.x) !== Math.floor(lowest.x)) {
      keep();
      [lowest, highest] = [point, point];
    } else if (point.y > lowest.y) lowest = point;
    else if (point.y < highest.y) highest = point;
  }
  keep();
  return [...kept, last];
}
