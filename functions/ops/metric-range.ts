/** The time that metrics are asked for. */
export type MetricRange = {
  /** Epoch ms. */
  start: number;
  /** Epoch ms, exclusive. */
  end: number;
  /** Seconds. */
  period: number;
};

const MINUTE = 60_000;
/** Datapoints of a line that a chart can still show apart. */
const MAX_DATAPOINTS = 300;
const PERIODS = [60, 300, 900, 3_600, 21_600, 86_400] as const;

/** Shortest period (seconds) that keeps `minutes` within a chart's datapoints. */
export function periodFor(minutes: number): number {
  return PERIODS.find((period) => (minutes * 60) / period <= MAX_DATAPOINTS) ?? 86_400;
}

/** A chart of fewer datapoints lacks one that somebody misses. */
const FEW_DATAPOINTS = 12;

/**
 * The last `minutes` up to and including the minute (or longer period) that is under way at `now` (epoch ms); bounds are
 * multiples of the period, as CloudWatch stores datapoints. Where few periods are as long as that, the one in which it begins
 * belongs to it, too: the one under way may have just begun.
 */
export function metricRange(now: number, minutes: number, period: number = periodFor(minutes)): MetricRange {
  const step = period * 1000;
  const end = (Math.floor(now / step) + 1) * step;
  const count = Math.max(1, Math.ceil((minutes * MINUTE) / step));
  if (step === MINUTE || count >= FEW_DATAPOINTS) return { start: end - count * step, end, period };
  // Now belongs to it, so that a time that ends with a period begins with one, too.
  return { start: Math.floor((now + 1 - minutes * MINUTE) / step) * step, end, period };
}
