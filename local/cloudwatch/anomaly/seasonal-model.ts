/** The expected values of a series: a lower and an upper bound for each timestamp. */
export type Band = {
  readonly timestamps: readonly number[];
  readonly lower: readonly number[];
  readonly upper: readonly number[];
};
