/** A rectangle in pixels, y growing downwards. */
export type Box = { readonly x: number; readonly y: number; readonly width: number; readonly height: number };

/** The part of a box inside margins; never of negative size. */
export function inset(
  box: Box,
  { top = 0, right = 0, bottom = 0, left = 0 }: { top?: number; right?: number; bottom?: number; left?: number },
): Box {
  return {
    x: box.x + left,
    y: box.y + top,
    width: Math.max(0, box.width - left - right),
    height: Math.max(0, box.height - top - bottom),
  };
}

/** Whether two boxes have a point in common. */
export function overlaps(a: Box, b: Box): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}

/** Whether a box lies wholly within another. */
export function within(inner: Box, outer: Box): boolean {
  return (
    inner.x >= outer.x &&
    inner.y >= outer.y &&
    inner.x + inner.width <= outer.x + outer.width &&
    inner.y + inner.height <= outer.y + outer.height
  );
}

/** Cuts a box into a grid of equal cells, row by row. */
export function cells(box: Box, count: number, columns: number, gap: number): Box[] {
  const rows = Math.ceil(count / columns);
  const width = Math.max(0, (box.width - gap * (columns - 1)) / columns);
  const height = Math.max(0, (box.height - gap * (rows - 1)) / rows);
  return Array.from({ length: count }, (_, index) => ({
    x: box.x + (index % columns) * (width + gap),
    y: box.y + Math.floor(index / columns) * (height + gap),
    width,
    height,
  }));
}
