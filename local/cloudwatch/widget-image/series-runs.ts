/** The index ranges [from, to) in which no datapoint is missing: neighbours are at most one and a half periods apart. */
export function runsOf(timestamps: readonly number[], period: number): { from: number; to: number }[] {
  const runs: { from: number; to: number }[] = [];
  let from = 0;
  for (let index = 1; index <= timestamps.length; index++) {
    const gap = (timestamps[index] ?? Number.POSITIVE_INFINITY) - (timestamps[index - 1] ?? 0);
    if (gap <= period * 1.5) continue;
    runs.push({ from, to: index });
    from = index;
  }
  return runs;
}
