/** A linear axis of values; the ticks lie within its bounds, ascending, `step` apart. */
export type ValueScale = {
  readonly min: number;
  readonly max: number;
  readonly step: number;
  readonly ticks: readonly number[];
};

export type ScaleOptions = {
  /** The least and the greatest value to show. */
  readonly least: number;
  readonly most: number;
  /** Bounds that the axis has whatever the values are. */
  readonly min?: number;
  readonly max?: number;
  /** About so many ticks. */
  readonly count: number;
};

/** Beyond these values an axis neither reaches nor tells values apart: numbers have no room for their steps. */
const FURTHEST = 1e300;
const NEAREST = 1e-290;
const RELATIVE = 1e-12;
const NICE_STEPS = [1, 2, 2.5, 5, 10];

/**
 * Makes an axis with round ticks that ends on a tick or half way to the next. Zero is on it when the values come near it:
 * when the least is at most half the greatest. CloudWatch's own rule is not documented.
 */
export function valueScale({ least, most, min, max, count }: ScaleOptions): ValueScale {
  const wanted = spread(clamp(least), clamp(most));
  const low = min ?? (wanted.least > 0 && wanted.least <= wanted.most / 2 ? 0 : wanted.least);
  const high = max ?? (wanted.most < 0 && wanted.most >= wanted.least / 2 ? 0 : wanted.most);
  const room = RELATIVE * Math.max(Math.abs(low), Math.abs(high), NEAREST);
  const [from, to] = high - low > room ? [low, high] : ordered(low, high, min !== undefined);
  const step = niceStep((to - from) / Math.max(1, count));
  const bounds = {
    min: min ?? (Math.floor((from / step) * 2 + 1e-9) * step) / 2,
    max: max ?? (Math.ceil((to / step) * 2 - 1e-9) * step) / 2,
  };
  return { ...bounds, step, ticks: ticksOf(bounds.min, bounds.max, step) };
}

/** Where a value lies on the axis: 0 at its lower bound, 1 at its upper. */
export function share({ min, max }: Pick<ValueScale, 'min' | 'max'>, value: number): number {
  return (value - min) / (max - min);
}

function clamp(value: number): number {
  return Math.abs(value) < NEAREST ? 0 : Math.max(-FURTHEST, Math.min(FURTHEST, value));
}

/** Values that are all the same get room around them, down or up to zero. */
function spread(least: number, most: number): { least: number; most: number } {
  if (most - least > RELATIVE * Math.max(Math.abs(least), Math.abs(most))) return { least, most };
  if (most === 0) return { least: 0, most: 1 };
  return least > 0 ? { least: 0, most: most * 1.1 } : { least: least * 1.1, most: 0 };
}

/** One bound was given and all values lie beyond it. */
function ordered(low: number, high: number, lowGiven: boolean): [number, number] {
  const room = Math.max(Math.abs(low), Math.abs(high), 1) / 2;
  return lowGiven ? [low, low + room] : [high - room, high];
}

function niceStep(rough: number): number {
  const magnitude = 10 ** Math.floor(Math.log10(rough));
  const nice = NICE_STEPS.find((step) => step * magnitude >= rough * (1 - 1e-9)) ?? 10;
  const step = nice * magnitude;
  return Number.isFinite(step) && step > 0 ? step : Math.max(rough, Number.MIN_VALUE);
}

function ticksOf(min: number, max: number, step: number): number[] {
  const first = Math.ceil(min / step - 1e-9);
  const last = Math.floor(max / step + 1e-9);
  const count = Math.min(100, Math.max(0, last - first + 1));
  return Array.from({ length: count }, (_, index) => Number(((first + index) * step).toPrecision(12)));
}
