/** The indices of datapoints with a gap on either side: no line leads to them, so they show only as points. */
export function isolatedPoints(line: readonly (number | null | undefined)[]): number[] {
  const gap = (index: number) => (line[index] ?? null) === null;
  return [...line.keys()].filter((index) => !gap(index) && gap(index - 1) && gap(index + 1));
}
