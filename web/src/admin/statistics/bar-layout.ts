/** A bar in the units of its chart; `y` is its upper end. */
export type Bar = { x: number; y: number; width: number; height: number };

/** Bars by series and slot, the axis' ticks with how far down they lie (0 to 1), and where zero lies. */
export type BarLayout = { bars: readonly (readonly Bar[])[]; ticks: readonly { value: number; at: number }[] };

const STEPS = [1, 2, 5, 10];
const TICKS = 4;
/** Share of a slot that stays empty. */
const GAP = 0.25;

/** A step of 1, 2 or 5 times a power of ten that divides a span into at most four; no smaller than `least`. */
export function niceStep(span: number, least: number): number {
  const rough = Math.max(span / TICKS, least);
  const power = 10 ** Math.floor(Math.log10(rough));
  return (STEPS.find((step) => step * power >= rough * (1 - 1e-9)) ?? 10) * power;
}

/** Lays out series of values side by side in a box; all series are of the same length, and null draws nothing. */
export function barLayout(
  series: readonly (readonly (number | null)[])[],
  { width, height, least = 1 }: { width: number; height: number; least?: number },
): BarLayout {
  const values = series.flat().filter((value) => value !== null);
  const [low, high] = [Math.min(0, ...values), Math.max(0, ...values)];
  const step = niceStep(high - low, least);
  const bottom = Math.floor(low / step) * step;
  const top = Math.max(Math.ceil(high / step) * step, bottom + step);
  const down = (value: number) => (top - value) / (top - bottom);
  const slots = series[0]?.length ?? 0;
  const slot = slots === 0 ? 0 : width / slots;
  const each = (slot * (1 - GAP)) / Math.max(1, series.length);
  const bars = series.map((line, index) =>
    line.map((value, at) => ({
      x: at * slot + (slot * GAP) / 2 + index * each,
      y: down(Math.max(0, value ?? 0)) * height,
      width: each,
      height: (Math.abs(value ?? 0) / (top - bottom)) * height,
    })),
  );
  const count = Math.round((top - bottom) / step) + 1;
  const ticks = Array.from({ length: count }, (_, index) => bottom + index * step);
  return { bars, ticks: ticks.map((value) => ({ value, at: down(value) })) };
}
