import type { Datapoint, Sample } from './datapoints.ts';

/** A datapoint in the notation that it is read from: `5`, `_`, `120*99,900`, `set(count=2 sum=9 min=4 max=5)`. */
export function formatDatapoint(point: Datapoint): string {
  return point.length === 0 ? '_' : point.map(formatSample).join(',');
}

function formatSample(sample: Sample): string {
  if (sample.kind === 'value') return sample.count === 1 ? String(sample.value) : `${sample.value}*${sample.count}`;
  const { count, sum, minimum, maximum } = sample.statistics;
  return `set(count=${count} sum=${sum} min=${minimum} max=${maximum})`;
}

/** A number as an evaluation saw it, short: at most four significant digits, whole numbers in full; `_` where data was missing. */
export function formatValue(value: number | undefined): string {
  return value === undefined ? '_' : String(Number.isInteger(value) ? value : Number(value.toPrecision(4)));
}
