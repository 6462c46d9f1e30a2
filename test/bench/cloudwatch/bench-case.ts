/** A bound on a figure. */
export type Target = { readonly atMost: number } | { readonly atLeast: number };

/** One measured figure. */
export type Figure = {
  readonly label: string;
  readonly value: number;
  readonly unit: string;
  readonly target?: Target;
};

/** A measurement that runs in a process of its own; the figures printed are the medians of its rounds. */
export type BenchCase = {
  readonly title: string;
  readonly rounds: number;
  /** Runs it so many times as large. */
  readonly run: (scale: number) => readonly Figure[] | Promise<readonly Figure[]>;
  /** The sizes to compare, smallest first; its figures are to grow no faster than these. One run of size 1 unless given. */
  readonly scales?: readonly number[];
};

/** Whether a figure is within its target. */
export function meets({ value, target }: Pick<Figure, 'value' | 'target'>): boolean {
  if (target === undefined) return true;
  return 'atMost' in target ? value <= target.atMost : value >= target.atLeast;
}
