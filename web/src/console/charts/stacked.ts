import type { ChartData } from './chart-data.ts';

/**
 * Lines on top of each other, the last one lowest, so that each may be drawn over those before it; one that is not shown adds
 * nothing, and where none has a datapoint there stays a gap.
 */
export function stacked({ times, lines }: ChartData, isShown: (index: number) => boolean = () => true): ChartData {
  const sums = times.map(() => 0);
  const gaps = times.map((_, at) => lines.every((line) => (line[at] ?? null) === null));
  const tops = lines.map((): (number | null)[] => []);
  for (const index of [...lines.keys()].reverse()) {
    const line = isShown(index) ? lines[index] : undefined;
    for (const at of times.keys()) sums[at] = (sums[at] ?? 0) + (line?.[at] ?? 0);
    tops[index] = sums.map((sum, at) => (gaps[at] ? null : sum));
  }
  return { times, lines: tops };
}
