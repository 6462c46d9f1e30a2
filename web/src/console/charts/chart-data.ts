import type { Series } from '../../../../functions/ops/responses.ts';

/** Lines over one time axis; a period without a datapoint is null, never 0. */
export type ChartData = {
  /** Epoch seconds, one period apart. */
  times: number[];
  lines: (number | null)[][];
};

type Range = { start: number; end: number };

/** Puts series of datapoints onto every period from `start` to `end` (epoch ms); `period` is in seconds. */
export function chartData(series: readonly Series[], period: number, { start, end }: Range): ChartData {
  const step = period * 1000;
  const length = Math.max(0, Math.ceil((end - start) / step));
  const times = Array.from({ length }, (_, i) => (start + i * step) / 1000);
  const lines = series.map(({ timestamps, values }) => {
    const line: (number | null)[] = Array.from({ length }, () => null);
    for (const [i, at] of timestamps.entries()) {
      const slot = Math.floor((at - start) / step);
      if (slot >= 0 && slot < length) line[slot] = values[i] ?? null;
    }
    return line;
  });
  return { times, lines };
}
