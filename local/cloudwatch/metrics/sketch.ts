/** Largest relative distance between a stored value and its estimate; below the promised 1 %. */
const RELATIVE_ERROR = 0.008;
const GAMMA = (1 + RELATIVE_ERROR) / (1 - RELATIVE_ERROR);
const LOG_GAMMA = Math.log(GAMMA);

/** A mergeable histogram with logarithmic buckets over values ≥ 0: bucket i holds the values in (γ^(i−1), γ^i]. */
export type Sketch = { zeros: number; readonly buckets: Map<number, number> };

/** An empty sketch. */
export function createSketch(): Sketch {
  return { zeros: 0, buckets: new Map() };
}

/** Adds `count` samples of `value`; the value must not be negative. */
export function addToSketch(sketch: Sketch, value: number, count: number): void {
  if (value === 0) sketch.zeros += count;
  else addToBucket(sketch, Math.ceil(Math.log(value) / LOG_GAMMA), count);
}

/** Adds every sample of `from` to `into`. */
export function mergeSketch(into: Sketch, from: Sketch): void {
  into.zeros += from.zeros;
  for (const [index, count] of from.buckets) addToBucket(into, index, count);
}

/** The sketch's samples, lowest value first. */
export function sketchSamples(sketch: Sketch): { values: number[]; weights: number[] } {
  const indices = [...sketch.buckets.keys()].sort((a, b) => a - b);
  const values = indices.map((index) => (2 * GAMMA ** index) / (GAMMA + 1));
  const weights = indices.map((index) => sketch.buckets.get(index) ?? 0);
  return sketch.zeros > 0 ? { values: [0, ...values], weights: [sketch.zeros, ...weights] } : { values, weights };
}

function addToBucket(sketch: Sketch, index: number, count: number): void {
  sketch.buckets.set(index, (sketch.buckets.get(index) ?? 0) + count);
}
