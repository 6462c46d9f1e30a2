import { ordered } from './order-layers.ts';

/** A service's place, its upper left corner, in pixels. */
export type Place = { readonly id: string; readonly x: number; readonly y: number };

/** A call's way from one service to the other, as an SVG path. */
export type Way = { readonly id: string; readonly path: string };

export type MapLayout = {
  readonly width: number;
  readonly height: number;
  readonly places: readonly Place[];
  readonly ways: readonly Way[];
};

type Call = { readonly id: string; readonly from: string; readonly to: string };

/** Five layers stand beside each other in a panel as wide as a laptop's screen leaves it. */
export const NODE = { width: 158, height: 68 } as const;
const GAP = { x: 46, y: 10 } as const;
/** What a way that passes a layer needs of its height. */
const LANE = 10;
const MARGIN = 8;

/** The calls without those that lead back to where one came from, by a walk from the services that nobody calls. */
function withoutRings(ids: readonly string[], calls: readonly Call[]): readonly Call[] {
  const from = Map.groupBy(calls, (call) => call.from);
  const called = new Set(calls.map(({ to }) => to));
  const onWay = new Set<string>();
  const done = new Set<string>();
  const kept: Call[] = [];
  const walk = (id: string): void => {
    if (done.has(id)) return;
    onWay.add(id);
    for (const call of from.get(id) ?? []) {
      if (onWay.has(call.to)) continue;
      kept.push(call);
      walk(call.to);
    }
    onWay.delete(id);
    done.add(id);
  };
  for (const id of ids) if (!called.has(id)) walk(id);
  for (const id of ids) walk(id);
  return kept;
}

/** The layer of each service: one further than whoever calls it, as far as calls do not go round. */
export function layersOf(ids: readonly string[], calls: readonly Call[]): ReadonlyMap<string, number> {
  const to = Map.groupBy(withoutRings(ids, calls), (call) => call.to);
  const layers = new Map<string, number>();
  const layerOf = (id: string): number => {
    const known = layers.get(id);
    if (known !== undefined) return known;
    const layer = Math.max(0, ...(to.get(id) ?? []).map(({ from }) => layerOf(from) + 1));
    layers.set(id, layer);
    return layer;
  };
  for (const id of ids) layerOf(id);
  return layers;
}

/** A lane in a layer that a call's way passes. */
const laneOf = (call: Call, layer: number): string => `${call.id} ${layer}`;

/** The stations of a call's way: its ends, and a lane in each layer between them. */
function stations(call: Call, layers: ReadonlyMap<string, number>): readonly string[] {
  const [first, last] = [layers.get(call.from) ?? 0, layers.get(call.to) ?? 0];
  const between = Array.from({ length: Math.max(0, Math.abs(last - first) - 1) }, (_, index) =>
    laneOf(call, first + (last > first ? 1 + index : -1 - index)),
  );
  return [call.from, ...between, call.to];
}

/** Places services in layers from left to right, by who calls whom, so that few ways cross, and finds a way for each call. */
export function mapLayout(ids: readonly string[], calls: readonly Call[]): MapLayout {
  const layers = layersOf(ids, calls);
  const ways = calls.map((call) => ({ call, stations: stations(call, layers) }));
  const columns: string[][] = Array.from({ length: Math.max(-1, ...layers.values()) + 1 }, () => []);
  for (const id of ids) columns[layers.get(id) ?? 0]?.push(id);
  for (const { call, stations: all } of ways) {
    const back = (layers.get(call.to) ?? 0) < (layers.get(call.from) ?? 0);
    for (const [index, lane] of all.slice(1, -1).entries())
      columns[(layers.get(call.from) ?? 0) + (back ? -1 - index : 1 + index)]?.push(lane);
  }
  const links = ways.flatMap(({ stations: all }) =>
    all.slice(1).map((station, index) => [all[index] ?? '', station] as const),
  );
  const isNode = new Set(ids);
  const heightOf = (station: string) => (isNode.has(station) ? NODE.height : LANE);
  const column = ordered(columns, links);
  const tallest = Math.max(0, ...column.map((each) => columnHeight(each, heightOf)));
  const middles = new Map<string, number>();
  for (const stationsOfLayer of column) {
    let y = MARGIN + (tallest - columnHeight(stationsOfLayer, heightOf)) / 2;
    for (const station of stationsOfLayer) {
      middles.set(station, y + heightOf(station) / 2);
      y += heightOf(station) + GAP.y;
    }
  }
  const left = (layer: number) => MARGIN + layer * (NODE.width + GAP.x);
  return {
    width: 2 * MARGIN + column.length * NODE.width + Math.max(0, column.length - 1) * GAP.x,
    height: tallest + 2 * MARGIN,
    places: ids.map((id) => ({ id, x: left(layers.get(id) ?? 0), y: (middles.get(id) ?? 0) - NODE.height / 2 })),
    ways: ways.map(({ call, stations: all }) => ({ id: call.id, path: pathThrough(call, all) })),
  };

  function pathThrough(call: Call, all: readonly string[]): string {
    const [first, last] = [layers.get(call.from) ?? 0, layers.get(call.to) ?? 0];
    const step = Math.sign(last - first);
    const points = all.map((station, index) => ({ x: left(first + index * step), y: middles.get(station) ?? 0 }));
    return step > 0 ? forward(points) : backward(points[0], points.at(-1));
  }
}

function columnHeight(stations: readonly string[], heightOf: (station: string) => number): number {
  return stations.reduce((all, station) => all + heightOf(station) + GAP.y, -GAP.y);
}

type Point = { readonly x: number; readonly y: number };
const round = (value: number): number => Math.round(value * 10) / 10;

/** From the right side of the first to the left side of the last, straight through the lanes and curved between them. */
function forward(points: readonly Point[]): string {
  const [first, ...others] = points;
  if (first === undefined) return '';
  let path = `M${round(first.x + NODE.width)} ${round(first.y)}`;
  let y = first.y;
  for (const [index, point] of others.entries()) {
    const bend = GAP.x / 2;
    path += ` C${round(point.x - bend)} ${round(y)} ${round(point.x - bend)} ${round(point.y)} ${round(point.x)} ${round(point.y)}`;
    if (index < others.length - 1) path += ` H${round(point.x + NODE.width)}`;
    y = point.y;
  }
  return path;
}

/** Back to an earlier layer, or to the same one, below both services. */
function backward(from: Point | undefined, to: Point | undefined): string {
  if (from === undefined || to === undefined) return '';
  const half = NODE.width / 2;
  const below = Math.max(from.y, to.y) + NODE.height;
  return `M${round(from.x + half)} ${round(from.y + NODE.height / 2)} C${round(from.x + half)} ${round(below)} ${round(to.x + half)} ${round(below)} ${round(to.x + half)} ${round(to.y + NODE.height / 2)}`;
}
