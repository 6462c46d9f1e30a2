import type { CapturedOutput } from './captured-output.ts';

/** Every value of a metric that the captured EMF documents carry, in order. */
export function metricValues(output: CapturedOutput, name: string): unknown[] {
  return output.canonical().flatMap((line) => (name in line ? [line[name]].flat() : []));
}
