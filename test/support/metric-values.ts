import type { CapturedOutput } from './captured-output.ts';

/** Every value of a metric that the captured EMF documents carry, in order. */
export function metricValues(output: CapturedOutput, name: string): unknown[] {
  return output.canonical().flatMap((line) => (name in line ? [line[name]].flat() : []));
}

type Directive = { readonly Dimensions: readonly (readonly string[])[]; readonly Metrics: readonly { Name: string }[] };

function directivesOf(line: Readonly<Record<string, unknown>>): readonly Directive[] {
  const { CloudWatchMetrics } = line._aws as { CloudWatchMetrics?: readonly Directive[] };
  return CloudWatchMetrics ?? [];
}

/** The dimensions of every value of a metric that the captured EMF documents carry, in order. */
export function metricDimensions(output: CapturedOutput, name: string): Record<string, unknown>[] {
  return output.canonical().flatMap((line) =>
    directivesOf(line)
      .filter(({ Metrics }) => Metrics.some(({ Name }) => Name === name))
      .flatMap(({ Dimensions }) => Dimensions)
      .flatMap((names) => {
        const dimensions = Object.fromEntries(names.map((key) => [key, line[key]]));
        return [line[name]].flat().map(() => dimensions);
      }),
  );
}
