/** A range of time in epoch milliseconds; the end is exclusive. */
export type Range = { readonly start: number; readonly end: number };
