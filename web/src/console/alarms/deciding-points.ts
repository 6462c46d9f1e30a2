import type { EvidencePoint } from '../../../../functions/ops/alarm-responses.ts';
import { formatValue } from '../charts/format-value.ts';

/** A datapoint with what tells it from the others. */
export type DecidingPoint = EvidencePoint & { key: string };

/** More of them say no more. */
const SHOWN = 10;

/** The latest datapoints, the newest first. */
export function decidingPoints(points: readonly EvidencePoint[]): readonly DecidingPoint[] {
  return points
    .map((point, index) => ({ ...point, key: String(index) }))
    .slice(-SHOWN)
    .reverse();
}

const words = (value: number): string => formatValue(value, '');

/** What was measured. */
export function pointWords({ value }: EvidencePoint): string {
  return value === undefined ? 'no data' : words(value);
}

/** The threshold, or the ends of the band, that it was held against. */
export function limitWords({ threshold, lower, upper }: EvidencePoint): string {
  if (threshold !== undefined) return words(threshold);
  const ends = [lower, upper].flatMap((end) => (end === undefined ? [] : [words(end)]));
  return ends.length === 0 ? '–' : ends.join(' to ');
}
