import type { Setting } from './setting.ts';

/** The share of what passes that a fault hits, 0 to 1. */
export type Rated = { readonly rate: number };

export const RATE: Setting<number> = {
  takes: 'a number from 0 to 1',
  input: { kind: 'number', minimum: 0, maximum: 1 },
  read: (value) => (typeof value === 'number' && value >= 0 && value <= 1 ? value : undefined),
};

/** Whether a fault that is on hits this time; `random` in [0, 1). */
export function hits(fault: Rated | undefined, random: () => number): fault is Rated {
  return fault !== undefined && random() < fault.rate;
}
