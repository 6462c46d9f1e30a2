const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** Normal noise of standard deviation 1, the same for the same seed. */
export function normalNoise(seed: number): () => number {
  let state = (seed * 2_654_435_761 + 1) >>> 0;
  const uniform = (): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return (state + 0.5) / 2 ** 32;
  };
  return () => Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform());
}

/** A daily wave that is lower on Saturday and Sunday (UTC). */
export function dailyAndWeekly({ base, wave, weekend }: { base: number; wave: number; weekend: number }) {
  return (time: number): number => {
    const weekday = Math.floor(time / DAY + 3) % 7;
    const value = base + wave * Math.sin((2 * Math.PI * (time % DAY)) / DAY);
    return weekday >= 5 ? value * weekend : value;
  };
}

/** The values of a function of time, one a period from `start` until `end`. */
export function sampled(value: (time: number) => number, start: number, end: number, period: number) {
  const timestamps = Array.from(
    { length: Math.max(0, Math.ceil((end - start) / period)) },
    (_, i) => start + i * period,
  );
  return { timestamps, values: timestamps.map(value) };
}
