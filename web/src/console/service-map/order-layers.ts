/** Times that all layers are gone through; more change next to nothing. */
const SWEEPS = 8;

type Links = readonly (readonly [from: string, to: string])[];

/** How many pairs of links cross between layers in such an order. */
export function crossings(layers: readonly (readonly string[])[], links: Links): number {
  const at = new Map(layers.flatMap((layer, index) => layer.map((id, place) => [id, { index, place }] as const)));
  const placed = links.flatMap(([from, to]) => {
    const [a, b] = [at.get(from), at.get(to)];
    return a && b ? [{ layer: a.index, from: a.place, to: b.place }] : [];
  });
  let count = 0;
  for (const [index, one] of placed.entries())
    for (const other of placed.slice(index + 1))
      if (one.layer === other.layer && (one.from - other.from) * (one.to - other.to) < 0) count += 1;
  return count;
}

/** The mean place of those that an id is linked with, or its own place without any. */
function middle(places: readonly number[], own: number): number {
  return places.length === 0 ? own : places.reduce((sum, place) => sum + place, 0) / places.length;
}

function sorted(
  layer: readonly string[],
  other: readonly string[],
  neighbours: ReadonlyMap<string, readonly string[]>,
) {
  const place = new Map(other.map((id, index) => [id, index / Math.max(1, other.length - 1)]));
  const own = new Map(layer.map((id, index) => [id, index / Math.max(1, layer.length - 1)]));
  const wanted = (id: string) =>
    middle(
      (neighbours.get(id) ?? []).flatMap((each) => place.get(each) ?? []),
      own.get(id) ?? 0,
    );
  return layer.toSorted((a, b) => wanted(a) - wanted(b));
}

/** Each layer in an order in which few links cross, by the barycentres of their ends ("Sugiyama's method"). */
export function ordered(layers: readonly (readonly string[])[], links: Links): readonly (readonly string[])[] {
  const before = Map.groupBy(links, ([, to]) => to);
  const after = Map.groupBy(links, ([from]) => from);
  const callers = new Map([...before].map(([id, all]) => [id, all.map(([from]) => from)]));
  const callees = new Map([...after].map(([id, all]) => [id, all.map(([, to]) => to)]));
  let present: (readonly string[])[] = layers.map((layer) => [...layer]);
  let best: readonly (readonly string[])[] = present;
  let fewest = crossings(best, links);
  for (let sweep = 0; sweep < SWEEPS && fewest > 0; sweep += 1) {
    const forward = sweep % 2 === 0;
    const indexes = [...present.keys()];
    present = [...present];
    for (const index of forward ? indexes : indexes.toReversed()) {
      const other = present[index + (forward ? -1 : 1)];
      const layer = present[index];
      if (other && layer) present[index] = sorted(layer, other, forward ? callers : callees);
    }
    const count = crossings(present, links);
    if (count < fewest) [best, fewest] = [present, count];
  }
  return best;
}
